import { join } from 'node:path';
import { prepareRules } from '../../behaviour/prepare-rules.ts';
import { createRunDueWork, type RunDueWork } from '../../behaviour/run-due-work.ts';
import { createCheckState, type CheckState } from '../../control/world/check-state.ts';
import { createLiveSettings, type LiveSettings } from '../../control/context/live-settings.ts';
import { createSnapshotStores, type SnapshotStores } from '../../control/world/snapshot-stores.ts';
import { createTrafficRecorder, type TrafficRecorder } from '../../control/traffic/traffic-recorder.ts';
import type { ScenarioBook } from '../../control/scenarios/scenario-book.ts';
import type { Observe } from '../../pipeline/exchange/observe.ts';
import { openScenarios } from './open-scenarios.ts';
import { createSystemClock } from '../../kernel/time/clock.ts';
import { createResponseChecker, toViolations, type ResponseChecker } from '../../pipeline/response/check.ts';
import { createPipeline } from '../../pipeline/create-pipeline.ts';
import type { Pipeline } from '../../pipeline/exchange/exchange.ts';
import { createFaultBook, type FaultBook } from '../../pipeline/faults/model/fault-set.ts';
import { createFindWorld } from '../../pipeline/sandbox/find-world.ts';
import { createFolderSnapshotStore } from '../../store/snapshots/folder-snapshot-store.ts';
import { createMemorySnapshotStore } from '../../store/snapshots/memory-snapshot-store.ts';
import type { Checkpoint, CollectionSpec } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import { createWorlds, type Worlds } from '../../store/worlds.ts';
import type { CompleteOptions } from '../load/complete-options.ts';
import { createResponseSampler } from '../load/create-response-sampler.ts';
import { loadContract, type LoadedContract } from '../load/load-contract.ts';
import { loadItemSampler } from '../load/load-item-sampler.ts';
import { openWorld, type OpenedWorld, type WorldOptions } from '../world/open-world.ts';
import { packagedFiles } from '../load/packaged-files.ts';

/** A contract with its worlds, and what answers for it. */
export interface Engine extends LoadedContract {
  readonly worlds: Worlds;
  /** How many records the baseline began with. */
  readonly records: number;
  /** What a reset of the baseline goes back to. */
  readonly begin: () => Checkpoint;
  readonly check: ResponseChecker;
  readonly settle: RunDueWork;
  /** All that a world's store keeps. */
  readonly collections: readonly CollectionSpec[];
  readonly checkState: CheckState;
  readonly shelves: SnapshotStores;
  /** What is to go wrong on order, by world. */
  readonly faults: FaultBook<World>;
  readonly watch: TrafficRecorder;
  readonly live: LiveSettings;
  readonly scenarios: ScenarioBook;
  /** Answers what the contract describes. */
  readonly data: Pipeline;
}

/**
 * Loads the contract and opens its worlds, or goes on with those of another engine, whose state then is yet to be
 * looked at. Throws a BootError that lists everything that is wrong.
 */
export async function openEngine(config: CompleteOptions, previous?: Engine): Promise<Engine> {
  const { logger } = config;
  const seed = config.seed ?? undefined;
  const loaded = await loadContract(config.spec, config);
  const { contract, platform } = loaded;
  for (const warning of contract.warnings)
    logger.warn(warning, 'The contract is not right; it is served all the same.');
  const rules = prepareRules(contract, platform, {
    sample: await loadItemSampler(contract, seed),
    cache: !config.noCache,
  });
  const lasting = await openLasting(loaded, config, previous);
  const { worlds, collections, check, live, faults } = lasting;
  const settings = followLive(config, live);
  const sample = createResponseSampler(contract, seed);
  const findWorld = createFindWorld(worlds, settings);
  const watch =
    previous?.contract === contract ? previous.watch : createTrafficRecorder(contract, logger, previous?.watch.memory);
  const settle = createRunDueWork(contract, platform, logger, (world, kind, error) => {
    const checked = { status: 500, violations: toViolations(error) };
    check.add({ id: kind }, checked);
    watch.count(world, kind, checked);
  });
  const parts = { contract, platform, settle, check, faults };
  const checkState = createCheckState({ contract, platform });
  const scenarios = openScenarios({ contract, platform, faults, collections, checkState }, config);
  const observe: Observe = (observation) => {
    watch.observe(observation);
    return scenarios.observe(observation);
  };
  const data = createPipeline({
    ...parts,
    runDueWork: settle,
    checker: check,
    rules,
    findWorld,
    observe,
    sample,
    settings,
    logger,
    cache: !config.noCache,
  });
  return { ...parts, ...lasting, checkState, watch, scenarios, data };
}

/** What outlives a contract. */
type Lasting = Pick<Engine, 'worlds' | 'records' | 'begin' | 'collections' | 'check' | 'live' | 'faults' | 'shelves'>;

async function openLasting(
  loaded: LoadedContract,
  config: CompleteOptions,
  previous: Engine | undefined,
): Promise<Lasting> {
  const given = { ...config, ...findFixtures(config), ...loaded };
  if (previous !== undefined) {
    // The fixtures alone: the state is held by the worlds that there are.
    const { records, begin, collections } = await openWorld({
      ...given,
      data: undefined,
      log: undefined,
      pace: previous.live.pace,
    });
    const { worlds, check, live, faults } = previous;
    const shelves = config.data === undefined ? previous.shelves : openShelves(worlds.baseline, config, collections);
    return { worlds, records, begin, collections, check, live, faults, shelves };
  }
  const live = createLiveSettings(
    { ...config, speed: config.speed ?? (config.seed === null ? 1 : 'instant') },
    config.logger,
  );
  const opened = await openWorld({ ...given, pace: live.pace });
  const { world, records, begin, collections } = opened;
  const shelves = openShelves(world, config, collections);
  return {
    worlds: openWorlds(opened, config),
    records,
    begin,
    collections,
    check: createResponseChecker(),
    live,
    faults: createFaultBook<World>(),
    shelves,
  };
}

function openWorlds(
  { world, begin, fork }: OpenedWorld,
  { maxSandboxes: most, sandboxIdle: idle, logger }: CompleteOptions,
): Worlds {
  return createWorlds({
    baseline: world,
    createResetPoint: begin,
    fork,
    maxSandboxes: most,
    idleTimeout: idle,
    now: createSystemClock().now,
    logger,
  });
}

/** The options as they are at the moment. */
function followLive(config: CompleteOptions, live: LiveSettings): CompleteOptions {
  return {
    ...config,
    get strict() {
      return live.values.strict;
    },
    get requireSandbox() {
      return live.values.requireSandbox;
    },
  };
}

/** The baseline's snapshots lie beside its state, and last as long. */
function openShelves(
  baseline: World,
  { data }: CompleteOptions,
  collections: readonly CollectionSpec[],
): SnapshotStores {
  const shelf =
    data === undefined
      ? createMemorySnapshotStore()
      : createFolderSnapshotStore({ folder: join(data, SNAPSHOT_FOLDER), collections });
  return createSnapshotStores({ baseline, shelf, createShelf: createMemorySnapshotStore });
}

/** The packaged contract begins with its demo world, which its own tests check; another one with what is given. */
function findFixtures({ fixtures, spec }: CompleteOptions): Pick<WorldOptions, 'fixtures' | 'isChecked'> {
  if (fixtures !== undefined || spec !== undefined) return { fixtures };
  return { fixtures: packagedFiles.fixtures(), isChecked: true };
}

/** In the data folder. */
const SNAPSHOT_FOLDER = 'snapshots';
