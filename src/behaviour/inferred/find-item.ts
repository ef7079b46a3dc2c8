import type { Collection, CollectionUse } from '../../contract/model/collection.ts';
import type { JsonObject } from '../../kernel/json/json.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { StoredRecord, StoreReader } from '../../store/port/store.ts';
import { toAddressText, type ItemAddress } from './stored-item.ts';

/** Returns the keys of the parents that a path names, as texts. */
export function readParents({ parents }: Pick<CollectionUse, 'parents'>, path: JsonObject): readonly string[] {
  return parents.map((name) => String(path[name]));
}

/** Returns the stored item at an address, or undefined. */
export function findItem({ name }: Collection, address: ItemAddress, reader: StoreReader): StoredRecord | undefined {
  return reader.get(name, toAddressText(address));
}

/** Returns "not found" if the nearest parent does not exist; undefined if it does, or if there is none. */
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

/** Returns the outcome "not found" for an item of a collection. */
export function toNotFound({ name }: Collection, key: string): Outcome {
  const decision = { action: 'see', collection: name, key, exists: false, grant: undefined, tried: [] };
  return { kind: 'not_found', model: name, key, message: `There is no ${key} in ${name}.`, decision };
}

/** Returns the number of path parameters of a template. */
export function countParameters(path: string): number {
  return path.split('{').length - 1;
}
