import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { moveTime, type TimeMap } from './place-in-time.ts';
import { numberTitle, varyDescription, varyNumbers, type TextRules } from './vary-texts.ts';
import { toId, type Template } from './world-records.ts';

/** A copy of a template: its new key, and the fields that other records may repeat (its number, its name). */
export interface RecordCopy {
  readonly template: Template;
  readonly key: JsonValue;
  /** When it was created, in milliseconds. */
  readonly createdAt: number;
  /** Its plain fields that differ from the template's. */
  readonly distinctFields: JsonObject;
}

/** What the records of one copied bundle share. */
export interface CopyContext {
  /** By the template's id: copies of the bundle's members, and of the outside records that these refer to. */
  readonly copies: ReadonlyMap<string, RecordCopy>;
  readonly mapTime: TimeMap;
  /** The replacement of each long number, the same throughout the bundle. */
  readonly numbers: Map<string, string>;
  readonly digits: (length: number) => string;
  readonly collectionOf: (schema: string) => string;
}

/**
 * Returns the fields that tell a copy from its template: key, numbers, slug, titles, identifiers. `number` counts the
 * copies of the template, from 2.
 */
export function toDistinctFields(
  { resource, record }: Template,
  rules: TextRules,
  identity: { key: JsonValue; number: number; next: (field: string) => JsonValue },
): JsonObject {
  const distinctFields: Record<string, JsonValue> = { [resource.key]: identity.key };
  for (const [field, { kind }] of resource.computed) {
    if (field === resource.key || record[field] === undefined || record[field] === null) continue;
    if (kind === 'increment' || kind === 'uuid') distinctFields[field] = identity.next(field);
    if (kind === 'slug') distinctFields[field] = `${String(record[field])}-${identity.number}`;
  }
  for (const [field, value] of Object.entries(record)) {
    if (rules.numbers.has(field)) distinctFields[field] = identity.next(field);
    if (typeof value !== 'string') continue;
    if (rules.titles.has(field))
      distinctFields[field] = numberTitle(value, identity.number, resource.properties.get(field));
    if (rules.descriptions.has(field) && value !== '')
      distinctFields[field] = varyDescription(value, identity.number, resource.properties.get(field));
    if (rules.identifiers.has(field)) distinctFields[field] = `${value}_${identity.number}`;
  }
  return distinctFields;
}

/**
 * Copies a template's record: with its own distinct fields, the keys of copied relations, mapped times and varied
 * numbers.
 */
export function copyRecord(
  { resource, record }: Template,
  distinctFields: JsonObject,
  context: CopyContext,
): JsonObject {
  const related = new Map<string, string>();
  for (const relation of resource.relations.values()) {
    if (relation.kind !== 'foreign')
      related.set(relation.kind === 'key' ? relation.key : relation.keys, context.collectionOf(relation.schema));
  }
  const fields = Object.entries(record).map(([field, value]): readonly [string, JsonValue] => {
    const collection = related.get(field);
    if (collection !== undefined) return [field, toKeys(value, collection, context)];
    return [field, distinctFields[field] ?? copyValue(value, context)];
  });
  return Object.fromEntries(fields);
}

function toKeys(value: JsonValue, collection: string, { copies }: CopyContext): JsonValue {
  const toKey = (key: JsonValue): JsonValue => copies.get(toId(collection, key))?.key ?? key;
  return Array.isArray(value) ? value.map((key: JsonValue) => toKey(key)) : toKey(value);
}

function copyValue(value: JsonValue, context: CopyContext): JsonValue {
  if (typeof value === 'string') return copyText(value, context);
  if (Array.isArray(value)) return value.map((item: JsonValue) => copyValue(item, context));
  return isJsonObject(value) ? copyObject(value, context) : value;
}

/** Copies an object. One that repeats fields of a template (its key, its name) repeats the copy's fields instead. */
function copyObject(value: JsonObject, context: CopyContext): JsonObject {
  const repeated = findRepeated(value, context);
  const fields = Object.entries(value).map(([field, child]): readonly [string, JsonValue] => {
    const isTheirs = repeated !== undefined && child === repeated.template.record[field];
    return [field, (isTheirs ? repeated.distinctFields[field] : undefined) ?? copyValue(child, context)];
  });
  return Object.fromEntries(fields);
}

function findRepeated(value: JsonObject, { copies }: CopyContext): RecordCopy | undefined {
  for (const copy of copies.values()) {
    const { resource, record } = copy.template;
    const key = record[resource.key];
    if (typeof key === 'string' && value[resource.key] === key) return copy;
  }
  return undefined;
}

function copyText(text: string, context: CopyContext): string {
  for (const { template, key } of context.copies.values()) {
    if (typeof key === 'string' && text === template.record[template.resource.key]) return key;
  }
  return moveTime(text, context.mapTime) ?? varyNumbers(text, context.numbers, context.digits);
}
