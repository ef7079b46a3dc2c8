import type { CompiledContract } from '../contract/model/contract.ts';
import type { Logger } from '../kernel/logger.ts';
import { getOrCreate } from '../kernel/get-or-create.ts';
import { createSlices, waitAtMost } from '../kernel/turns.ts';
import { isWriteFailure } from '../store/port/store-error.ts';
import type { StoredRecord } from '../store/port/store.ts';
import type { World } from '../store/port/world.ts';
import type { Platform } from './platform.ts';
import { createRuleDeps } from './rule/create-rule-deps.ts';
import { createBackgroundWork, type BackgroundWork } from './time/background-work.ts';
import { executeWork, type ReportBreach, type WorkDeps } from './time/execute-work.ts';
import { isRecurring } from './time/recurring-work.ts';
import { findNextWork, SCHEDULED_WORK, type RunWork, type ScheduledWork } from './time/schedule.ts';

/**
 * Runs the scheduled work of worlds once it is due. Background work is started and not waited for. `run` is for callers
 * that need all due work done or an error; `catchUp` is for requests, which wait only briefly and ignore failed writes.
 */
export interface DueWorkRunner {
  /**
   * Returns whether any work is due by the world's clock. Cheap: reads the schedule only after it has changed.
   */
  isDue(world: World): boolean;
  /**
   * Runs all work that is due by `until` (defaults to now), in the order of its times, including work that it schedules
   * itself; recurring work only as far as it was due at the beginning. Runs once at a time in each world, in slices, so
   * that requests are served in between. Throws if a write cannot be stored; the work is then still scheduled.
   */
  run(world: World, until?: number): Promise<void>;
  /**
   * Runs due work before a request is served. If another request has started it already, waits up to 250 ms for it and
   * then lets this request see the state as it is: the two are concurrent. If a write cannot be stored, the work stays
   * scheduled and reads go on.
   */
  catchUp(world: World): Promise<void>;
  /**
   * Calls a listener with each piece of work that has run in a world, also when it failed, and with background work as
   * soon as it has started. Returns what ends this.
   */
  watch(world: World, onRun: OnRun): () => void;
}

/** Is told of a piece of work that has run. */
export type OnRun = (work: ScheduledWork) => void;

/** What a runner is created with, beside the contract and its platform. */
export interface DueWorkOptions {
  readonly reportBreach?: ReportBreach;
  /** Defaults to background work of its own. */
  readonly background?: BackgroundWork;
}

/** Creates the runner for a platform's scheduled work. Work that fails is logged, marked failed and not tried again. */
export function createDueWorkRunner(
  contract: CompiledContract,
  platform: Platform | undefined,
  logger: Logger,
  { reportBreach = ignore, background = createBackgroundWork() }: DueWorkOptions = {},
): DueWorkRunner {
  const findDeps = createFindDeps(contract, platform, { logger, reportBreach });
  const running = new WeakMap<World, Promise<void>>();
  const isDue = createIsDue(background);

  const listeners = new WeakMap<World, Set<OnRun>>();
  const watch = (world: World, onRun: OnRun): (() => void) => {
    const ofWorld = getOrCreate(listeners, world, () => new Set<OnRun>());
    ofWorld.add(onRun);
    return () => void ofWorld.delete(onRun);
  };
  const onRun = (world: World, work: ScheduledWork): void =>
    listeners.get(world)?.forEach((listener) => listener(work));
  const drain = createDrain(findDeps, { background, recurring: platform?.recurringWork, onRun });

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

  return { isDue, run, catchUp, watch };
}

/** Returns what runs due work, one piece after the other. Background work is only started. */
function createDrain(
  findDeps: (kind: string) => WorkDeps,
  { background, recurring, onRun }: DrainDeps,
): (world: World, until: number | undefined) => Promise<void> {
  return async function drain(world, until) {
    const slices = createSlices();
    const began = until ?? world.clock.now();
    const isLater = (record: StoredRecord): boolean =>
      recurring !== undefined && Number(record['due']) > began && isRecurring(record, recurring);
    const find = (): ScheduledWork | undefined => findNext(world, background, isLater);
    // Where time passes by itself, work that falls due meanwhile is left to the next run, so that this one ends.
    const end = until ?? (world.clock.flows ? began : undefined);
    for (let work = find(); work !== undefined; work = find()) {
      if (work.due > (end ?? world.clock.now())) return;
      const deps = findDeps(work.kind);
      if (!deps.isBackground) await executeWork(work, world, deps, { signal: NEVER });
      // The simulator closes. What is due stays scheduled, and is run after a restart.
      else if (!background.start(work, world, deps)) return;
      onRun(world, work);
      await slices.pause();
    }
  };
}

interface DrainDeps {
  readonly background: BackgroundWork;
  readonly recurring: Platform['recurringWork'];
  /** Is told of a piece of work that has run, or has started in the background. */
  readonly onRun: (world: World, work: ScheduledWork) => void;
}

/** Prepares the platform's handlers. Returns what executes work of a kind. */
function createFindDeps(
  contract: CompiledContract,
  platform: Platform | undefined,
  shared: Pick<WorkDeps, 'logger' | 'reportBreach'>,
): (kind: string) => WorkDeps {
  const deps = createRuleDeps(contract);
  const prepareAll = (work: Platform['work'] = {}): ReadonlyMap<string, RunWork> =>
    new Map(Object.entries(work).map(([kind, prepare]) => [kind, prepare(deps)]));
  const handlers = prepareAll({ ...platform?.work, ...platform?.recurringWork?.handlers });
  const background = prepareAll(platform?.backgroundWork);
  const failureHandlers = new Map(Object.entries(platform?.failedWork ?? {}));
  return (kind) => ({
    ...shared,
    handler: handlers.get(kind) ?? background.get(kind),
    handleFailure: failureHandlers.get(kind),
    isBackground: background.has(kind),
  });
}

/** Returns the work that is due first, is not running and is not left to a later run. */
function findNext(
  world: World,
  background: BackgroundWork,
  isLater?: (record: StoredRecord) => boolean,
): ScheduledWork | undefined {
  const isRunning = background.findRunning(world);
  if (isRunning === undefined || isLater === undefined) return findNextWork(world.store, isRunning ?? isLater);
  return findNextWork(world.store, (record) => isRunning(record) || isLater(record));
}

/**
 * Caches the earliest due time of a world while its store returns the same list, which then has the same content. Work
 * that runs in the background does not count; it is the world's own, although forks share the list.
 */
function createIsDue(background: BackgroundWork): DueWorkRunner['isDue'] {
  const earliest = new WeakMap<World, EarliestWork>();
  return (world) => {
    const { store, clock } = world;
    const list = store.all(SCHEDULED_WORK.name);
    if (list.length === 0) return false;
    let known = earliest.get(world);
    if (known?.list !== list || known.version !== background.version) {
      known = { list, due: findNext(world, background)?.due ?? Number.POSITIVE_INFINITY, version: background.version };
      earliest.set(world, known);
    }
    return known.due !== Number.POSITIVE_INFINITY && known.due <= clock.now();
  };
}

interface EarliestWork {
  readonly list: readonly StoredRecord[];
  readonly version: number;
  readonly due: number;
}

/** Ignores a failed write: a later request runs the due work, once writes succeed again. Rethrows any other error. */
export function ignoreWriteFailure(error: unknown): void {
  if (!isWriteFailure(error)) throw error;
}

function ignore(): void {}

/** Work that other work waits for is not interrupted. */
const NEVER = new AbortController().signal;
/** How long a request waits for due work that another one has started, in milliseconds. */
const MAX_WAIT = 250;
