import type { SampleSchema } from '../behaviour/behaviour.ts';
import type { CompiledContract } from '../contract/contract.ts';

/** Values that complete items of inferred collections. The faker is loaded only where a contract has such a collection. */
export async function loadItemSampler({ collections, document }: CompiledContract, seed: string | undefined): Promise<SampleSchema> {
  if (collections.length === 0) return () => undefined;
  const { createSampler } = await import('../sample/create-sampler.ts');
  const base = Number.isSafeInteger(Number(seed ?? 1)) ? Number(seed ?? 1) : 1;
  return (pointer, variation) => createSampler(document, base + variation)(pointer);
}
