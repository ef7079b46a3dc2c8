import type { CompiledContract } from '../../contract/model/contract.ts';
import { getOrCreate } from '../../kernel/get-or-create.ts';

/** What was compiled and loaded. */
export interface SimulatorSummary {
  readonly title: string;
  readonly paths: number;
  readonly operations: number;
  readonly resources: number;
  readonly records: number;
  readonly milliseconds: number;
}

/** Returns the path templates of the contract's operations: the same list for the same contract. */
export function toPaths(contract: CompiledContract): readonly string[] {
  return getOrCreate(PATHS, contract, () => [...new Set(contract.operations.map(({ path }) => path))]);
}

const PATHS = new WeakMap<CompiledContract, readonly string[]>();

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
