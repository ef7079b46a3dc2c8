import type { FieldConditions, Relation, Resource } from '../../contract/model/resource.ts';
import { findOwn, type JsonValue } from '../../kernel/json/json.ts';
import type { StoredRecord, StoreReader } from '../../store/port/store.ts';
import { getKey, isKey } from './record-key.ts';

/** Both ends of a relation, and the reader to follow it with. */
export interface RelationEnds {
  readonly resource: Resource;
  readonly related: Resource;
  readonly record: StoredRecord;
  readonly reader: StoreReader;
}

/**
 * Returns the related records: at most one for a key, any number for other relations. They come in the order of the
 * keys or of insertion. Keys that do not resolve are skipped.
 */
export function findRelated(
  relation: Relation,
  { resource, related, record, reader }: RelationEnds,
): readonly StoredRecord[] {
  if (relation.kind === 'foreign')
    return reader.find(related.collection, relation.foreignKey, getKey(resource, record));
  const keys = findOwn(record, relation.kind === 'key' ? relation.key : relation.keys);
  const others: StoredRecord[] = [];
  for (const key of toList(keys)) {
    const other = isKey(key) ? reader.get(related.collection, key) : undefined;
    if (other !== undefined) others.push(other);
  }
  return others;
}

/** Returns whether the fields of a record have the values that a rule asks for. */
export function meets(record: StoredRecord, where: FieldConditions): boolean {
  for (const [field, values] of where) if (!values.includes(findOwn(record, field) ?? null)) return false;
  return true;
}

function toList(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
