import type { JsonObject, JsonValue } from '../../src/kernel/json/json.ts';

/**
 * Lists what stands in records in place of content: names of the documentation's open objects, "string", empty names,
 * filler text, and descriptions that two records of a collection share.
 */
export function findPlaceholders(collection: string, records: readonly JsonObject[]): readonly string[] {
  const values = records.flatMap((record, index) => inValue(record, `${collection}/${index}`));
  const descriptions = new Map<JsonValue, number>();
  const shared = records.flatMap(({ description }, index) => {
    if (typeof description !== 'string') return [];
    const first = descriptions.get(description);
    if (first === undefined) descriptions.set(description, index);
    return first === undefined ? [] : [`${collection}/${index}/description is that of ${first}: ${description}`];
  });
  return [...values, ...shared];
}

/** Lists the placeholders in one value, each with its place. */
export function inValue(value: JsonValue, place: string): readonly string[] {
  const name = place.split('/').at(-1) ?? '';
  const open = /^property\d+$/.test(name) ? [`${place} stands for an open object`] : [];
  return [...open, ...ofContent(value, name, place)];
}

function ofContent(value: JsonValue, name: string, place: string): readonly string[] {
  if (typeof value === 'string') {
    // A schema of a tool's input says `type: string`.
    const isWord = value === 'string' && !(name === 'type' && place.includes('/input_schema/'));
    const isNameless = NAMES.test(name) && value.trim() === '';
    return isWord || isNameless || FILLER.test(value) ? [`${place}: ${value.slice(0, 80)}`] : [];
  }
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, child]) => inValue(child, `${place}/${key}`));
}

const NAMES = /^(?:name|title|label|slug|first_name|last_name|email|provider_display_name)$/;
const FILLER = /lorem|ipsum|\bfoo\b|\basdf|\btodo\b|\bxxx|\btbd\b|placeholder|change ?me|\bdummy\b/i;
