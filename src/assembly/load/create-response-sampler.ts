import type { CompiledContract } from '../../contract/model/contract.ts';
import type { SampleResponse } from '../../pipeline/response/represent.ts';
import { loadOnce } from '../../kernel/load-once.ts';
import type { createSampler as CreateSampler, Sampler } from '../../sample/schema/create-sampler.ts';
import type { FakerAt } from '../../sample/schema/load-faker.ts';

/**
 * Bodies made up for responses. The faker is loaded when the first is wanted, so that no boot pays for it. `seed` is
 * that of requests that name none.
 */
export function createResponseSampler(contract: CompiledContract, seed: string | undefined): SampleResponse {
  const getSampler = loadOnce(() => loadSampler(contract));
  return async function sampleResponse({ id }, { code, mediaTypes: [first] }, wish) {
    if (first?.schema === undefined) return undefined;
    const sample = await getSampler();
    const place = `${id}/${code}`;
    return sample({
      pointer: first.pointer,
      purpose: place,
      seed: wish.seed ?? seed ?? DEFAULT_SEED,
      direction: 'response',
      useExamples: !wish.isDynamic,
    });
  };
}

/** A sampler with its faker, which takes some 100 ms to load. */
async function loadSampler(contract: CompiledContract): Promise<Sampler> {
  const { createSampler, faker } = await loadSamplerModules();
  return createSampler(contract, faker);
}

/** What a sampler is made from: its code, and the faker. */
export async function loadSamplerModules(): Promise<{
  readonly createSampler: typeof CreateSampler;
  readonly faker: FakerAt;
}> {
  const [{ createSampler }, { loadFaker }] = await Promise.all([
    import('../../sample/schema/create-sampler.ts'),
    import('../../sample/schema/load-faker.ts'),
  ]);
  return { createSampler, faker: await loadFaker() };
}

/** Without one, answers would flicker with each restart. */
const DEFAULT_SEED = '1';
