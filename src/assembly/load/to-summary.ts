import type { CompiledContract } from '../../contract/model/contract.ts';

/** What was compiled and loaded. */
export interface SimulatorSummary {
  readonly title: string;
  readonly paths: number;
  readonly operations: number;
  readonly resources: number;
  readonly records: number;
  readonly milliseconds: number;
}

/** Returns the path templates of the contract's operations. */
export function toPaths({ operations }: CompiledContract): readonly string[] {
  return [...new Set(operations.map(({ path }) => path))];
}

/** Returns what was compiled and loaded, with the time that it took. */
export function toSummary(contract: CompiledContract, records: number, milliseconds: number): SimulatorSummary {
  const { title, operations, resources, collections } = contract;
  return {
    title,
    paths: toPaths(contract).length,
    operations: operations.length,
    resources: resources.size + collections.length,
    records,
    milliseconds: Math.round(milliseconds),
  };
}
