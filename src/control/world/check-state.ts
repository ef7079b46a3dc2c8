import { checkRecords } from '../../behaviour/checks/check-records.ts';
import type { Platform } from '../../behaviour/platform.ts';
import { createRuleDeps } from '../../behaviour/rule/create-rule-deps.ts';
import type { CompiledContract } from '../../contract/model/contract.ts';
import { findNearestName } from '../../kernel/text/nearest-name.ts';
import { toPointer } from '../../kernel/json/pointer.ts';
import type { StateFault } from '../../kernel/problem.ts';
import type { CollectionSpec, StoreReader } from '../../store/port/store.ts';

/** Finds everything in a state that the contract would refuse: records that do not fit, keys that lead nowhere. */
export type CheckState = (reader: StoreReader) => readonly StateFault[];

/** Checks states against a contract and its platform, all of their records. */
export function createCheckState({ contract, platform }: Checked): CheckState {
  const { representer } = createRuleDeps(contract);
  return function checkState(reader) {
    const faults = checkRecords({ contract, representer, reader, sourceOf: placeOf }).map(
      ({ pointer, message, remedy }) => ({
        pointer,
        message,
        remedy,
      }),
    );
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

/** A fault for a name that no collection has; undefined where one has it. */
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
