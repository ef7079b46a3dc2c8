import { join } from 'node:path';
import { checkRecords } from '../../behaviour/checks/check-records.ts';
import { createRuleDeps } from '../../behaviour/rule/create-rule-deps.ts';
import type { CompiledContract } from '../../contract/model/contract.ts';
import type { Fixtures } from '../../document/load-fixtures.ts';
import { BootError, type BootFault } from '../../kernel/boot-fault.ts';
import { toPointer } from '../../kernel/json/pointer.ts';
import type { StoreReader } from '../../store/port/store.ts';

/** The snapshot in a data folder. */
export const DATA_FILE = 'db.json';

/** What records are checked against, and where they may lie. */
export interface CheckOptions {
  readonly contract: CompiledContract;
  readonly data: string | undefined;
  readonly fixtures: string | undefined;
}

/** What the records of a store were written by: files, and the contract with this digest. */
export interface Origin {
  readonly fixtures: Fixtures;
  readonly written: string | undefined;
}

/** Finds every record that breaks the contract, each where it was written. */
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
 * Throws a BootError of the misfits, if there are any. Where the contract has changed since, it says so and the ways
 * out.
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
    'Give --migrate, which fills in what the contract has a default for; --reset, which moves the files aside and begins anew from the fixtures; or another --data. Or mend the records.';
  return { file, pointer: '', message, remedy };
}

/** Of the records that fit their contract no more: one change of a schema makes as many as there are. */
const MAX_LISTED = 20;
