import type { JsonValue } from '../../kernel/json/json.ts';
import { LayeredMap } from './layered-map.ts';
import { OrdinalSet } from './ordinal-set.ts';

/** What an index finds records by: a scalar that the field equals, or that a list in the field contains. */
export type IndexedValue = string | number | boolean | null;

/** True for what an index can look up; lists and objects are found by comparing. */
export function isIndexedValue(value: JsonValue | undefined): value is IndexedValue {
  return value !== undefined && (typeof value !== 'object' || value === null);
}

/**
 * The ordinals of the records that hold a value in one field, in ascending order. A copy shares what neither side has
 * written to.
 */
export class FieldIndex {
  /** A lone ordinal needs no set: of most fields, most values are held once. */
  readonly #buckets: LayeredMap<IndexedValue, number | OrdinalSet>;
  /** Says which sets it may write to. */
  readonly #token = {};

  /** An empty index, or a copy of `base`, which is not written any more. */
  constructor(base?: FieldIndex) {
    this.#buckets = new LayeredMap(base === undefined ? undefined : base.#buckets);
  }

  find(value: IndexedValue): readonly number[] {
    const bucket = this.#buckets.get(value);
    if (bucket === undefined) return NONE;
    return typeof bucket === 'number' ? [bucket] : bucket.values();
  }

  add(held: JsonValue | undefined, ordinal: number): void {
    for (const value of toIndexedValues(held)) {
      const bucket = this.#buckets.get(value);
      if (bucket === undefined) this.#buckets.set(value, ordinal);
      else if (bucket !== ordinal) this.#open(value, bucket).add(ordinal);
    }
  }

  remove(held: JsonValue | undefined, ordinal: number): void {
    for (const value of toIndexedValues(held)) {
      const bucket = this.#buckets.get(value);
      if (bucket === ordinal) this.#buckets.delete(value);
      if (typeof bucket !== 'object') continue;
      const open = this.#open(value, bucket);
      open.remove(ordinal);
      if (open.isEmpty) this.#buckets.delete(value);
    }
  }

  #open(value: IndexedValue, bucket: number | OrdinalSet): OrdinalSet {
    if (typeof bucket === 'object' && bucket.owner === this.#token) return bucket;
    const open = new OrdinalSet(this.#token, typeof bucket === 'object' ? bucket : undefined);
    if (typeof bucket === 'number') open.add(bucket);
    this.#buckets.set(value, open);
    return open;
  }
}

function toIndexedValues(held: JsonValue | undefined): readonly IndexedValue[] {
  if (isIndexedValue(held)) return [held];
  return Array.isArray(held) ? held.filter(isIndexedValue) : NONE;
}

const NONE: readonly never[] = [];
