import type { Collection } from '../../contract/model/collection.ts';
import type { JsonObject } from '../../kernel/json/json.ts';
import type { StoredRecord } from '../../store/port/store.ts';
import { isKey } from '../representation/record-key.ts';
import { countParameters } from './find-item.ts';
import { toStored } from './stored-item.ts';

/**
 * What inferred collections begin with, by name: the fixtures of that name, else what the document shows. What lies
 * below parents belongs to those whose keys it holds under the names of the path parameters; what does not is left out.
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
