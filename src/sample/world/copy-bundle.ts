import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { moveTime, type TimeMap } from './place-in-time.ts';
import { numberTitle, varyNumbers, type TextRules } from './vary-texts.ts';
import { toId, type Template } from './world-records.ts';

/** What stands for a template in a copy: its new key, and what else of it others may repeat (its number, its name). */
export interface Stand {
  readonly template: Template;
  readonly key: JsonValue;
  /** When it was created, in milliseconds. */
  readonly made: number;
  /** Its simple fields, as far as they differ from the template's. */
  readonly face: JsonObject;
}

/** What a copy is made with. */
export interface CopyContext {
  /** By the template's id: the bundle's own members, and what they refer to outside of it. */
  readonly stands: ReadonlyMap<string, Stand>;
  readonly moveTo: TimeMap;
  /** The same number gets the same other digits all over the bundle. */
  readonly numbers: Map<string, string>;
  readonly digits: (length: number) => string;
  readonly collectionOf: (schema: string) => string;
}

/**
 * The fields of a copy that tell it apart: key, numbers, slug, titles, identifiers. `number` counts the copies of the
 * template, from 2.
 */
export function toFace(
  { resource, record }: Template,
  rules: TextRules,
  made: { key: JsonValue; number: number; next: (field: string) => JsonValue },
): JsonObject {
  const face: Record<string, JsonValue> = { [resource.key]: made.key };
  for (const [field, { kind }] of resource.computed) {
    if (field === resource.key || record[field] === undefined || record[field] === null) continue;
    if (kind === 'increment' || kind === 'uuid') face[field] = made.next(field);
    if (kind === 'slug') face[field] = `${String(record[field])}-${made.number}`;
  }
  for (const [field, value] of Object.entries(record)) {
    if (rules.numbers.has(field)) face[field] = made.next(field);
    if (typeof value !== 'string') continue;
    if (rules.titles.has(field)) face[field] = numberTitle(value, made.number, resource.properties.get(field));
    if (rules.identifiers.has(field)) face[field] = `${value}_${made.number}`;
  }
  return face;
}

/**
 * A record like the template: its own face, the keys of what stands for its relations, its times moved, its numbers
 * varied.
 */
export function copyRecord({ resource, record }: Template, face: JsonObject, context: CopyContext): JsonObject {
  const related = new Map<string, string>();
  for (const relation of resource.relations.values()) {
    if (relation.kind !== 'foreign')
      related.set(relation.kind === 'key' ? relation.key : relation.keys, context.collectionOf(relation.schema));
  }
  const fields = Object.entries(record).map(([field, value]): readonly [string, JsonValue] => {
    const collection = related.get(field);
    if (collection !== undefined) return [field, toKeys(value, collection, context)];
    return [field, face[field] ?? copyValue(value, context)];
  });
  return Object.fromEntries(fields);
}

function toKeys(value: JsonValue, collection: string, { stands }: CopyContext): JsonValue {
  const toKey = (key: JsonValue): JsonValue => stands.get(toId(collection, key))?.key ?? key;
  return Array.isArray(value) ? value.map((key: JsonValue) => toKey(key)) : toKey(value);
}

function copyValue(value: JsonValue, context: CopyContext): JsonValue {
  if (typeof value === 'string') return copyText(value, context);
  if (Array.isArray(value)) return value.map((item: JsonValue) => copyValue(item, context));
  return isJsonObject(value) ? copyObject(value, context) : value;
}

/** An object that repeats a record (its key, its name) repeats what stands for it. */
function copyObject(value: JsonObject, context: CopyContext): JsonObject {
  const repeated = findRepeated(value, context);
  const fields = Object.entries(value).map(([field, child]): readonly [string, JsonValue] => {
    const isTheirs = repeated !== undefined && child === repeated.template.record[field];
    return [field, (isTheirs ? repeated.face[field] : undefined) ?? copyValue(child, context)];
  });
  return Object.fromEntries(fields);
}

function findRepeated(value: JsonObject, { stands }: CopyContext): Stand | undefined {
  for (const stand of stands.values()) {
    const { resource, record } = stand.template;
    const key = record[resource.key];
    if (typeof key === 'string' && value[resource.key] === key) return stand;
  }
  return undefined;
}

function copyText(text: string, context: CopyContext): string {
  for (const { template, key } of context.stands.values()) {
    if (typeof key === 'string' && text === template.record[template.resource.key]) return key;
  }
  return moveTime(text, context.moveTo) ?? varyNumbers(text, context.numbers, context.digits);
}
