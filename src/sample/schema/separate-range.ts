import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import { mergeSchemas } from './merge-schemas.ts';
import type { Stream } from './stream.ts';

/**
 * Returns the bounds that keep a number out of the other branches of a `oneOf`: beside `maximum: 500`, a branch of
 * `minimum: 0` keeps what exceeds 500. Where two sides remain, one is chosen. Empty if no bound helps, because the
 * branch lies within another one or is not numeric.
 */
export function separateRange(branch: JsonObject, others: readonly JsonObject[], stream: Stream): JsonObject {
  if (!isNumeric(branch)) return {};
  return others.filter(isNumeric).reduce<JsonObject>((bounds, other) => {
    const [low, high] = toRange(mergeSchemas(branch, bounds));
    const [otherLow, otherHigh] = toRange(other);
    if (otherLow > high || otherHigh < low) return bounds;
    const sides: JsonObject[] = [];
    if (low < otherLow) sides.push(toBound('maximum', otherLow, other['exclusiveMinimum']));
    if (high > otherHigh) sides.push(toBound('minimum', otherHigh, other['exclusiveMaximum']));
    const side = sides[stream.int(0, sides.length - 1)];
    return side === undefined ? bounds : mergeSchemas(bounds, side);
  }, {});
}

function isNumeric({ type }: JsonObject): boolean {
  return type === 'integer' || type === 'number';
}

function toRange(schema: JsonObject): readonly [low: number, high: number] {
  return [
    Math.max(toNumber(schema['minimum'], -Infinity), toNumber(schema['exclusiveMinimum'], -Infinity)),
    Math.min(toNumber(schema['maximum'], Infinity), toNumber(schema['exclusiveMaximum'], Infinity)),
  ];
}

function toNumber(bound: JsonValue | undefined, otherwise: number): number {
  return typeof bound === 'number' ? bound : otherwise;
}

/** Bounds to one side of another branch's end, which belongs to this side if the other branch excludes it. */
function toBound(keyword: 'minimum' | 'maximum', end: number, excluded: JsonValue | undefined): JsonObject {
  if (excluded === end) return { [keyword]: end };
  return keyword === 'minimum' ? { exclusiveMinimum: end } : { exclusiveMaximum: end };
}
