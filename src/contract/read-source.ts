import { isJsonObject, type JsonObject, type JsonValue } from '../kernel/json.ts';
import type { FaultCollector } from './fault-collector.ts';
import type { FieldPath } from './resource.ts';

/** Adds a fault for each name that is not among `known`. */
export function checkNames(source: JsonObject, known: readonly string[], at: string, faults: FaultCollector): void {
  for (const name of Object.keys(source)) {
    if (!known.includes(name)) faults.add(`${at}/${name}`, `"${name}" means nothing here.`, `Use ${known.join(', ')}.`);
  }
}

/** `author.name` → `['author', 'name']`. */
export function toFieldPath(text: string): FieldPath {
  return text.split('.');
}

export function entries(source: JsonValue | undefined): readonly (readonly [string, JsonValue])[] {
  return isJsonObject(source) ? Object.entries(source) : [];
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
