import type { JsonObject } from '../../kernel/json/json.ts';
import type { ItemSchema } from '../model/collection.ts';

/**
 * The property that a path parameter stands for: `{username}` is `username`, `{pet_id}` is `petId`, else `{petId}` is
 * `id`. Undefined where none is likely.
 */
export function findKey(parameter: string, { properties }: ItemSchema): string | undefined {
  const names = [...properties].flatMap(([name, schema]) => (isScalar(schema) ? [name] : []));
  const wanted = normalise(parameter);
  const same = names.find((name) => name === parameter) ?? names.find((name) => normalise(name) === wanted);
  if (same !== undefined) return same;
  const endings = names.filter((name) => name.length > 1 && wanted.endsWith(normalise(name)));
  const [ending] = endings.toSorted((left, right) => right.length - left.length);
  return ending ?? names.find((name) => name === 'id') ?? names.find((name) => normalise(name) === `${wanted}id`);
}

function normalise(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}

function isScalar({ type, properties, items }: JsonObject): boolean {
  if (properties !== undefined || items !== undefined) return false;
  const types = Array.isArray(type) ? type : [type ?? 'string'];
  return types.includes('string') || types.includes('integer') || types.includes('number');
}
