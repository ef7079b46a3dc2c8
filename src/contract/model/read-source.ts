import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { FaultCollector } from './fault-collector.ts';
import type { FieldPath } from './resource.ts';

/** Adds a fault for each name that is not among `known`. */
export function checkKeywords(source: JsonObject, known: readonly string[], at: string, faults: FaultCollector): void {
  for (const name of Object.keys(source)) {
    if (!known.includes(name)) faults.add(`${at}/${name}`, `"${name}" means nothing here.`, `Use ${known.join(', ')}.`);
  }
}

/** `author.name` → `['author', 'name']`. */
export function toFieldPath(text: string): FieldPath {
  return text.split('.');
}

/** The entries of what should be an object; anything else is a fault. */
export function readEntries(
  source: JsonValue | undefined,
  at: string,
  faults: FaultCollector,
): readonly (readonly [string, JsonValue])[] {
  if (isJsonObject(source)) return Object.entries(source);
  if (source !== undefined) faults.add(at, `${JSON.stringify(source)} is no object.`, 'Write { name: … }.');
  return [];
}

/** What should be a text; anything else is a fault. */
export function readText(source: JsonValue | undefined, at: string, faults: FaultCollector): string | undefined {
  if (source !== undefined && typeof source !== 'string')
    faults.add(at, `${JSON.stringify(source)} is no text.`, 'Write a name.');
  return toText(source);
}

/** What should be a list of texts; anything else is a fault. */
export function readTexts(source: JsonValue | undefined, at: string, faults: FaultCollector): readonly string[] {
  const texts = toTexts(source);
  if (source !== undefined && (!Array.isArray(source) || texts.length < source.length)) {
    faults.add(at, `${JSON.stringify(source)} is no list of texts.`, 'Write [name, …].');
  }
  return texts;
}

export function toText(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function toTexts(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

export function toObjects(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
