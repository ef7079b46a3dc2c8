import type { JsonValue } from '../../kernel/json/json.ts';
import type { StoredRecord } from '../../store/port/store.ts';

/**
 * Sorts records by a value read from each: case-insensitive, null first. Equal values keep the order of insertion,
 * reversed when descending.
 */
export function sortRecords(
  records: readonly StoredRecord[],
  order: { readonly read: ((record: StoredRecord) => JsonValue | undefined) | undefined; readonly descending: boolean },
): readonly StoredRecord[] {
  const { read, descending } = order;
  if (read === undefined) return descending ? records.toReversed() : records;
  const sorted = records
    .map((record) => ({ record, value: toSortable(read(record)) }))
    .toSorted((left, right) => compareSortable(left.value, right.value));
  return (descending ? sorted.toReversed() : sorted).map(({ record }) => record);
}

/** A value that `compareSortable` compares. */
export type Sortable = string | number | null;

/** Converts a value to the form that it is compared by. */
export function toSortable(value: JsonValue | undefined): Sortable {
  if (typeof value === 'string') return value.toLowerCase();
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value === undefined || value === null ? null : JSON.stringify(value);
}

/** Compares two values: null first, then numbers, then texts. */
export function compareSortable(left: Sortable, right: Sortable): number {
  if (left === right) return 0;
  if (left === null) return -1;
  if (right === null) return 1;
  if (typeof left !== typeof right) return typeof left === 'number' ? -1 : 1;
  return left < right ? -1 : 1;
}
