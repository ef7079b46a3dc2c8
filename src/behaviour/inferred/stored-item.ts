import type { Collection } from '../../contract/model/collection.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { CollectionSpec, StoredRecord } from '../../store/port/store.ts';

/** The keys of an item's parents, and its own. They are texts, so that `7` and `"7"` address the same item. */
export interface ItemAddress {
  readonly parents: readonly string[];
  readonly key: string;
}

/** Returns the store's collection for items: keyed by their complete address, indexed by their parents. */
export function toCollectionSpec({ name }: Collection): CollectionSpec {
  return { name, key: ADDRESS, indexes: [PARENTS] };
}

/** Returns an item as a stored record. It is nested beside its address, because its properties may have any name. */
export function toStored(address: ItemAddress, item: JsonObject): StoredRecord {
  return { [ADDRESS]: toAddressText(address), [PARENTS]: toParentsText(address.parents), item };
}

/** Returns the item of a stored record. */
export function getItem({ item }: StoredRecord): JsonObject {
  return isJsonObject(item) ? item : {};
}

/**
 * Compiles the representation of an item: without `writeOnly` properties and, if its schema is closed, without
 * undeclared ones.
 */
export function compileShow({ item }: Collection): (shown: JsonObject) => JsonObject {
  return (shown) => Object.fromEntries(Object.entries(shown).filter(([name]) => isShown(name)));

  function isShown(name: string): boolean {
    const schema = item.properties.get(name);
    return schema === undefined ? !item.isClosed : schema['writeOnly'] !== true;
  }
}

/** Returns the key of an item in the store: the parents' keys and its own. */
export function toAddressText({ parents, key }: ItemAddress): string {
  return [...parents, key].map(encodeURIComponent).join('/');
}

/** Returns the rejection of a key that no path can have: half of a surrogate pair has no encoding. */
export function rejectMalformedKey({ key: field }: Collection, key: string): Outcome | undefined {
  if (!/\p{Cs}/u.test(key)) return undefined;
  const message = `The ${field} field format is invalid.`;
  return { kind: 'invalid', violations: [{ field, location: 'body', keyword: 'format', message }] };
}

/** Returns the text that all items of the same parents share. */
export function toParentsText(parents: readonly string[]): string {
  return parents.map(encodeURIComponent).join('/');
}

/** Returns the types that a schema names. */
export function typesOf(schema: JsonObject | undefined): readonly JsonValue[] {
  const type = schema?.['type'] ?? [];
  return Array.isArray(type) ? type : [type];
}

/** The indexed field of a stored item that holds its parents. */
export const PARENTS = 'parents';
/** The key field of a stored item. */
export const ADDRESS = 'address';
