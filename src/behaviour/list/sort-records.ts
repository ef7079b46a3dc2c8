import type { JsonValue } from '../../kernel/json/json.ts';
import type { StoredRecord } from '../../store/port/store.ts';

/**
 * Sorts by what is read of each record: texts whatever their case, null first. Equal ones keep the order of insertion,
 * turned round when descending.
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

/** Null sorts first. */
export type Sortable = string | number | null;

/** What a value is compared by. */
export function toSortable(value: JsonValue | undefined): Sortable {
  if (typeof value === 'string') return value.toLowerCase();
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value === undefined || value === null ? null : JSON.stringify(value);
}

/** Null first, then numbers, then texts. */
export function compareSortable(left: Sortable, right: Sortable): number {
  if (left === right) return 0;
  if (left === null) return -1;
  if (right === null) return 1;
  if (typeof left !== typeof right) return typeof left === 'number' ? -1 : 1;
  return left < right ? -1 : 1;
}
