import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createOutboxDispatcher, type OutboxDispatcher } from '../../behaviour/outbox/outbox-dispatcher.ts';
import { createLiveSettings, type LiveSettings, type SettingValues } from '../../control/context/live-settings.ts';
import { createSnapshotStores, type SnapshotStores } from '../../control/world/snapshot-stores.ts';
import { createRequestId } from '../../kernel/random/ids.ts';
import { createSystemClock } from '../../kernel/time/clock.ts';
import { createFaultBook, type FaultBook } from '../../pipeline/faults/model/fault-set.ts';
import { createResponseChecker, type ResponseChecker } from '../../pipeline/response/check.ts';
import type { ControlState } from '../../store/port/control-state.ts';
import type { Blobs } from '../../store/port/blobs.ts';
import type { Transports } from '../../store/port/outbox.ts';
import type { SnapshotStore } from '../../store/port/snapshot-store.ts';
import type { JournalLog } from '../../store/port/journal.ts';
import type { Checkpoint, CollectionSpec, StoreLog } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import { createFolderSnapshotStore } from '../../store/snapshots/folder-snapshot-store.ts';
import { createMemorySnapshotStore } from '../../store/snapshots/memory-snapshot-store.ts';
import { createWorlds, type WorldsOptions } from '../../store/worlds.ts';
import type { Worlds } from '../../store/port/worlds.ts';
import type { CompleteOptions } from '../load/complete-options.ts';
import type { LoadedContract } from '../load/load-contract.ts';
import { packagedFiles } from '../load/packaged-files.ts';
import { collectAfterRemoval, createBlobCollector, NO_COLLECTOR, type BlobCollector } from './blob-collector.ts';
import { createLocalControlState } from '../../store/control/local-control-state.ts';
import { openSharedState, type SharedState } from './open-shared-state.ts';
import { findUsedBlobs } from './find-used-blobs.ts';
import { openDatabase, type SharedDatabase } from '../world/open-database.ts';
import type { StateOptions } from '../world/open-state.ts';
import { openWorld, type OpenedWorld, type WorldOptions } from '../world/open-world.ts';

/** The parts of an engine that a reload passes on to the next engine, and what it derives from the fixtures anew. */
export interface LastingParts {
  /** The log that replicas share; undefined in a process of its own. */
  readonly log: JournalLog | undefined;
  /** How this replica follows the control state of the log. */
  readonly controlLog: StoreLog | undefined;
  readonly worlds: Worlds;
  /** How many records the baseline started with. */
  readonly records: number;
  /** The state that a reset of the baseline restores. */
  readonly createResetPoint: () => Checkpoint;
  /** The time that the demo world was written for; undefined if it does not say. */
  readonly writtenFor: string | undefined;
  /** Every collection that a world's store holds. */
  readonly collections: readonly CollectionSpec[];
  readonly checker: ResponseChecker;
  readonly live: LiveSettings;
  /** What the control plane has changed, and requests obey. */
  readonly control: ControlState;
  /** The fault rules of each world. */
  readonly faults: FaultBook;
  readonly snapshotStores: SnapshotStores;
  /** The bytes that the records of all worlds refer to. */
  readonly blobs: Blobs;
  readonly blobCollector: BlobCollector;
  /** Carries out the side effects of all worlds. */
  readonly outbox: OutboxDispatcher;
}

/** The options of the state, of the worlds that hold it, and of what a reload keeps. */
export type LastingConfig = Pick<
  CompleteOptions,
  | (keyof StateOptions & keyof CompleteOptions)
  | (keyof SettingValues & keyof CompleteOptions)
  | 'spec'
  | 'maxSandboxes'
  | 'sandboxIdle'
  | 'journal'
  | 'journalSchema'
  | 'allowOutgoing'
> & {
  /** What carries out side effects. By default nothing leaves the process. */
  readonly transports?: Transports;
};

/** Opens the worlds, or takes over those of the `previous` engine and reads only the fixtures again. */
export async function openLastingParts(
  loaded: LoadedContract,
  config: LastingConfig,
  previous: LastingParts | undefined,
): Promise<LastingParts> {
  const options = { ...config, ...findFixtures(config), ...loaded };
  return previous === undefined ? openParts(options, config) : takeOver(previous, options, config);
}

async function openParts(options: WorldOptions, config: LastingConfig): Promise<LastingParts> {
  const database = openDatabase(config);
  const log = database?.log ?? config.log;
  const shared = log === undefined ? undefined : await openSharedState(log, config.logger);
  try {
    return await openWorldParts({ ...options, log, blobs: database?.blobs }, config, { database, shared });
  } catch (error) {
    await shared?.state.close();
    throw error;
  }
}

/** What replicas share, if this process is one. */
interface SharedParts {
  readonly database: SharedDatabase | undefined;
  readonly shared: SharedState | undefined;
}

/** Completes the speed: without a seed time passes as it does, with one nothing takes time. */
function withSpeed(config: LastingConfig): LastingConfig & { readonly speed: NonNullable<LastingConfig['speed']> } {
  return { ...config, speed: config.speed ?? (config.seed === null ? 1 : 'instant') };
}

