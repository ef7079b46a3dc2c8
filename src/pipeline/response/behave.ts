import type { Call, Rule } from '../../behaviour/rule/behaviour.ts';
import { ignoreWriteFailure, type RunDueWork } from '../../behaviour/run-due-work.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { Store } from '../../store/port/store.ts';
import type { Behaved, Preferred } from '../exchange/stages.ts';

/**
 * What the pipeline does with an outcome around its commit. Both may be called again with another one, where the
 * transaction is run again.
 */
export interface CommitHooks {
  /**
   * Called within the transaction. Throws where the response to the outcome breaks the contract: then nothing is
   * committed.
   */
  readonly check: (outcome: Outcome) => void;
  /** Called while the journal stores what was written: prepares the response, and must tell nobody. */
  readonly prepare: (outcome: Outcome) => void;
  /**
   * Reports what a step would have written against the contract, and throws the problem that it is to the client.
   * Throws any other error as it is.
   */
  readonly reject: (error: unknown) => never;
}

/** Runs the rule of an operation. */
export type Behave = (preferred: Preferred, hooks: CommitHooks) => Promise<Behaved>;

/** Runs the operation's rule, on a world in which everything that is due has been done, as far as writes are kept. */
export function createBehave(rules: ReadonlyMap<string, Rule>, settle: RunDueWork): Behave {
  return async function behave(preferred, hooks) {
    const { operation, world, caller, path, query, headers, body, request, queryPairs } = preferred;
    const rule = rules.get(operation.id);
    if (rule === undefined) throw new Error(`No rule answers ${operation.id}.`);
    if (settle.isDue(world)) await settle.catchUp(world);
    const facts = { origin: request.origin, path: request.path, queryPairs };
    const mediaType = operation.success.mediaTypes[0]?.name;
    const call: Call = {
      world,
      caller,
      path,
      query,
      headers,
      body,
      request: facts,
      mediaType,
      runDueWork: () => settle.run(world).catch(ignoreWriteFailure),
      commit: createCommit(world.store, hooks),
      commitStep: (work) => world.store.transaction(work).catch(hooks.reject),
    };
    return { ...preferred, outcome: await rule(call) };
  };
}

/** Commits what a checked outcome has written. */
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

/** An outcome that leaves everything as it was. */
class Aborted extends Error {
  readonly outcome: Outcome;

  constructor(outcome: Outcome) {
    super(outcome.kind);
    this.outcome = outcome;
  }
}
