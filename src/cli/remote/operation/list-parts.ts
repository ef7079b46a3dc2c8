import type { JsonObject, JsonValue } from '../../../kernel/json/json.ts';
import { resolve } from './resolve.ts';

/** A keyword of a schema whose schemas say more of the same value, or of the items of a list. */
export type PartKeyword = 'allOf' | 'anyOf' | 'oneOf' | 'items';

/**
 * Returns schemas and all that they consist of by these keywords, without references. Each is there once, whatever
 * refers to it: a schema may contain itself.
 */
export function listParts(
  document: JsonObject,
  schemas: readonly JsonObject[],
  keywords: readonly PartKeyword[],
): readonly JsonObject[] {
  const found = new Set(schemas);
  // A set also iterates over what is added meanwhile.
  for (const schema of found) for (const part of listOwnParts(document, schema, keywords)) found.add(part);
  return [...found];
}

/** Returns the first schemas that a schema itself declares by these keywords, without references. */
export function listOwnParts(
  document: JsonObject,
  schema: JsonObject,
  keywords: readonly PartKeyword[],
  limit?: number,
): readonly JsonObject[] {
  const parts = keywords.flatMap((keyword) => toList(schema[keyword]));
  return parts.slice(0, limit).map((part) => resolve(document, part));
}

function toList(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
