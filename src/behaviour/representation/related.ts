import type { CompiledContract } from '../../contract/model/contract.ts';
import type { AccessRule, FieldConditions, Relation, Resource } from '../../contract/model/resource.ts';
import { findOwn, type JsonValue } from '../../kernel/json/json.ts';
import type { RecordKey, StoredRecord, StoreReader } from '../../store/port/store.ts';
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

/** A record that an access rule protects, and what its relations are followed with. */
interface Protected extends Pick<CompiledContract, 'resources'> {
  readonly resource: Resource;
  readonly record: StoredRecord;
  readonly reader: StoreReader;
}

/** Returns the keys of the users whom an access rule names. A rule that allows others than single users names none. */
export function findRuleUsers(
  rule: AccessRule,
  { resource, record, reader, resources }: Protected,
): readonly RecordKey[] {
  if (rule.kind === 'property' || rule.kind === 'relation') return [];
  const relation = rule.kind === 'owner' ? resource.owner : resource.relations.get(rule.relation);
  if (rule.kind !== 'granted') return keysOf(relation, record);
  const related = resources.get(relation?.schema ?? '');
  if (relation === undefined || related === undefined) return [];
  const grants = findRelated(relation, { resource, related, record, reader });
  return grants
    .filter((grant) => meets(grant, rule.where))
    .flatMap((grant) => keysOf(related.relations.get(rule.to), grant));
}

/** Returns whether the fields of a record have the values that a rule asks for. */
export function meets(record: StoredRecord, where: FieldConditions): boolean {
  for (const [field, values] of where) if (!values.includes(findOwn(record, field) ?? null)) return false;
  return true;
}

/** Returns the key that a key relation of a record refers to. */
function keysOf(relation: Relation | undefined, record: StoredRecord): readonly RecordKey[] {
  const key = relation?.kind === 'key' ? findOwn(record, relation.key) : undefined;
  return isKey(key) ? [key] : [];
}

function toList(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
