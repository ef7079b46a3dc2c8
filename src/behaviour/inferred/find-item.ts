import type { Collection, CollectionUse } from '../../contract/model/collection.ts';
import type { JsonObject } from '../../kernel/json/json.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { StoredRecord, StoreReader } from '../../store/port/store.ts';
import { toAddressText, type ItemAddress } from './stored-item.ts';

/** The parents that a path names, as texts. */
export function readParents({ parents }: Pick<CollectionUse, 'parents'>, path: JsonObject): readonly string[] {
  return parents.map((name) => String(path[name]));
}

/** The item at an address. */
export function findItem({ name }: Collection, address: ItemAddress, reader: StoreReader): StoredRecord | undefined {
  return reader.get(name, toAddressText(address));
}

/** Why nothing can lie below these parents: the nearest of them that is an item itself is not there. */
export function rejectMissingParent(
  { parent }: Pick<Collection, 'parent'>,
  parents: readonly string[],
  reader: StoreReader,
): Outcome | undefined {
  if (parent === undefined) return undefined;
  const depth = countParameters(parent.path);
  const address = { parents: parents.slice(0, depth), key: parents[depth] ?? '' };
  return findItem(parent, address, reader) === undefined ? toNotFound(parent, address.key) : undefined;
}

export function toNotFound({ name }: Collection, key: string): Outcome {
  return { kind: 'not_found', model: name, key, message: `There is no ${key} in ${name}.` };
}

/** How many path parameters a template has. */
export function countParameters(path: string): number {
  return path.split('{').length - 1;
}
