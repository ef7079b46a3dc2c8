import type { Logger } from '../../kernel/logger.ts';
import { ConstraintError, isWriteFailure, StoreError } from '../../store/port/store-error.ts';
import type { Transaction } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import { markFailed, type FailedWork, type HandleFailedWork } from './failed-work.ts';
import { isSameWork, SCHEDULED_WORK, type RunWork, type ScheduledWork } from './schedule.ts';

/** Reports work that would have broken the contract, by its kind. Nothing of it was committed. */
export type ReportBreach = (world: World, kind: string, error: ConstraintError) => void;

/** What executes work of one kind. */
export interface WorkDeps {
  /** Undefined if the platform has no handler for this kind. */
  readonly handler: RunWork | undefined;
  readonly handleFailure: HandleFailedWork | undefined;
  /** Whether it runs beside other work. */
  readonly isBackground: boolean;
  readonly logger: Logger;
  readonly reportBreach: ReportBreach;
}

/**
 * Executes one piece of scheduled work. Work that fails is logged, marked as failed and not tried again. Throws if a
 * write cannot be stored or the store is closed: the work is then still scheduled.
 */
export async function executeWork(
  work: ScheduledWork,
  world: World,
  deps: WorkDeps,
  { signal, commit = commitOnce }: { readonly signal: AbortSignal; readonly commit?: CommitWork },
): Promise<void> {
  const { handler, logger, reportBreach } = deps;
  try {
    if (handler === undefined) throw new Error(`Failed to run scheduled work: the kind ${work.kind} has no handler.`);
    const write = await handler(work.payload, { world, now: work.due, signal });
    await commit(work, world, write);
  } catch (error) {
    if (isTemporary(error) || signal.aborted) throw error;
    if (error instanceof ConstraintError) reportBreach(world, work.kind, error);
    logger.error(
      { kind: work.kind, id: work.id, world: world.name, error },
      'Scheduled work failed and is not tried again.',
    );
    const message = error instanceof Error ? error.message.slice(0, MAX_MESSAGE_LENGTH) : 'It failed without an error.';
    await markFailedWithFallback(world, { work, message, handle: deps.handleFailure }, logger);
  }
}

/** Stores what work writes, and removes the work from the schedule, in one transaction. */
export type CommitWork = (
  work: ScheduledWork,
  world: World,
  write: (transaction: Transaction) => void,
) => Promise<void>;

/** Does nothing if the work was cancelled while it was prepared. */
export const commitOnce: CommitWork = (work, { store }, write) =>
  store.transaction((transaction) => {
    if (!isSameWork(work, transaction.get(SCHEDULED_WORK.name, work.id))) return;
    transaction.delete(SCHEDULED_WORK.name, work.id);
    write(transaction);
  });

/** Marks work as failed. If the platform's failure handler fails too, marks it without calling the handler. */
async function markFailedWithFallback(world: World, failed: FailedWork, logger: Logger): Promise<void> {
  try {
    await markFailed(world, failed);
  } catch (error) {
    if (isTemporary(error)) throw error;
    logger.error(
      { kind: failed.work.kind, id: failed.work.id, world: world.name, error },
      'The failure of scheduled work could not be handled: what waits for it may stay unfinished.',
    );
    await markFailed(world, { ...failed, handle: undefined });
  }
}

/** Returns whether the work can be tried again later: a write could not be stored, or the store is closed. */
export function isTemporary(error: unknown): boolean {
  return isWriteFailure(error) || (error instanceof StoreError && error.code === 'CLOSED');
}

const MAX_MESSAGE_LENGTH = 500;
