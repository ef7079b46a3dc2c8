import type { BootFault } from '../../kernel/boot-fault.ts';
import { toPointer } from '../../kernel/json/pointer.ts';
import type { CollectionSpec, StoreSnapshot } from '../../store/port/store.ts';

/** Finds the collections with records that a contract does not have: they were written under another one. */
export function findUnknownCollections(
  { collections: held }: StoreSnapshot,
  collections: readonly CollectionSpec[],
): readonly Pick<BootFault, 'pointer' | 'message'>[] {
  const known = new Set(collections.map(({ name }) => name));
  const unknown = Object.entries(held).filter(([name, records]) => records.length > 0 && !known.has(name));
  return unknown.map(([name, { length }]) => ({
    pointer: toPointer(['collections', name]),
    message: `The contract has no collection ${name}, and there ${length === 1 ? 'is one record' : `are ${length} records`} of it.`,
  }));
}
