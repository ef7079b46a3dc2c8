import type { SampleSchema } from '../../behaviour/rule/behaviour.ts';
import type { CompiledContract } from '../../contract/model/contract.ts';

/**
 * Loads the generator of values that complete items of inferred collections. Loads the faker only if the contract has
 * such a collection.
 */
export async function loadItemSampler(contract: CompiledContract, seed: string | undefined): Promise<SampleSchema> {
  if (contract.collections.length === 0) return () => undefined;
  const [{ createSampler }, { loadFaker }] = await Promise.all([
    import('../../sample/schema/create-sampler.ts'),
    import('../../sample/schema/load-faker.ts'),
  ]);
  const sample = createSampler(contract, await loadFaker());
  return (pointer, variation) =>
    sample({
      pointer,
      purpose: `item/${variation}`,
      seed: seed ?? DEFAULT_SEED,
      direction: 'response',
      useExamples: true,
    });
}

const DEFAULT_SEED = '1';
