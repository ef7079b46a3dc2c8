import { join } from 'node:path';
import { checkRecords } from '../../behaviour/checks/check-records.ts';
import { createRuleDeps } from '../../behaviour/rule/create-rule-deps.ts';
import type { CompiledContract } from '../../contract/model/contract.ts';
import type { Fixtures } from '../../document/load-fixtures.ts';
import { BootError, type BootFault } from '../../kernel/boot-fault.ts';
import { toPointer } from '../../kernel/json/pointer.ts';
import type { StoreReader } from '../../store/port/store.ts';

/** The file in a data folder that holds the state. */
export const DATA_FILE = 'db.json';

/** The contract that records are checked against, and where they may be stored. */
export interface CheckOptions {
  readonly contract: CompiledContract;
  readonly data: string | undefined;
  readonly fixtures: string | undefined;
}

/** Where the records of a store come from: their fixtures, and the hash of the contract they were written under. */
export interface Origin {
  readonly fixtures: Fixtures;
  readonly written: string | undefined;
}

/** Finds every record that breaks the contract, with the file and pointer of its source. */
export function findInvalidRecords(
  reader: StoreReader,
  { fixtures }: Origin,
  { contract, data, fixtures: folder }: CheckOptions,
): readonly BootFault[] {
  const files = new Map(fixtures.collections.map(({ name, file }) => [name, file]));
  const placeOf = (collection: string): { file: string; pointer: string } => {
    const file = files.get(collection);
    if (file !== undefined || data === undefined) return { file: file ?? folder ?? '', pointer: '' };
    return { file: join(data, DATA_FILE), pointer: toPointer(['collections', collection]) };
  };
  return checkRecords({ contract, representer: createRuleDeps(contract).representer, reader, sourceOf: placeOf });
}

/**
 * Throws a BootError if there are invalid records. If the contract has changed since they were written, the error says
 * so and lists the remedies.
 */
export function rejectInvalidRecords(
  faults: readonly BootFault[],
  { written }: Origin,
  { contract, data }: CheckOptions,
): void {
  if (faults.length === 0) return;
  const isChanged = data !== undefined && written !== undefined && written !== contract.hash;
  throw new BootError(
    isChanged ? [toChangeFault(join(data, DATA_FILE), faults.length), ...faults.slice(0, MAX_LISTED)] : faults,
  );
}

function toChangeFault(file: string, count: number): BootFault {
  const listed = count > MAX_LISTED ? `the first ${MAX_LISTED} are listed below` : 'each is listed below';
  const message = `It was written under another contract, which this one differs from in ${count === 1 ? 'one place' : `${count} places`}; ${listed}.`;
  const remedy =
    'Pass --migrate to fill in defaults of the contract, --reset to archive the files and start again from the fixtures, or another --data. Or fix the records.';
  return { file, pointer: '', message, remedy };
}

/** Limits the listed records: one change of a schema may invalidate all of them. */
const MAX_LISTED = 20;
