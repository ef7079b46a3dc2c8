import type { Collection } from '../../contract/model/collection.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { CollectionSpec, StoredRecord } from '../../store/port/store.ts';

/** Where an item is: below which parents, and under which key. Texts, so that `7` and `"7"` of a path are one. */
export interface ItemAddress {
  readonly parents: readonly string[];
  readonly key: string;
}

/** How the store keeps the items of a collection: by their whole address, found by their parents. */
export function toCollectionSpec({ name }: Collection): CollectionSpec {
  return { name, key: ADDRESS, indexes: [PARENTS] };
}

/** An item as it is stored: beside its address, for its own properties may have any name. */
export function toStored(address: ItemAddress, item: JsonObject): StoredRecord {
  return { [ADDRESS]: toAddressText(address), [PARENTS]: toParentsText(address.parents), item };
}

/** The item of a stored record. */
export function getItem({ item }: StoredRecord): JsonObject {
  return isJsonObject(item) ? item : {};
}

/**
 * Compiles how an item is shown: without what is `writeOnly`, and, where its schema is closed, what it does not
 * declare.
 */
export function compileShow({ item }: Collection): (shown: JsonObject) => JsonObject {
  return (shown) => Object.fromEntries(Object.entries(shown).filter(([name]) => isShown(name)));

  function isShown(name: string): boolean {
    const schema = item.properties.get(name);
    return schema === undefined ? !item.isClosed : schema['writeOnly'] !== true;
  }
}

/** The key of a record in the store: the parents' keys and its own. */
export function toAddressText({ parents, key }: ItemAddress): string {
  return [...parents, key].map(encodeURIComponent).join('/');
}

/** What all items of the same parents have in common. */
export function toParentsText(parents: readonly string[]): string {
  return parents.map(encodeURIComponent).join('/');
}

/** The types that a schema names. */
export function typesOf(schema: JsonObject | undefined): readonly JsonValue[] {
  const type = schema?.['type'] ?? [];
  return Array.isArray(type) ? type : [type];
}

/** The field of a stored item that its parents are found by. */
export const PARENTS = 'parents';
export const ADDRESS = 'address';
