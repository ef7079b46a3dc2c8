import { prepareRules } from '../../behaviour/prepare-rules.ts';
import type { AuthenticationSettings } from '../../behaviour/platform.ts';
import { createDueWorkRunner, type DueWorkRunner } from '../../behaviour/due-work-runner.ts';
import { createBackgroundWork, type BackgroundWork } from '../../behaviour/time/background-work.ts';
import type { ReportBreach } from '../../behaviour/time/execute-work.ts';
import { createCheckState, type CheckState } from '../../control/world/check-state.ts';
import {
  createRecorderMemory,
  createTrafficRecorder,
  type TrafficRecorder,
} from '../../control/traffic/traffic-recorder.ts';
import { createAdmitReplay, type AdmitReplay } from '../../control/context/admit-replay.ts';
import type { ScenarioBook } from '../../control/scenarios/scenario-book.ts';
import type { Observe } from '../../pipeline/exchange/observe.ts';
import { openScenarios, type ScenarioConfig } from './open-scenarios.ts';
import { createSystemClock } from '../../kernel/time/clock.ts';
import { parseRate } from '../../kernel/time/rate.ts';
import { toViolations, type ResponseChecker } from '../../pipeline/response/check.ts';
import { createPipeline } from '../../pipeline/create-pipeline.ts';
import { toCsrfCookieSource } from '../../pipeline/sources/csrf-cookies.ts';
import type { PrepareResponseSource } from '../../pipeline/sources/response-source.ts';
import { RESPONSE_SOURCES } from '../../pipeline/sources/response-sources.ts';
import { createRateLimit, type RateLimit } from '../../pipeline/request/rate-limit.ts';
import type { ValidateSettings } from '../../pipeline/request/validate.ts';
import type { Pipeline } from '../../pipeline/exchange/exchange.ts';
import type { Webhooks } from '../../pipeline/outgoing/create-webhooks.ts';
import type { World } from '../../store/port/world.ts';
import { createFindWorld } from '../../pipeline/sandbox/find-world.ts';
import type { CompleteOptions } from '../load/complete-options.ts';
import { createResponseSampler } from '../load/create-response-sampler.ts';
import { loadContract, type LoadedContract } from '../load/load-contract.ts';
import { loadDeclaredRequests } from '../load/load-declared-requests.ts';
import { loadItemSampler } from '../load/load-item-sampler.ts';
import { createUploadTarget } from '../links/create-upload-target.ts';
import { openLastingParts, type LastingConfig, type LastingParts } from './open-lasting-parts.ts';

/** A compiled contract, its worlds, and the pipeline that serves it. */
export interface Engine extends LoadedContract, LastingParts {
  readonly dueWork: DueWorkRunner;
  /** The work that runs beside other work. A reload passes it on. */
  readonly background: BackgroundWork;
  readonly checkState: CheckState;
  readonly recorder: TrafficRecorder;
  readonly scenarios: ScenarioBook;
  /** The webhooks that the contract declares. */
  readonly webhooks: Webhooks;
  /** Limits what each caller may send; undefined limits nothing. A reload begins to count anew. */
  readonly rateLimit: RateLimit | undefined;
  /** Serves the operations of the contract. */
  readonly data: Pipeline;
  /** Serves recorded requests that are sent again, past the response cache. */
  readonly sendAgain: Pipeline;
  /** Admits the requests that are sent again, and gives them their turns. A reload passes it on. */
  readonly admitReplay: AdmitReplay;
}

/** The options of the contract, of how its requests are served, and of its worlds. */
export type EngineConfig = LastingConfig &
  ScenarioConfig &
  AuthenticationSettings &
  ValidateSettings &
  Pick<
    CompleteOptions,
    | 'script'
    | 'allowRefs'
    | 'responder'
    | 'responderUrl'
    | 'responderModel'
    | 'responderKey'
    | 'replies'
    | 'recordReplies'
    | 'noCache'
    | 'tokenTtl'
    | 'rateLimit'
    | 'csrf'
  >;

/**
 * Loads the contract and opens its worlds. With a `previous` engine it takes over that engine's worlds, and the caller
 * must check their state against the new contract. Throws a BootError that lists every fault.
 */
