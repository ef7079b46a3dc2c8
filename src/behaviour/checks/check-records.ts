import type { CompiledContract } from '../../contract/model/contract.ts';
import type { BootFault } from '../../kernel/boot-fault.ts';
import { toPointer } from '../../kernel/json/pointer.ts';
import { createSlices } from '../../kernel/turns.ts';
import type { StoreReader } from '../../store/port/store.ts';
import { compileRecordCheck } from './record-checks.ts';
import type { Representer } from '../representation/representer.ts';

/** What the check of stored records works with. */
export interface CheckContext {
  readonly contract: CompiledContract;
  readonly representer: Representer;
  readonly reader: StoreReader;
  /** Returns the source of a collection's records: the file, and the JSON Pointer of the list in it. */
  readonly sourceOf: (collection: string) => { readonly file: string; readonly pointer: string };
}

/**
 * Finds every stored record that breaks the contract: an invalid value, an undeclared field, or a foreign key that does
 * not resolve.
 */
export function checkRecords(context: CheckContext): readonly BootFault[] {
  return [...checkEach(context)].flat();
}

/** Like `checkRecords`, in slices: thousands of records take seconds. The reader must not change meanwhile. */
export async function checkRecordsInSlices(context: CheckContext): Promise<readonly BootFault[]> {
  const slices = createSlices();
  const found: BootFault[] = [];
  for (const faults of checkEach(context)) {
    found.push(...faults);
    await slices.pause();
  }
  return found;
}

/** Yields the faults of each record. */
function* checkEach({
  contract,
  representer,
  reader,
  sourceOf: placeOf,
}: CheckContext): Generator<readonly BootFault[]> {
  for (const resource of contract.resources.values()) {
    const check = compileRecordCheck(resource, contract, representer);
    for (const [index, record] of reader.all(resource.collection).entries())
      yield check(record, reader).map(({ path, message, remedy }) => {
        const { file, pointer } = placeOf(resource.collection);
        return { file, pointer: pointer + toPointer([index, ...path]), message, remedy };
      });
  }
}
