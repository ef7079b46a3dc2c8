import type { JsonObject } from '../../kernel/json/json.ts';
import type { ItemSchema } from '../model/collection.ts';

/**
 * Returns the property that a path parameter refers to: `{username}` is `username`, `{pet_id}` is `petId` if there is
 * one, otherwise `id`. Undefined when no property matches.
 */
export function findKey(parameter: string, { properties }: ItemSchema): string | undefined {
  const names = [...properties].flatMap(([name, schema]) => (isScalar(schema) ? [name] : []));
  const target = normalise(parameter);
  const same = names.find((name) => name === parameter) ?? names.find((name) => normalise(name) === target);
  if (same !== undefined) return same;
  const suffixes = names.filter((name) => name.length > 1 && target.endsWith(normalise(name)));
  const [longest] = suffixes.toSorted((left, right) => right.length - left.length);
  return longest ?? names.find((name) => name === 'id') ?? names.find((name) => normalise(name) === `${target}id`);
}

function normalise(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}

function isScalar({ type, properties, items }: JsonObject): boolean {
  if (properties !== undefined || items !== undefined) return false;
  const types = Array.isArray(type) ? type : [type ?? 'string'];
  return types.includes('string') || types.includes('integer') || types.includes('number');
}
