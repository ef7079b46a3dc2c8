import type { Relation, Resource } from '../../contract/model/resource.ts';
import { findOwn, type JsonValue } from '../../kernel/json/json.ts';
import type { StoredRecord, StoreReader } from '../../store/port/store.ts';
import { getKey, isKey } from './record-key.ts';

/** Both ends of a relation, and the state it is followed in. */
export interface RelationEnds {
  readonly resource: Resource;
  readonly related: Resource;
  readonly record: StoredRecord;
  readonly reader: StoreReader;
}

/**
 * The records that a relation leads to: none or one by a key, any number else, in the order of the keys or of
 * insertion.
 */
export function findRelated(
  relation: Relation,
  { resource, related, record, reader }: RelationEnds,
): readonly StoredRecord[] {
  if (relation.kind === 'foreign')
    return reader.find(related.collection, relation.foreignKey, getKey(resource, record));
  const held = findOwn(record, relation.kind === 'key' ? relation.key : relation.keys);
  const found: StoredRecord[] = [];
  for (const key of toList(held)) {
    const other = isKey(key) ? reader.get(related.collection, key) : undefined;
    if (other !== undefined) found.push(other);
  }
  return found;
}

function toList(held: JsonValue | undefined): readonly JsonValue[] {
  if (held === undefined) return [];
  return Array.isArray(held) ? held : [held];
}
