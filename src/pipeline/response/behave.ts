import type { Call, Rule } from '../../behaviour/rule/behaviour.ts';
import { ignoreWriteFailure, type DueWorkRunner } from '../../behaviour/due-work-runner.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { Store } from '../../store/port/store.ts';
import type { Behaved, WithPreference } from '../exchange/stages.ts';

/** The pipeline's part in a commit. When a transaction is retried, the hooks are called again with the new outcome. */
export interface CommitHooks {
  /** Called within the transaction. Throws when the response breaks the contract, so that nothing is committed. */
  readonly check: (outcome: Outcome) => void;
  /** Called while the journal stores the changes. Serializes the response, and must not send or report it. */
  readonly prepare: (outcome: Outcome) => void;
  /**
   * Reports a write that would break the contract and throws the Problem that the client receives. Throws any other
   * error unchanged.
   */
  readonly reject: (error: unknown) => never;
}

/** Runs an operation's rule. */
export type Behave = (preferred: WithPreference, hooks: CommitHooks) => Promise<Behaved>;

/**
 * Returns the stage that runs an operation's rule. Due work runs first; it stays due when the journal cannot store its
 * changes.
 */
export function createBehave(rules: ReadonlyMap<string, Rule>, dueWork: DueWorkRunner): Behave {
  return async function behave(preferred, hooks) {
    const { operation, world, caller, path, query, headers, body, request, queryPairs } = preferred;
    const rule = rules.get(operation.id);
    if (rule === undefined) throw new Error(`No rule implements ${operation.id}.`);
    if (dueWork.isDue(world)) await dueWork.catchUp(world);
    const mediaType = operation.success.mediaTypes[0]?.name;
    const call: Call = {
      world,
      caller,
      path,
      query,
      headers,
      body,
      request: { origin: request.origin, path: request.path, queryPairs },
      mediaType,
      runDueWork: () => dueWork.run(world).catch(ignoreWriteFailure),
      commit: createCommit(world.store, hooks),
      commitStep: (work) => world.store.transaction(work).catch(hooks.reject),
    };
    return { ...preferred, outcome: await rule(call) };
  };
}

/** Returns a commit that checks the outcome first, and aborts the transaction when the outcome is not a success. */
function createCommit(store: Store, { check, prepare }: CommitHooks): Call['commit'] {
  return async function commit(work) {
    try {
      return await store.transaction((transaction) => {
        const outcome = work(transaction);
        if (outcome.kind !== 'success' && outcome.kind !== 'example') throw new Aborted(outcome);
        check(outcome);
        return outcome;
      }, prepare);
    } catch (error) {
      if (error instanceof Aborted) return error.outcome;
      throw error;
    }
  };
}

/** Aborts a transaction and carries its outcome. */
class Aborted extends Error {
  readonly outcome: Outcome;

  constructor(outcome: Outcome) {
    super(outcome.kind);
    this.outcome = outcome;
  }
}