async function openWorldParts(
  options: WorldOptions,
  config: LastingConfig,
  { database, shared }: SharedParts,
): Promise<LastingParts> {
  const { logger, data } = config;
  const { log } = options;
  const control = shared?.state ?? createLocalControlState();
  const live = createLiveSettings(withSpeed(config), { state: control, logger });
  const opened = await openWorld({ ...options, pace: live.pace });
  const { world, fork: _fork, createWorld: _createWorld, ...start } = opened;
  const { collections, blobs } = start;
  const findOwn = (): Promise<ReadonlySet<string>> => findUsedBlobs({ worlds, snapshotStores, data });
  const findReferences = database?.findBlobReferences ?? findOwn;
  // What sandboxes of a log in memory refer to is not found until they are loaded.
  const isComplete = log === undefined || database !== undefined;
  const blobCollector = isComplete
    ? createBlobCollector({ blobs, findReferences, logger, interval: QUARTER_HOUR })
    : NO_COLLECTOR;
  const outbox = openOutbox(config, { isShared: log !== undefined, findWorlds: () => worlds });
  const events = { onRemoved: blobCollector.request, onCreated: outbox.watch };
  const worlds = shared?.openWorlds(opened, { ...options, ...config, outbox }) ?? openWorlds(opened, config, events);
  const snapshotStores =
    shared?.openSnapshots(world) ?? openSnapshotStores(world, { data, collections, blobCollector });
  blobCollector.request();
  outbox.watch(world);
  return {
    log,
    controlLog: shared?.state.log,
    ...start,
    worlds,
    checker: createResponseChecker(),
    live,
    control,
    faults: createFaultBook(control),
    snapshotStores,
    blobCollector,
    outbox,
  };
}

async function takeOver(previous: LastingParts, options: WorldOptions, config: LastingConfig): Promise<LastingParts> {
  const { log, controlLog, worlds, checker, live, control, faults, blobs, blobCollector, outbox } = previous;
  const kept = { log, controlLog, worlds, checker, live, control, faults, blobs, blobCollector, outbox };
  // Opens a world in memory, for its fixtures only: the existing worlds hold the state.
  const inMemory = { ...options, data: undefined, log: undefined, pace: live.pace };
  const { records, createResetPoint, writtenFor, collections } = await openWorld(inMemory);
  // The collector of blobs goes on with the stores that it knows, so those of sandboxes stay the same.
  const snapshotStores =
    config.data === undefined
      ? previous.snapshotStores
      : previous.snapshotStores.withBaseline(openBaselineStore({ data: config.data, collections, blobCollector }));
  return { ...kept, records, createResetPoint, writtenFor, collections, snapshotStores };
}

function openWorlds(
  { world, createResetPoint, fork }: OpenedWorld,
  { maxSandboxes, sandboxIdle: idleTimeout, logger }: LastingConfig,
  events: Pick<WorldsOptions, 'onCreated' | 'onRemoved'>,
): Worlds {
  const { now } = createSystemClock();
  const limits = { maxSandboxes, idleTimeout, now, logger };
  return createWorlds({ baseline: world, createResetPoint, fork, ...limits, ...events });
}

/** Dependencies of `openOutbox`. */
interface OutboxDeps {
  /** Whether the worlds are in a log that others write to. */
  readonly isShared: boolean;
  readonly findWorlds: () => Worlds;
}

function openOutbox(
  { transports = {}, logger }: LastingConfig,
  { isShared, findWorlds }: OutboxDeps,
): OutboxDispatcher {
  return createOutboxDispatcher({
    transports,
    logger,
    isInUse: (world) => findWorlds().baseline === world || findWorlds().find(world.name)?.world === world,
    isShared: () => isShared,
    owner: createRequestId(),
    now: () => performance.now(),
  });
}

/** Dependencies of `openSnapshotStores`. */
interface SnapshotStoreDeps {
  readonly data: string | undefined;
  readonly collections: readonly CollectionSpec[];
  readonly blobCollector: BlobCollector;
}

function openSnapshotStores(baseline: World, deps: SnapshotStoreDeps): SnapshotStores {
  const createStore = (): SnapshotStore => collectAfterRemoval(createMemorySnapshotStore(), deps.blobCollector);
  return createSnapshotStores({ baseline, baselineStore: openBaselineStore(deps), createStore });
}

/** The baseline's snapshots are stored beside its state: in the data folder, or in memory. */
function openBaselineStore({ data, collections, blobCollector }: SnapshotStoreDeps): SnapshotStore {
  const store =
    data === undefined
      ? createMemorySnapshotStore()
      : createFolderSnapshotStore({ folder: join(data, SNAPSHOT_FOLDER), collections });
  return collectAfterRemoval(store, blobCollector);
}

/**
 * Returns the fixtures to load. The packaged contract has the demo world by default, which the project's own tests
 * check.
 */
export function findFixtures({
  fixtures,
  spec,
}: Pick<LastingConfig, 'fixtures' | 'spec'>): Pick<WorldOptions, 'fixtures' | 'isChecked'> {
  if (fixtures !== undefined || spec !== undefined) return { fixtures };
  return { fixtures: packagedFiles.fixtures(), isChecked: true };
}

/** Milliseconds. */
const QUARTER_HOUR = 900_000;
/** Relative to the data folder. */
const SNAPSHOT_FOLDER = 'snapshots';
