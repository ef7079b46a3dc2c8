import type { CompiledContract } from '../contract/contract.ts';
import type { SampleResponse } from '../pipeline/represent.ts';
import type { Sampler } from '../sample/create-sampler.ts';

/** Bodies made up for responses. The faker is loaded when the first is wanted, so that no boot pays for it. `seed` is that of requests that name none. */
export function createResponseSampler(contract: CompiledContract, seed: string | undefined): SampleResponse {
  let loading: Promise<Sampler> | undefined;
  return async function sampleResponse({ id }, { code, mediaTypes: [first] }, wish) {
    if (first?.schema === undefined) return undefined;
    loading ??= loadSampler(contract);
    const sample = await loading;
    const place = `${id}/${code}`;
    return sample({
      pointer: first.pointer,
      place,
      seed: wish.seed ?? seed ?? DEFAULT_SEED,
      direction: 'response',
      useExamples: !wish.isDynamic,
    });
  };
}

/** A sampler with its faker, which takes some 100 ms to load. */
async function loadSampler(contract: CompiledContract): Promise<Sampler> {
  const [{ createSampler }, { loadFaker }] = await Promise.all([import('../sample/create-sampler.ts'), import('../sample/load-faker.ts')]);
  return createSampler(contract, await loadFaker());
}

/** Without one, answers would flicker with each restart. */
const DEFAULT_SEED = '1';