export async function openEngine(config: EngineConfig, previous?: Engine): Promise<Engine> {
  const { logger } = config;
  const seed = config.seed ?? undefined;
  const loaded = await loadContract(config.spec, config);
  const { contract, platform } = loaded;
  for (const warning of contract.warnings) logger.warn(warning, 'The contract has a fault and is served anyway.');
  const sampleItem = await loadItemSampler(contract, seed);
  const rules = prepareRules(contract, platform, { sample: sampleItem, cache: !config.noCache });
  const lasting = await openLastingParts(loaded, config, previous);
  const { worlds, collections, checker, live, faults, control } = lasting;
  const settings = followLive(config, live);
  const recorder = openRecorder(loaded, { logger, log: lasting.log }, previous);
  const background = previous?.background ?? createBackgroundWork();
  const dueWork = openDueWorkRunner(loaded, config, { checker, recorder, background });
  const checkState = createCheckState({ contract, platform });
  const scenarios = openScenarios({ contract, platform, control, collections, checkState }, config);
  const observe: Observe = (observation) => {
    recorder.observe(observation);
    return scenarios.observe(observation);
  };
  const shared = { contract, platform, dueWork, checker, faults };
  const findWorld = createFindWorld(worlds, settings);
  const sample = createResponseSampler(contract, seed);
  const cache = !config.noCache;
  const uploads = createUploadTarget(lasting.blobs, lasting.blobCollector);
  const { callbacks, webhooks } = await loadDeclaredRequests(contract, { ...config, seed });
  const rateLimit = openRateLimit(config, platform !== undefined);
  const served = { ...shared, rules, findWorld, observe, sample, settings, logger, cache, uploads, callbacks };
  const sources = listSources(platform);
  const data = createPipeline({ ...served, rateLimit, sources });
  const replaying = {
    sendAgain: createLater(() => createPipeline({ ...served, sources, cache: false })),
    admitReplay: previous?.admitReplay ?? createAdmitReplay(),
  };
  const controlled = { checkState, recorder, scenarios, webhooks, rateLimit, ...replaying };
  return { ...shared, ...lasting, ...controlled, background, data };
}

/** Returns a pipeline that is created at its first use: few processes send a recorded request again. */
function createLater(create: () => Pipeline): Pipeline {
  let pipeline: Pipeline | undefined;
  return (request) => (pipeline ??= create())(request);
}

/** Returns the response sources, and that of the cookies with CSRF tokens when the platform has some. */
function listSources(platform: LoadedContract['platform']): readonly PrepareResponseSource[] {
  return platform?.csrf === undefined ? RESPONSE_SOURCES : [...RESPONSE_SOURCES, toCsrfCookieSource(platform.csrf)];
}

/**
 * Windows go by the machine's time, since a frozen clock of a world would lock its callers out; with a seed by the
 * world's, so that the same requests get the same responses.
 */
function openRateLimit({ rateLimit, seed }: EngineConfig, hasUsers: boolean): RateLimit | undefined {
  const rate = rateLimit === undefined ? undefined : parseRate(rateLimit);
  const machine = createSystemClock();
  const now = (world: World): number => (seed === null ? machine : world.clock).now();
  return rate === undefined ? undefined : createRateLimit(rate, { now, hasUsers });
}

/** Continues the previous engine's recorder; under another contract only its coverage starts again. */
function openRecorder(
  { contract }: LoadedContract,
  { logger, log }: Pick<EngineConfig, 'logger' | 'log'>,
  previous: Engine | undefined,
): TrafficRecorder {
  const memory =
    previous?.recorder.memory ?? createRecorderMemory(log === undefined ? undefined : createSystemClock().now);
  return previous?.contract === contract ? previous.recorder : createTrafficRecorder(contract, logger, memory);
}

/** Reports scheduled work that breaks the contract like a response that does. */
function openDueWorkRunner(
  { contract, platform }: LoadedContract,
  { logger }: EngineConfig,
  { checker, recorder, background }: DueWorkParts,
): DueWorkRunner {
  const reportBreach: ReportBreach = (world, kind, error) => {
    const checked = { status: 500, violations: toViolations(error) };
    checker.add({ id: kind }, checked);
    recorder.recordCheck(world, kind, checked);
  };
  return createDueWorkRunner(contract, platform, logger, { reportBreach, background });
}

interface DueWorkParts {
  readonly checker: ResponseChecker;
  readonly recorder: TrafficRecorder;
  readonly background: BackgroundWork;
}

/** Returns the options with the current values of the live settings. */
function followLive(config: EngineConfig, live: LastingParts['live']): EngineConfig {
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
