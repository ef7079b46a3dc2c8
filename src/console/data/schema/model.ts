import { isJsonObject, type Json, type JsonObject } from '../../api/types.ts';
import { resolve } from './read-schema.ts';

/** What a contract says about a collection. */
export interface CollectionModel {
  readonly name: string;
  readonly key: string;
  /** The relations whose keys the records hold. */
  readonly references: readonly Reference[];
  /** The collections whose records refer to this one. */
  readonly referrers: readonly Referrer[];
}

/** A property that holds the key, or the keys, of a record of another collection. */
export interface Reference {
  readonly name: string;
  readonly property: string;
  readonly collection: string;
}

/** A property of another collection that holds the key of a record of this one. */
export interface Referrer {
  readonly collection: string;
  readonly property: string;
}

/** Reads the collections and their relations out of a contract's `x-resource`. */
export function readModels(document: Json | undefined): ReadonlyMap<string, CollectionModel> {
  const resources = listResources(document);
  const collectionOf = new Map(resources.map(({ schema, collection }) => [schema, collection]));
  const referrers = new Map<string, Referrer[]>();
  const models = resources.map(({ collection, key, relations }): CollectionModel => {
    const references = Object.entries(relations).flatMap(([name, relation]) => {
      const target = isJsonObject(relation) ? collectionOf.get(String(relation['schema'])) : undefined;
      const property = isJsonObject(relation) ? (relation['key'] ?? relation['keys']) : undefined;
      if (target === undefined || typeof property !== 'string') return [];
      referrers.set(target, [...(referrers.get(target) ?? []), { collection, property }]);
      return [{ name, property, collection: target }];
    });
    return { name: collection, key, references, referrers: [] };
  });
  return new Map(models.map((model) => [model.name, { ...model, referrers: referrers.get(model.name) ?? [] }]));
}

/** A schema that describes the records of a collection. */
export interface Resource {
  /** The schema's name. */
  readonly schema: string;
  readonly source: JsonObject;
  readonly collection: string;
  readonly key: string;
  readonly relations: JsonObject;
  readonly computed: JsonObject;
  /** The relations that are counted on request. */
  readonly counts: readonly string[];
}

/** Returns the schemas of a document that have an `x-resource`. */
export function listResources(document: Json | undefined): readonly Resource[] {
  const components = isJsonObject(document) ? document['components'] : undefined;
  const schemas = isJsonObject(components) ? components['schemas'] : undefined;
  if (!isJsonObject(schemas)) return [];
  return Object.entries(schemas).flatMap(([schema, value]) => {
    // A document of several files may declare it elsewhere.
    const source = isJsonObject(value) ? resolve(document, value) : {};
    if (!isJsonObject(source['x-resource'])) return [];
    const { collection, key = 'id', relations, computed, counts } = source['x-resource'];
    if (typeof collection !== 'string') return [];
    return [
      {
        schema,
        source,
        collection,
        key: String(key),
        relations: isJsonObject(relations) ? relations : {},
        computed: isJsonObject(computed) ? computed : {},
        counts: Array.isArray(counts) ? counts.map(String) : [],
      },
    ];
  });
}
