import { checkRecordsInSlices } from '../../behaviour/checks/check-records.ts';
import type { Platform } from '../../behaviour/platform.ts';
import { createRuleDeps } from '../../behaviour/rule/create-rule-deps.ts';
import type { CompiledContract } from '../../contract/model/contract.ts';
import { findNearestName } from '../../kernel/text/nearest-name.ts';
import { toPointer } from '../../kernel/json/pointer.ts';
import type { StateFault } from '../../kernel/problem.ts';
import type { CollectionSpec, StoreReader } from '../../store/port/store.ts';

/**
 * Finds every error of a state: records that do not fit the contract and foreign keys that do not resolve. Other work
 * gets turns meanwhile, so the reader must be one that nothing writes to.
 */
export type CheckState = (reader: StoreReader) => Promise<readonly StateFault[]>;

/** Creates a check of all records of a state against the contract and its platform. */
export function createCheckState({ contract, platform }: Checked): CheckState {
  const { representer } = createRuleDeps(contract);
  return async function checkState(reader) {
    const found = await checkRecordsInSlices({ contract, representer, reader, sourceOf: placeOf });
    const faults = found.map(({ pointer, message, remedy }) => ({ pointer, message, remedy }));
    return [...faults, ...(platform?.replies.findFaultsIn(reader) ?? [])];
  };
}

interface Checked {
  readonly contract: CompiledContract;
  readonly platform: Platform | undefined;
}

function placeOf(collection: string): { readonly file: string; readonly pointer: string } {
  return { file: '', pointer: toPointer(['collections', collection]) };
}

/** Returns a fault when no collection has this name, otherwise undefined. */
export function findUnknownCollection(name: string, collections: readonly CollectionSpec[]): StateFault | undefined {
  if (collections.some((collection) => collection.name === name)) return undefined;
  const names = collections.map((collection) => collection.name);
  const nearest = findNearestName(name, names);
  return {
    pointer: toPointer(['collections', name]),
    message: `There is no collection ${JSON.stringify(name.slice(0, MAX_SHOWN_LENGTH))}.`,
    remedy: nearest === undefined ? `There are ${names.join(', ')}.` : `Did you mean ${nearest}?`,
  };
}

const MAX_SHOWN_LENGTH = 100;
