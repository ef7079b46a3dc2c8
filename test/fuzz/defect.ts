import { NO_COLLECTOR } from '../../src/assembly/engine/blob-collector.ts';
import { createUploadTarget } from '../../src/assembly/links/create-upload-target.ts';
import { loadContract } from '../../src/assembly/load/load-contract.ts';
import { openWorld } from '../../src/assembly/world/open-world.ts';
import { packagedFiles } from '../../src/assembly/load/packaged-files.ts';
import { prepareRules } from '../../src/behaviour/prepare-rules.ts';
import { createDueWorkRunner } from '../../src/behaviour/due-work-runner.ts';
import { createFetchHandler } from '../../src/http/exchange/fetch-exchange.ts';
import { editCollection } from '../../src/control/world/edit-state.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import { createResponseChecker } from '../../src/pipeline/response/check.ts';
import { createPipeline, type PipelineDeps } from '../../src/pipeline/create-pipeline.ts';
import type { Pipeline } from '../../src/pipeline/exchange/exchange.ts';
import { createRateLimit } from '../../src/pipeline/request/rate-limit.ts';
import { openSession, type OpenSubject } from './subject.ts';

/** A deliberate defect of a simulator: in a dependency of its pipeline, or around the pipeline. */
export interface Defect {
  readonly deps?: (deps: PipelineDeps) => PipelineDeps;
  readonly pipeline?: (pipeline: Pipeline, deps: PipelineDeps) => Pipeline;
}

/** Opens the Athena simulator, assembled as in the product, with a defect. */
export function openDefective({
  deps: addDefect = (deps) => deps,
  pipeline: wrapPipeline = (pipeline) => pipeline,
}: Defect): OpenSubject {
  return async ({ strict }) => {
    const { contract, platform } = await loadContract(undefined, { csrf: true });
    const { world, blobs } = await openWorld({
      contract,
      platform,
      seed: '1',
      data: undefined,
      fixtures: packagedFiles.fixtures(),
    });
    const check = createResponseChecker();
    const deps = addDefect({
      contract,
      platform,
      rules: prepareRules(contract, platform),
      dueWork: createDueWorkRunner(contract, platform, silentLogger),
      findWorld: () => world,
      checker: check,
      sample: () => Promise.resolve(undefined),
      uploads: createUploadTarget(blobs, NO_COLLECTOR),
      rateLimit: createRateLimit(RATE, { now: ({ clock }) => clock.now(), hasUsers: true }),
      settings: { maxBody: 10 * 1024 * 1024, strict, noTrim: false, token: 'athena-demo-token', auth: 'on' },
      logger: silentLogger,
    });
    let count = 0;
    const handle = createFetchHandler({
      pipeline: wrapPipeline(createPipeline(deps), deps),
      createRequestId: () => `request-${(count += 1)}`,
    });
    const edit = (): Promise<number> =>
      editCollection(world, { platform }, (transaction) => transaction.update('users', 123, {})).then(
        () => 200,
        () => 422,
      );
    return {
      fetch: handle,
      session: await openSession(handle),
      position: () => world.store.position,
      edit,
      violations: check.report,
      close: () => world.store.close(),
    };
  };
}

/** More than a run sends. */
const RATE = { requests: 1_000_000, window: 3_600_000 };
