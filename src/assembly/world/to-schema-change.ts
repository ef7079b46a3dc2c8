import { createConstraint } from '../../behaviour/checks/create-constraint.ts';
import type { CompiledContract } from '../../contract/model/contract.ts';
import type { CheckState } from '../../control/world/check-state.ts';
import { Problem, type StateFault } from '../../kernel/problem.ts';
import type { CollectionSpec, SchemaChange, StoreReader } from '../../store/port/store.ts';

/** What decides whether records conform to a contract. */
export interface SchemaParts {
  readonly collections: readonly CollectionSpec[];
  readonly contract: CompiledContract;
  readonly checkState: CheckState;
}

/** Returns what the records of a contract conform to. Its check throws a Problem that lists the faults. */
export function toSchemaChange({ collections, contract, checkState }: SchemaParts): SchemaChange {
  const check = async (reader: StoreReader): Promise<void> => rejectFaults(await checkState(reader));
  return { collections, contract: contract.hash, check, constraint: createConstraint(contract) };
}

/** Throws a Problem when there are faults. */
export function rejectFaults(faults: readonly StateFault[]): void {
  if (faults.length === 0) return;
  const message = 'The state does not fit the contract that was read. The last contract goes on; nothing has changed.';
  const remedy = 'Change these records, or restart with --reset; or correct the contract. Then reload again.';
  throw new Problem('STATE_CONFLICT', { message, remedy, faults: faults.slice(0, MAX_LISTED) });
}

const MAX_LISTED = 100;
