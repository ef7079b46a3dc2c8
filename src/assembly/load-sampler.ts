import type { CompiledContract, ResponseSpec } from '../contract/contract.ts';
import type { SampleResponse } from '../pipeline/represent.ts';

/** Bodies for responses that have a schema and no example. The faker is loaded only where a contract has such a response. */
export async function loadSampler(contract: CompiledContract, seed: string | undefined): Promise<SampleResponse> {
  const responses = contract.operations.flatMap((operation) => [operation.success, ...operation.responses.values()]);
  if (!responses.some(needsSample)) return () => undefined;
  const { createSampler } = await import('../sample/create-sampler.ts');
  const sample = createSampler(contract.document, toNumber(seed));
  return (response) => (needsSample(response) ? sample(response.mediaTypes[0]?.pointer ?? '') : undefined);
}

function needsSample({ mediaTypes: [first] }: ResponseSpec): boolean {
  return first?.schema !== undefined && !first.hasExample;
}

function toNumber(seed: string | undefined): number {
  const number = Number(seed);
  return Number.isSafeInteger(number) ? number : 1;
}
