import type { JsonValue } from '../kernel/json.ts';

/** What an index finds records by: a scalar that the field equals, or that a list in the field contains. */
export type IndexedValue = string | number | boolean | null;

/** True for what an index can look up; lists and objects are found by comparing. */
export function isIndexedValue(value: JsonValue | undefined): value is IndexedValue {
  return value !== undefined && (typeof value !== 'object' || value === null);
}

/** The ordinals of the records that hold a value in one field, in ascending order. A copy shares its buckets until it writes to them. */
export class FieldIndex {
  readonly #buckets: Map<IndexedValue, Bucket>;

  constructor(base?: FieldIndex) {
    this.#buckets = new Map(base === undefined ? [] : base.#buckets);
  }

  find(value: IndexedValue): readonly number[] {
    return this.#buckets.get(value)?.ordinals ?? NONE;
  }

  add(held: JsonValue | undefined, ordinal: number): void {
    for (const value of toIndexedValues(held)) {
      const ordinals = this.#writable(value);
      const place = findPlace(ordinals, ordinal);
      if (place === ordinals.length) ordinals.push(ordinal);
      else if (ordinals[place] !== ordinal) ordinals.splice(place, 0, ordinal);
    }
  }

  remove(held: JsonValue | undefined, ordinal: number): void {
    for (const value of toIndexedValues(held)) {
      const ordinals = this.#writable(value);
      const place = findPlace(ordinals, ordinal);
      if (ordinals[place] === ordinal) ordinals.splice(place, 1);
      if (ordinals.length === 0) this.#buckets.delete(value);
    }
  }

  #writable(value: IndexedValue): number[] {
    const bucket = this.#buckets.get(value);
    if (bucket?.owner === this) return bucket.ordinals;
    const ordinals = bucket === undefined ? [] : [...bucket.ordinals];
    this.#buckets.set(value, { owner: this, ordinals });
    return ordinals;
  }
}

interface Bucket {
  /** The one index that may write to it. */
  readonly owner: FieldIndex;
  readonly ordinals: number[];
}

function toIndexedValues(held: JsonValue | undefined): readonly IndexedValue[] {
  if (isIndexedValue(held)) return [held];
  return Array.isArray(held) ? held.filter(isIndexedValue) : NONE;
}

/** Where an ordinal is, or belongs. Most are added at the end, so that is tried first. */
function findPlace(ordinals: readonly number[], ordinal: number): number {
  let [low, high] = [0, ordinals.length];
  if (high === 0 || (ordinals[high - 1] ?? 0) < ordinal) return high;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ordinals[middle] ?? 0) < ordinal) low = middle + 1;
    else high = middle;
  }
  return low;
}

const NONE: readonly never[] = [];
