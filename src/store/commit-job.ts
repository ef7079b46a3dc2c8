import { Draft } from './draft.ts';
import type { Change } from './journal.ts';
import type { State } from './state.ts';
import type { Transaction } from './store.ts';

/** A transaction that waits for its turn, and then for the journal. */
export interface CommitJob {
  /** Runs the work on `state`, which stays as it is, and gives what it wants to change; nothing where it throws. May be run again. */
  run(state: State): readonly Change[];
  /** Tells whoever asked what came of the last run. */
  settle(): void;
  /** Tells whoever asked that nothing was kept. */
  fail(error: Error): void;
}

/** What waits for the store. */
export type Task =
  | { readonly kind: 'transaction'; readonly job: CommitJob }
  | { readonly kind: 'restore'; readonly job: Pick<CommitJob, 'fail'> & { readonly run: () => Promise<void> } };

/** A job that runs `work`, and the two ways in which it ends. */
export function createCommitJob<Result>(
  work: (transaction: Transaction) => Result,
  resolve: (result: Result) => void,
  reject: (error: unknown) => void,
): CommitJob {
  let settle = ignore;
  const run = (state: State): readonly Change[] => {
    const draft = new Draft(state);
    try {
      const result = work(draft);
      settle = () => resolve(result);
      return draft.changes;
    } catch (error) {
      settle = () => reject(error);
      return [];
    } finally {
      draft.end();
    }
  };
  return { run, settle: () => settle(), fail: reject };
}

/** Takes the transactions that wait at the front away, for one append. */
export function takeGroup(waiting: Task[]): readonly CommitJob[] {
  const end = waiting.findIndex(({ kind }, index) => kind !== 'transaction' || index === LARGEST_GROUP);
  const tasks = waiting.splice(0, end === -1 ? waiting.length : end);
  return tasks.flatMap(({ kind, job }) => (kind === 'transaction' ? job : []));
}

function ignore(): void {}

/** So that a crowd of writers does not hold the event loop for long. */
const LARGEST_GROUP = 256;
