import { findOwn, isJsonObject, type JsonValue } from './json.ts';
import { toPointerStep } from './pointer.ts';

/** A part of a value that differs. The side that lacks the part is absent. */
export interface JsonDifference {
  /** JSON Pointer (RFC 6901); empty for the whole value. */
  readonly path: string;
  readonly from?: JsonValue;
  readonly to?: JsonValue;
}

/**
 * Returns the smallest parts in which two values differ: properties by name, elements by index. Stops after `limit`
 * differences.
 */
export function diffJson(
  from: JsonValue | undefined,
  to: JsonValue | undefined,
  limit = Number.POSITIVE_INFINITY,
): readonly JsonDifference[] {
  const found: JsonDifference[] = [];
  compare({ from, to }, '', { found, limit });
  return found;
}

/** Returns whether two values are equal, whatever the order of their properties. */
export function isEqualJson(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  return one === other || diffJson(one, other, 1).length === 0;
}

interface Sides {
  readonly from: JsonValue | undefined;
  readonly to: JsonValue | undefined;
}

interface Search {
  readonly found: JsonDifference[];
  readonly limit: number;
}

function compare({ from, to }: Sides, path: string, search: Search): void {
  // Records share the parts that an update leaves as they are.
  if (from === to || search.found.length >= search.limit) return;
  if (isJsonObject(from) && isJsonObject(to)) {
    for (const name of new Set([...Object.keys(from), ...Object.keys(to)]))
      compare({ from: findOwn(from, name), to: findOwn(to, name) }, `${path}/${toPointerStep(name)}`, search);
  } else if (Array.isArray(from) && Array.isArray(to)) {
    for (let index = 0; index < Math.max(from.length, to.length); index += 1)
      compare({ from: from[index] as JsonValue, to: to[index] as JsonValue }, `${path}/${index}`, search);
  } else {
    search.found.push({
      path,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    });
  }
}
