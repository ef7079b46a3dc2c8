import type { CompiledContract } from '../../contract/model/contract.ts';
import type { SampleResponse } from '../../pipeline/sources/represent.ts';
import { loadOnce } from '../../kernel/load-once.ts';
import type { createSampler as CreateSampler, Sampler } from '../../sample/schema/create-sampler.ts';
import type { FakerAt } from '../../sample/schema/load-faker.ts';

/**
 * Creates the generator of response bodies. It loads the faker at its first use, so that the boot stays fast. `seed`
 * applies to requests that name none.
 */
export function createResponseSampler(contract: CompiledContract, seed: string | undefined): SampleResponse {
  const getSampler = loadOnce(() => loadSampler(contract));
  return async function sampleResponse({ id }, { code, mediaTypes: [first] }, wish) {
    if (first?.schema === undefined) return undefined;
    const sample = await getSampler();
    const purpose = `${id}/${code}`;
    return sample({
      pointer: first.pointer,
      purpose,
      seed: wish.seed ?? seed ?? DEFAULT_SEED,
      direction: 'response',
      useExamples: !wish.isDynamic,
    });
  };
}

/** Loads a sampler with its faker, which takes about 100 ms. */
async function loadSampler(contract: CompiledContract): Promise<Sampler> {
  const { createSampler, faker } = await loadSamplerModules();
  return createSampler(contract, faker);
}

/** Loads the modules of a sampler: its code, and the faker. */
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

/** A constant, so that responses stay the same after a restart. */
const DEFAULT_SEED = '1';
