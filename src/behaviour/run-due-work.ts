import type { CompiledContract } from '../contract/model/contract.ts';
import type { Logger } from '../kernel/logger.ts';
import { createSlices, waitAtMost } from '../kernel/turns.ts';
import { ConstraintError, isWriteFailure, StoreError } from '../store/port/store-error.ts';
import type { StoredRecord } from '../store/port/store.ts';
import type { World } from '../store/port/world.ts';
import { markFailed, type HandleFailedWork } from './time/failed-work.ts';
import type { Platform } from './platform.ts';
import { createRuleDeps } from './rule/create-rule-deps.ts';
import { findNextWork, SCHEDULED_WORK, type RunWork, type ScheduledWork } from './time/schedule.ts';

/** Does the work that a world has scheduled, when its time has come. */
export interface RunDueWork {
  /** Whether anything is due by the world's clock. A look at a list, where nothing has changed since the last one. */
  isDue(world: World): boolean;
  /**
   * Does all that is due by `until` (defaults to now) in the order of its times, what it schedules itself included. One
   * at a time in each world, in slices: other requests are served between them. Throws where a write cannot be kept;
   * the work is still there then.
   */
  run(world: World, until?: number): Promise<void>;
  /**
   * Does what is due before a request is served. Where another request has begun that already, this one waits for a
   * moment only, and then sees the state as it is: they are concurrent. Where a write cannot be kept, the work waits
   * for better times, and reads go on.
   */
  catchUp(world: World): Promise<void>;
}

/** Told of work that would have broken the contract, by its kind: none of it was committed. */
export type ReportBreach = (world: World, kind: string, error: ConstraintError) => void;

/**
 * The work of a platform, by the handlers that it has. Work that fails is logged, marked failed and not tried again: it
 * would stand in the way of all that follows.
 */
export function createRunDueWork(
  contract: CompiledContract,
  platform: Platform | undefined,
  logger: Logger,
  reportBreach: ReportBreach = ignore,
): RunDueWork {
  const tools = createRuleDeps(contract);
  const handlers = new Map(Object.entries(platform?.work ?? {}).map(([kind, prepare]) => [kind, prepare(tools)]));
  const failureHandlers = new Map(Object.entries(platform?.failedWork ?? {}));
  const running = new WeakMap<World, Promise<void>>();
  const isDue = createIsDue();

  const drain = async (world: World, until: number | undefined): Promise<void> => {
    const slices = createSlices();
    // Where time passes by itself, what falls due while this goes on is left to whoever comes next: else it might never
    // end.
    const end = until ?? (world.clock.flows ? world.clock.now() : undefined);
    for (let work = findNextWork(world.store); work !== undefined; work = findNextWork(world.store)) {
      if (work.due > (end ?? world.clock.now())) return;
      const deps = {
        handler: handlers.get(work.kind),
        handleFailure: failureHandlers.get(work.kind),
        logger,
        reportBreach,
      };
      await execute(work, world, deps);
      await slices.pause();
    }
  };

  const run = (world: World, until?: number): Promise<void> => {
    const turn = (running.get(world) ?? Promise.resolve())
      .then(() => drain(world, until))
      // Before anybody hears of its end: the next request must not take it for one that goes on.
      .finally(() => running.get(world) === ended && running.delete(world));
    // The next one takes its turn even where this one fails.
    const ended = turn.catch(ignore);
    running.set(world, ended);
    return turn;
  };

  return {
    isDue,
    run,
    async catchUp(world) {
      const current = isDue(world) ? running.get(world) : undefined;
      if (current !== undefined) await waitAtMost(current, MAX_WAIT);
      if (isDue(world) && !running.has(world)) await run(world).catch(ignoreWriteFailure);
    },
  };
}

/**
 * Looks for the earliest work once for each list that the store gives: it is the same one until something is written to
 * it.
 */
function createIsDue(): RunDueWork['isDue'] {
  const earliest = new WeakMap<readonly StoredRecord[], number>();
  return ({ store, clock }) => {
    const list = store.all(SCHEDULED_WORK.name);
    if (list.length === 0) return false;
    const due = earliest.get(list) ?? findNextWork(store)?.due ?? Number.POSITIVE_INFINITY;
    earliest.set(list, due);
    return due !== Number.POSITIVE_INFINITY && due <= clock.now();
  };
}

interface WorkDeps {
  readonly handler: RunWork | undefined;
  readonly handleFailure: HandleFailedWork | undefined;
  readonly logger: Logger;
  readonly reportBreach: ReportBreach;
}

/** Throws where a write cannot be kept: the work is still there, and done when writes are kept again. */
async function execute(
  work: ScheduledWork,
  world: World,
  { handler, handleFailure, logger, reportBreach }: WorkDeps,
): Promise<void> {
  try {
    if (handler === undefined) throw new Error(`Nothing does work of the kind ${work.kind}.`);
    const write = await handler(work.payload, { world, now: work.due });
    await world.store.transaction((transaction) => {
      // It may have been cancelled while it was prepared.
      if (transaction.delete(SCHEDULED_WORK.name, work.id)) write(transaction);
    });
  } catch (error) {
    if (isTemporary(error)) throw error;
    if (error instanceof ConstraintError) reportBreach(world, work.kind, error);
    logger.error(
      { kind: work.kind, id: work.id, world: world.name, error },
      'Scheduled work failed and is not tried again.',
    );
    const message = error instanceof Error ? error.message.slice(0, MAX_MESSAGE_LENGTH) : 'It failed without an error.';
    await markFailedWithFallback(world, { work, message, handle: handleFailure }, logger);
  }
}

/** Where even that cannot be told to what waits for it, the work alone is marked. */
async function markFailedWithFallback(
  world: World,
  failed: Parameters<typeof markFailed>[1],
  logger: Logger,
): Promise<void> {
  try {
    await markFailed(world, failed);
  } catch (error) {
    if (isTemporary(error)) throw error;
    logger.error(
      { kind: failed.work.kind, id: failed.work.id, world: world.name, error },
      'What waits for failed work cannot be ended.',
    );
    await markFailed(world, { ...failed, handle: undefined });
  }
}

/** Says that the work is as good as before: a write that could not be kept, a store that is closed. */
function isTemporary(error: unknown): boolean {
  return isWriteFailure(error) || (error instanceof StoreError && error.code === 'CLOSED');
}

/** What is due is done by a later request, when writes are kept again. */
export function ignoreWriteFailure(error: unknown): void {
  if (!isWriteFailure(error)) throw error;
}

function ignore(): void {}

/** How long a request waits for due work that another one has begun, in milliseconds. */
const MAX_WAIT = 250;
const MAX_MESSAGE_LENGTH = 500;
