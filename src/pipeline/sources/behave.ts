import { ignoreWriteFailure, type DueWorkRunner } from '../../behaviour/due-work-runner.ts';
import type { Call, Rule } from '../../behaviour/rule/behaviour.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { WithPreference } from '../exchange/stages.ts';
import type { CheckResult, MaybePromise, SourceContext } from './response-source.ts';

/** How a rule commits: `check` represents the outcome, so that the response is checked before the commit. */
export interface BehaveContext extends SourceContext {
  readonly check: CheckResult<Outcome>;
}

/** Runs an operation's rule. */
export type Behave = (preferred: WithPreference, context: BehaveContext) => MaybePromise<Outcome>;

/**
 * Returns the stage that runs an operation's rule. Due work runs first; it stays due when the journal cannot store its
 * changes.
 */
export function createBehave(rules: ReadonlyMap<string, Rule>, dueWork: DueWorkRunner): Behave {
  const behaveAfterDueWork = async (
    rule: Rule,
    preferred: WithPreference,
    context: BehaveContext,
  ): Promise<Outcome> => {
    await dueWork.catchUp(preferred.world);
    return rule(toCall(preferred, context, dueWork));
  };
  return function behave(preferred, context) {
    const { operation, world } = preferred;
    const rule = rules.get(operation.id);
    if (rule === undefined) throw new Error(`No rule implements ${operation.id}.`);
    return dueWork.isDue(world)
      ? behaveAfterDueWork(rule, preferred, context)
      : rule(toCall(preferred, context, dueWork));
  };
}

function toCall(preferred: WithPreference, context: BehaveContext, dueWork: DueWorkRunner): Call {
  const { operation, world, viewedWorld, caller, path, query, headers, body, files, request, queryPairs } = preferred;
  return {
    world: viewedWorld,
    caller,
    path,
    query,
    headers,
    body,
    files,
    request: { origin: request.origin, path: request.path, queryPairs },
    mediaType: operation.success.mediaTypes[0]?.name,
    runDueWork: () => dueWork.run(world).catch(ignoreWriteFailure),
    commit: (work) => commitSuccess(work, context),
    commitStep: (work) => context.commit(work),
  };
}

/** Commits an operation of one transaction. An outcome that is not a success aborts the transaction. */
async function commitSuccess(
  work: Parameters<Call['commit']>[0],
  { commit, check }: BehaveContext,
): ReturnType<Call['commit']> {
  try {
    return await commit((transaction) => {
      const outcome = work(transaction);
      if (outcome.kind !== 'success' && outcome.kind !== 'example') throw new Aborted(outcome);
      return outcome;
    }, check);
  } catch (error) {
    if (error instanceof Aborted) return error.outcome;
    throw error;
  }
}

/** Aborts a transaction and carries its outcome. */
class Aborted extends Error {
  readonly outcome: Outcome;

  constructor(outcome: Outcome) {
    super(outcome.kind);
    this.outcome = outcome;
  }
}
