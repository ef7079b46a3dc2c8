import type { FieldPath, Resource } from '../contract/resource.ts';
import { findOwn, type JsonValue } from '../kernel/json.ts';
import type { StoredRecord, StoreReader } from '../store/store.ts';
import { findRelated } from './related.ts';

/** Reads a field of a record, through relations. */
export type ReadField = (record: StoredRecord, reader: StoreReader) => JsonValue | undefined;

/** Compiles a field path. A path that ends in a relation reads the keys of the related records: a list to many, a key or null to one. */
export function compileField(path: FieldPath, resource: Resource, resources: ReadonlyMap<string, Resource>): ReadField {
  const [first = '', ...rest] = path;
  const relation = resource.relations.get(first);
  const related = resources.get(relation?.schema ?? '');
  if (relation === undefined || related === undefined) return (record) => findOwn(record, first);
  const read: ReadField = compileField(rest.length === 0 ? [related.key] : rest, related, resources);
  return (record, reader) => {
    const values = findRelated(relation, { resource, related, record, reader }).map((other) => read(other, reader) ?? null);
    return relation.kind === 'key' ? (values[0] ?? null) : values;
  };
}
