import type { Collection } from '../../contract/model/collection.ts';
import type { JsonObject } from '../../kernel/json/json.ts';
import type { StoredRecord } from '../../store/port/store.ts';
import { isKey } from '../representation/record-key.ts';
import { countParameters } from './find-item.ts';
import { toStored } from './stored-item.ts';

/**
 * Returns the initial items of inferred collections, by name: the fixtures of that name, else the document's examples.
 * An item below parents must hold their keys under the names of the path parameters; one that does not is left out.
 */
export function preloadItems(
  collections: readonly Collection[],
  fixtures: ReadonlyMap<string, readonly JsonObject[]>,
): ReadonlyMap<string, readonly StoredRecord[]> {
  return new Map(
    collections.map((collection) => {
      const items = fixtures.get(collection.name) ?? collection.examples;
      return [collection.name, items.flatMap((item) => toRecord(collection, item))] as const;
    }),
  );
}

function toRecord({ path, key }: Collection, item: JsonObject): readonly StoredRecord[] {
  const own = item[key];
  if (!isKey(own)) return [];
  const names = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
  const parents = names.map((name) => item[name]).filter(isKey);
  return parents.length === countParameters(path)
    ? [toStored({ parents: parents.map(String), key: String(own) }, item)]
    : [];
}
