import { Draft } from './state/draft.ts';
import type { Change } from './port/journal.ts';
import type { State } from './state/state.ts';
import type { OnStaged, Transaction } from './port/store.ts';

/** A queued transaction. */
export interface CommitJob {
  /**
   * Runs the work on `state`, which it leaves unchanged, and returns the changes to store; an empty list when the work
   * or the constraint throws. May run again.
   */
  run(state: State): readonly Change[];
  /**
   * Passes the result of the last run to the caller before it is stored; undefined when the caller did not ask for
   * that.
   */
  readonly notifyStaged: (() => void) | undefined;
  /** Settles the caller's promise with the result of the last run. */
  settle(): void;
  /** Rejects the caller's promise: nothing was stored. */
  fail(error: Error): void;
}

/** A task in the store's queue: a transaction, or what runs alone, such as a replacement of the state. */
export type Task = TransactionTask | AloneTask;

interface TransactionTask {
  readonly kind: 'transaction';
  readonly job: CommitJob;
}

interface AloneTask {
  readonly kind: 'alone';
  readonly job: Pick<CommitJob, 'fail'> & { readonly run: () => Promise<void> };
}

/** Options of a commit job. `resolve` and `reject` settle the caller's promise. */
export interface CommitJobOptions<Result> {
  readonly work: (transaction: Transaction) => Result;
  readonly onStaged: OnStaged<Result> | undefined;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** Creates the task of a transaction that runs `work`. */
export function createTransaction<Result>(options: CommitJobOptions<Result>): TransactionTask {
  return { kind: 'transaction', job: createCommitJob(options) };
}

/** Creates the task of a transaction that is committed by itself. */
export function createAlone<Result>(
  state: { commit(jobs: readonly CommitJob[]): Promise<void> },
  options: Omit<CommitJobOptions<Result>, 'onStaged'>,
): Task {
  const { job } = createTransaction({ ...options, onStaged: undefined });
  return { kind: 'alone', job: { run: () => state.commit([job]), fail: options.reject } };
}

function createCommitJob<Result>({ work, onStaged, resolve, reject }: CommitJobOptions<Result>): CommitJob {
  let settle = ignore;
  let notify = ignore;
  const run = (state: State): readonly Change[] => {
    const draft = new Draft(state);
    try {
      const result = work(draft);
      if (draft.changes.length > 0) state.constraint?.(draft, draft.changed());
      settle = () => resolve(result);
      notify = () => onStaged?.(result);
      return draft.changes;
    } catch (error) {
      settle = () => reject(error);
      notify = ignore;
      return [];
    } finally {
      draft.end();
    }
  };
  return {
    run,
    notifyStaged: onStaged === undefined ? undefined : () => notify(),
    settle: () => settle(),
    fail: reject,
  };
}

/**
 * Waits for `storing` and calls the jobs' `notifyStaged` meanwhile: after the write has been started, and only if it is
 * not finished by then.
 */
export async function notifyWhileStoring<Result>(
  jobs: readonly CommitJob[],
  storing: Promise<Result>,
): Promise<Result> {
  if (!jobs.some(({ notifyStaged }) => notifyStaged !== undefined)) return storing;
  const turn = setImmediate(() => jobs.forEach(({ notifyStaged }) => notifyStaged?.()));
  try {
    return await storing;
  } finally {
    clearImmediate(turn);
  }
}

/** Removes the transactions at the front of the queue, for one append. */
export function takeGroup(queue: Task[]): readonly CommitJob[] {
  const end = queue.findIndex(({ kind }, index) => kind !== 'transaction' || index === MAX_GROUP);
  const tasks = queue.splice(0, end === -1 ? queue.length : end);
  return tasks.flatMap(({ kind, job }) => (kind === 'transaction' ? job : []));
}

function ignore(): void {}

/** Transactions in one append: more would block the event loop for too long. */
const MAX_GROUP = 256;
