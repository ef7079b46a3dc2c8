import type { CompiledContract } from '../contract/model/contract.ts';
import type { Logger } from '../kernel/logger.ts';
import { createSlices, waitAtMost } from '../kernel/turns.ts';
import { isWriteFailure } from '../store/port/store-error.ts';
import type { StoredRecord } from '../store/port/store.ts';
import type { World } from '../store/port/world.ts';
import type { Platform } from './platform.ts';
import { createRuleDeps } from './rule/create-rule-deps.ts';
import { executeWork, type ReportBreach, type WorkDeps } from './time/execute-work.ts';
import { findNextWork, SCHEDULED_WORK } from './time/schedule.ts';
import { getOrCreate } from '../kernel/get-or-create.ts';

/**
 * Runs the scheduled work of worlds once it is due. `run` is for callers that need all due work done or an error;
 * `catchUp` is for requests, which wait only briefly and ignore failed writes.
 */
export interface DueWorkRunner {
  /**
   * Returns whether any work is due by the world's clock. Cheap: reads the schedule only after it has changed.
   */
  isDue(world: World): boolean;
  /**
   * Runs all work that is due by `until` (defaults to now), in the order of its times, including work that it schedules
   * itself. Runs once at a time in each world, in slices, so that requests are served in between. Throws if a write
   * cannot be stored; the work is then still scheduled.
   */
  run(world: World, until?: number): Promise<void>;
  /**
   * Runs due work before a request is served. If another request has started it already, waits up to 250 ms for it and
   * then lets this request see the state as it is: the two are concurrent. If a write cannot be stored, the work stays
   * scheduled and reads go on.
   */
  catchUp(world: World): Promise<void>;
}

/** Creates the runner for a platform's scheduled work. Work that fails is logged, marked failed and not tried again. */
export function createDueWorkRunner(
  contract: CompiledContract,
  platform: Platform | undefined,
  logger: Logger,
  reportBreach: ReportBreach = ignore,
): DueWorkRunner {
  const findDeps = createFindDeps(contract, platform, { logger, reportBreach });
  const running = new WeakMap<World, Promise<void>>();
  const isDue = createIsDue();

  const drain = async (world: World, until: number | undefined): Promise<void> => {
    const slices = createSlices();
    // Where time passes by itself, work that falls due meanwhile is left to the next run, so that this one ends.
    const end = until ?? (world.clock.flows ? world.clock.now() : undefined);
    for (let work = findNextWork(world.store); work !== undefined; work = findNextWork(world.store)) {
      if (work.due > (end ?? world.clock.now())) return;
      await executeWork(work, world, findDeps(work.kind));
      await slices.pause();
    }
  };

  const run = (world: World, until?: number): Promise<void> => {
    const turn = (running.get(world) ?? Promise.resolve())
      .then(() => drain(world, until))
      // Before `turn` settles, so that the next request does not take it for a run in progress.
      .finally(() => running.get(world) === ended && running.delete(world));
    // The next run takes its turn even if this one fails.
    const ended = turn.catch(ignore);
    running.set(world, ended);
    return turn;
  };

  const catchUp = async (world: World): Promise<void> => {
    const current = isDue(world) ? running.get(world) : undefined;
    if (current !== undefined) await waitAtMost(current, MAX_WAIT);
    if (isDue(world) && !running.has(world)) await run(world).catch(ignoreWriteFailure);
  };

  return { isDue, run, catchUp };
}

/** Prepares the platform's handlers. Returns what executes work of a kind. */
function createFindDeps(
  contract: CompiledContract,
  platform: Platform | undefined,
  shared: Pick<WorkDeps, 'logger' | 'reportBreach'>,
): (kind: string) => WorkDeps {
  const deps = createRuleDeps(contract);
  const handlers = new Map(Object.entries(platform?.work ?? {}).map(([kind, prepare]) => [kind, prepare(deps)]));
  const failureHandlers = new Map(Object.entries(platform?.failedWork ?? {}));
  return (kind) => ({ ...shared, handler: handlers.get(kind), handleFailure: failureHandlers.get(kind) });
}

/** Caches the earliest due time for each list that the store returns: the same list has the same content. */
function createIsDue(): DueWorkRunner['isDue'] {
  const earliest = new WeakMap<readonly StoredRecord[], number>();
  return ({ store, clock }) => {
    const list = store.all(SCHEDULED_WORK.name);
    if (list.length === 0) return false;
    const due = getOrCreate(earliest, list, () => findNextWork(store)?.due ?? Number.POSITIVE_INFINITY);
    return due !== Number.POSITIVE_INFINITY && due <= clock.now();
  };
}

/** Ignores a failed write: a later request runs the due work, once writes succeed again. Rethrows any other error. */
export function ignoreWriteFailure(error: unknown): void {
  if (!isWriteFailure(error)) throw error;
}

function ignore(): void {}

/** How long a request waits for due work that another one has started, in milliseconds. */
const MAX_WAIT = 250;
