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
  const values = records.map((record) => toSortable(read(record)));
  const ordered = isOrdered(values) ? records : sortBy(records, values);
  return descending ? ordered.toReversed() : ordered;
}

/** Returns whether values are in order already, as the times of insertion are in the order of insertion. */
function isOrdered(values: readonly Sortable[]): boolean {
  for (let index = 1; index < values.length; index += 1)
    if (compareSortable(values[index - 1] ?? null, values[index] ?? null) > 0) return false;
  return true;
}

function sortBy(records: readonly StoredRecord[], values: readonly Sortable[]): readonly StoredRecord[] {
  return records
    .map((record, index) => ({ record, value: values[index] ?? null }))
    .toSorted((left, right) => compareSortable(left.value, right.value))
    .map(({ record }) => record);
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
