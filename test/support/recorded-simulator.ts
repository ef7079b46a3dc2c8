import { loadContract } from '../../src/assembly/load/load-contract.ts';
import { openWorld } from '../../src/assembly/world/open-world.ts';
import { packagedFiles } from '../../src/assembly/load/packaged-files.ts';
import { createResponseSampler } from '../../src/assembly/load/create-response-sampler.ts';
import { prepareRules } from '../../src/behaviour/prepare-rules.ts';
import { createDueWorkRunner } from '../../src/behaviour/due-work-runner.ts';
import { createTrafficRecorder, type TrafficRecorder } from '../../src/control/traffic/traffic-recorder.ts';
import type { CompiledContract } from '../../src/contract/model/contract.ts';
import { createFetchHandler, type FetchHandler } from '../../src/http/exchange/fetch-exchange.ts';
import { silentLogger, type Logger } from '../../src/kernel/logger.ts';
import { createResponseChecker } from '../../src/pipeline/response/check.ts';
import { createPipeline, type PipelineDeps } from '../../src/pipeline/create-pipeline.ts';
import type { Pipeline } from '../../src/pipeline/exchange/exchange.ts';
import { createLocalControlState } from '../../src/store/control/local-control-state.ts';
import { createFaultBook, type FaultSet } from '../../src/pipeline/faults/model/fault-set.ts';
import type { World } from '../../src/store/port/world.ts';

/** The Athena pipeline with a traffic recorder, and what the control plane works with. */
export interface RecordedSimulator {
  readonly contract: CompiledContract;
  readonly world: World;
  readonly recorder: TrafficRecorder;
  readonly faults: FaultSet;
  readonly pipeline: Pipeline;
  /** Signed in as the demo user; `path` begins behind `/api/v1`. */
  send(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
}

/** Opens one. `changed` replaces some of the pipeline's dependencies. */
export async function openRecordedSimulator({
  logger = silentLogger,
  ...changed
}: Partial<PipelineDeps> & { readonly logger?: Logger } = {}): Promise<RecordedSimulator> {
  const { contract, platform } = await loadContract(undefined);
  const { world } = await openWorld({
    contract,
    platform,
    seed: '1',
    data: undefined,
    fixtures: packagedFiles.fixtures(),
    isChecked: true,
  });
  const watch = createTrafficRecorder(contract, logger);
  const book = createFaultBook(createLocalControlState());
  const pipeline = createPipeline({
    contract,
    platform,
    rules: prepareRules(contract, platform),
    dueWork: createDueWorkRunner(contract, platform, logger),
    findWorld: () => world,
    checker: createResponseChecker(),
    sample: createResponseSampler(contract, '1'),
    settings: { maxBody: 10 * 1024 * 1024, strict: false, noTrim: false, token: TOKEN, auth: 'on' },
    faults: book,
    observe: (observation) => {
      watch.observe(observation);
      return undefined;
    },
    logger,
    ...changed,
  });
  let count = 0;
  const handle = createFetchHandler({ pipeline, createRequestId: () => `request-${(count += 1)}` });
  return { contract, world, recorder: watch, faults: book.of(world), pipeline, send: createSend(handle) };
}

function createSend(handle: FetchHandler): RecordedSimulator['send'] {
  return (method, path, body, headers = {}) =>
    handle(`http://127.0.0.1:4010/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${TOKEN}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
}

const TOKEN = 'athena-demo-token';
/** The documented account of John Doe. */
export const ACCOUNT = '550e8400-e29b-41d4-a716-446655440000';
