import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { FaultCollector } from './fault-collector.ts';
import type { FieldPath } from './resource.ts';

/** Adds a fault for each key of `source` that is not one of `known`. */
export function checkKeywords(source: JsonObject, known: readonly string[], at: string, faults: FaultCollector): void {
  for (const name of Object.keys(source)) {
    if (!known.includes(name)) faults.add(`${at}/${name}`, `Unknown keyword "${name}".`, `Use ${known.join(', ')}.`);
  }
}

/** Splits a dotted path: `author.name` → `['author', 'name']`. */
export function toFieldPath(text: string): FieldPath {
  return text.split('.');
}

/** Returns the entries of an object. Any other value is a fault, and undefined has no entries. */
export function readEntries(
  source: JsonValue | undefined,
  at: string,
  faults: FaultCollector,
): readonly (readonly [string, JsonValue])[] {
  if (isJsonObject(source)) return Object.entries(source);
  if (source !== undefined) faults.add(at, `${JSON.stringify(source)} is not an object.`, 'Write { name: … }.');
  return [];
}

/** Returns a string. Any other value but undefined is a fault. */
export function readText(source: JsonValue | undefined, at: string, faults: FaultCollector): string | undefined {
  if (source !== undefined && typeof source !== 'string')
    faults.add(at, `${JSON.stringify(source)} is not a string.`, 'Write a name.');
  return toText(source);
}

/** Returns the strings of a list. Any other value or element is a fault, and undefined is an empty list. */
export function readTexts(source: JsonValue | undefined, at: string, faults: FaultCollector): readonly string[] {
  const texts = toTexts(source);
  if (source !== undefined && (!Array.isArray(source) || texts.length < source.length)) {
    faults.add(at, `${JSON.stringify(source)} is not a list of strings.`, 'Write [name, …].');
  }
  return texts;
}

/** Returns a string unchanged, and undefined for any other value. */
export function toText(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Returns the strings of a list; an empty list for any other value. */
export function toTexts(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

/** Returns the objects of a list; an empty list for any other value. */
export function toObjects(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
