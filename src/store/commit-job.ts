import { Draft } from './state/draft.ts';
import type { Change } from './port/journal.ts';
import type { State } from './state/state.ts';
import type { OnStaged, Transaction } from './port/store.ts';

/** A transaction that waits for its turn, and then for the journal. */
export interface CommitJob {
  /**
   * Runs the work on `state`, which stays as it is, and gives what it wants to change; nothing where it throws, or the
   * state's constraint does. May be run again.
   */
  run(state: State): readonly Change[];
  /** Lets whoever asked get ready for what came of the last run. */
  readonly notifyStaged: (() => void) | undefined;
  /** Tells whoever asked what came of the last run. */
  settle(): void;
  /** Tells whoever asked that nothing was kept. */
  fail(error: Error): void;
}

/** What waits for the store. */
export type Task =
  | { readonly kind: 'transaction'; readonly job: CommitJob }
  | { readonly kind: 'restore'; readonly job: Pick<CommitJob, 'fail'> & { readonly run: () => Promise<void> } };

/** What is to be done, who gets ready for it meanwhile, and the two ways in which it ends. */
export interface CommitJobOptions<Result> {
  readonly work: (transaction: Transaction) => Result;
  readonly onStaged: OnStaged<Result> | undefined;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** A transaction that runs `work`. */
export function createTransaction<Result>(parts: CommitJobOptions<Result>): Task {
  return { kind: 'transaction', job: createCommitJob(parts) };
}

function createCommitJob<Result>({ work, onStaged: meanwhile, resolve, reject }: CommitJobOptions<Result>): CommitJob {
  let settle = ignore;
  let getReady = ignore;
  const run = (state: State): readonly Change[] => {
    const draft = new Draft(state);
    try {
      const result = work(draft);
      if (draft.changes.length > 0) state.constraint?.(draft, draft.changed());
      settle = () => resolve(result);
      getReady = () => meanwhile?.(result);
      return draft.changes;
    } catch (error) {
      settle = () => reject(error);
      getReady = ignore;
      return [];
    } finally {
      draft.end();
    }
  };
  return {
    run,
    notifyStaged: meanwhile === undefined ? undefined : () => getReady(),
    settle: () => settle(),
    fail: reject,
  };
}

/**
 * While something is kept, those whose jobs it is about get ready: once it is on its way, and not any more when it is
 * done.
 */
export async function notifyWhileStoring<Kept>(jobs: readonly CommitJob[], keeping: Promise<Kept>): Promise<Kept> {
  if (!jobs.some(({ notifyStaged: meanwhile }) => meanwhile !== undefined)) return keeping;
  const turn = setImmediate(() => jobs.forEach(({ notifyStaged: meanwhile }) => meanwhile?.()));
  try {
    return await keeping;
  } finally {
    clearImmediate(turn);
  }
}

/** Takes the transactions that wait at the front away, for one append. */
export function takeGroup(waiting: Task[]): readonly CommitJob[] {
  const end = waiting.findIndex(({ kind }, index) => kind !== 'transaction' || index === MAX_GROUP);
  const tasks = waiting.splice(0, end === -1 ? waiting.length : end);
  return tasks.flatMap(({ kind, job }) => (kind === 'transaction' ? job : []));
}

function ignore(): void {}

/** So that a crowd of writers does not hold the event loop for long. */
const MAX_GROUP = 256;
