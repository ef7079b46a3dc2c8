import type { JsonValue } from '../../kernel/json/json.ts';
import { LayeredMap } from './layered-map.ts';
import { OrdinalSet } from './ordinal-set.ts';

/** A value that an index looks up: a scalar that the field equals, or that a list in the field contains. */
export type IndexedValue = string | number | boolean | null;

/** Whether an index can look up the value; lists and objects are found by comparison. */
export function isIndexedValue(value: JsonValue | undefined): value is IndexedValue {
  return value !== undefined && (typeof value !== 'object' || value === null);
}

/**
 * Maps the values of one field to the ordinals of the records that hold them, ascending. A copy shares everything that
 * neither side has written to.
 */
export class FieldIndex {
  /** A single ordinal is stored without a set: in most fields, most values occur once. */
  readonly #buckets: LayeredMap<IndexedValue, number | OrdinalSet>;
  /** Identifies the sets that this index owns and may write to. */
  readonly #token = {};

  /** Creates an empty index, or a copy of `base`, which must not be written to any more. */
  constructor(base?: FieldIndex) {
    this.#buckets = new LayeredMap(base === undefined ? undefined : base.#buckets);
  }

  find(value: IndexedValue): readonly number[] {
    const bucket = this.#buckets.get(value);
    if (bucket === undefined) return NONE;
    return typeof bucket === 'number' ? [bucket] : bucket.values();
  }

  add(fieldValue: JsonValue | undefined, ordinal: number): void {
    for (const value of toIndexedValues(fieldValue)) {
      const bucket = this.#buckets.get(value);
      if (bucket === undefined) this.#buckets.set(value, ordinal);
      else if (bucket !== ordinal) this.#open(value, bucket).add(ordinal);
    }
  }

  remove(fieldValue: JsonValue | undefined, ordinal: number): void {
    for (const value of toIndexedValues(fieldValue)) {
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

function toIndexedValues(fieldValue: JsonValue | undefined): readonly IndexedValue[] {
  if (isIndexedValue(fieldValue)) return [fieldValue];
  return Array.isArray(fieldValue) ? fieldValue.filter(isIndexedValue) : NONE;
}

const NONE: readonly never[] = [];
