import type { JsonObject } from '../api/types.ts';

/** Returns every column that records have, in the order of their properties. */
export function listColumns(records: readonly JsonObject[]): readonly string[] {
  return [...new Set(records.slice(0, SAMPLE).flatMap((record) => Object.keys(record)))];
}

/** Returns the columns that the address names, those that the records have; undefined when it names none. */
export function readColumns(param: string | undefined, names: readonly string[]): readonly string[] | undefined {
  const chosen = (param ?? '').split(SEPARATOR).filter((name) => names.includes(name));
  return chosen.length === 0 ? undefined : [...new Set(chosen)];
}

/** Returns the setting of the address for columns; undefined for those that are shown at first. */
export function toColumnParam(columns: readonly string[], initial: readonly string[]): string | undefined {
  const param = columns.join(SEPARATOR);
  return param === initial.join(SEPARATOR) ? undefined : param;
}

/** Adds a column behind the first one, where it is in view, or takes it away. */
export function toggleColumn(columns: readonly string[], name: string): readonly string[] {
  return columns.includes(name) ? columns.filter((column) => column !== name) : columns.toSpliced(1, 0, name);
}

/** Records that are looked at. */
const SAMPLE = 200;
/** Between names; names that have one themselves cannot be chosen. */
const SEPARATOR = ',';
