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
import type { Checkpoint, CollectionSpec } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import { createFolderSnapshotStore } from '../../store/snapshots/folder-snapshot-store.ts';
import { createMemorySnapshotStore } from '../../store/snapshots/memory-snapshot-store.ts';
import { createWorlds, type WorldsOptions } from '../../store/worlds.ts';
import type { Worlds } from '../../store/port/worlds.ts';
import type { CompleteOptions } from '../load/complete-options.ts';
import type { LoadedContract } from '../load/load-contract.ts';
import { packagedFiles } from '../load/packaged-files.ts';
import { collectAfterRemoval, createBlobCollector, type BlobCollector } from './blob-collector.ts';
import { createLocalControlState } from '../../store/control/local-control-state.ts';
import { openSharedState } from './open-shared-state.ts';
import { findUsedBlobs } from './find-used-blobs.ts';
import { openDatabase, type SharedDatabase } from '../world/open-database.ts';
import type { StateOptions } from '../world/open-state.ts';
import { openWorld, type OpenedWorld, type WorldOptions } from '../world/open-world.ts';

/** The parts of an engine that a reload passes on to the next engine, and what it derives from the fixtures anew. */
export interface LastingParts {
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
  /** The database that replicas share. */
  readonly database: SharedDatabase | undefined;
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
  const speed = config.speed ?? (config.seed === null ? 1 : 'instant');
  const database = openDatabase(config);
  const stored = database === undefined ? {} : { log: database.log, blobs: database.blobs };
  const shared = config.log === undefined ? undefined : await openSharedState(config.log, config.logger);
  const control = shared?.state ?? createLocalControlState();
  const live = createLiveSettings({ ...config, speed }, { state: control, logger: config.logger });
  const opened = await openWorld({ ...options, ...stored, pace: live.pace });
  const { world, records, createResetPoint, writtenFor, collections, blobs } = opened;
  const { logger, data } = config;
  const findReferences = (): Promise<ReadonlySet<string>> => findUsedBlobs({ worlds, snapshotStores, data });
  // Replicas keep a blob for an hour after one of them has used it.
  const interval = database === undefined ? undefined : QUARTER_HOUR;
  const blobCollector = createBlobCollector({ blobs, findReferences, logger, interval });
  const outbox = openOutbox(config, () => worlds);
  const events = { onRemoved: blobCollector.request, onCreated: outbox.watch };
  const worlds = shared?.openWorlds(opened, config) ?? openWorlds(opened, config, events);
  const snapshotStores =
    shared?.openSnapshots(world, collections) ??
    openSnapshotStores(world, { data, database, collections, blobCollector });
  // Sandboxes that other replicas have loaded may refer to the blobs of a log.
  if (shared === undefined) blobCollector.request();
  outbox.watch(world);
  return {
    worlds,
    records,
    createResetPoint,
    writtenFor,
    collections,
    checker: createResponseChecker(),
    live,
    control,
    faults: createFaultBook(control),
    snapshotStores,
    blobs,
    blobCollector,
    database,
    outbox,
  };
}

async function takeOver(previous: LastingParts, options: WorldOptions, config: LastingConfig): Promise<LastingParts> {
  const { worlds, checker, live, control, faults, blobs, blobCollector, database, outbox } = previous;
  // Opens a world in memory, for its fixtures only: the existing worlds hold the state.
  const inMemory = { ...options, data: undefined, log: undefined, pace: live.pace };
  const { records, createResetPoint, writtenFor, collections } = await openWorld(inMemory);
  const snapshotStores =
    config.data === undefined
      ? previous.snapshotStores
      : openSnapshotStores(worlds.baseline, { data: config.data, database, collections, blobCollector });
  return {
    worlds,
    records,
    createResetPoint,
    writtenFor,
    collections,
    checker,
    live,
    control,
    faults,
    snapshotStores,
    blobs,
    blobCollector,
    database,
    outbox,
  };
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

/** Only the baseline can be in a log that others write to; sandboxes are in memory. */
function openOutbox({ transports = {}, logger, log }: LastingConfig, findWorlds: () => Worlds): OutboxDispatcher {
  return createOutboxDispatcher({
    transports,
    logger,
    isInUse: (world) => findWorlds().baseline === world || findWorlds().find(world.name)?.world === world,
    isShared: (world) => log !== undefined && findWorlds().baseline === world,
    owner: createRequestId(),
    now: () => performance.now(),
  });
}

/** Dependencies of `openSnapshotStores`. */
interface SnapshotStoreDeps {
  readonly data: string | undefined;
  readonly database: SharedDatabase | undefined;
  readonly collections: readonly CollectionSpec[];
  readonly blobCollector: BlobCollector;
}

/** The baseline's snapshots are stored beside its state: in the database, in the data folder, or in memory. */
function openSnapshotStores(
  baseline: World,
  { data, database, collections, blobCollector }: SnapshotStoreDeps,
): SnapshotStores {
  const createOwn = (): SnapshotStore =>
    data === undefined
      ? createMemorySnapshotStore()
      : createFolderSnapshotStore({ folder: join(data, SNAPSHOT_FOLDER), collections });
  const baselineStore = database?.snapshots ?? createOwn();
  const createStore = (): SnapshotStore => collectAfterRemoval(createMemorySnapshotStore(), blobCollector);
  return createSnapshotStores({
    baseline,
    baselineStore: collectAfterRemoval(baselineStore, blobCollector),
    createStore,
  });
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
