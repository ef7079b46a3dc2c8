import type { Filter, Resource } from '../../contract/model/resource.ts';
import { parseTimestamp } from '../../kernel/time/clock.ts';
import { findOwn, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { StoredRecord, StoreReader } from '../../store/port/store.ts';
import type { Viewpoint } from '../representation/access.ts';
import { compileField, compileComputed, type FieldDeps, type ReadField } from '../representation/read-field.ts';

/** Returns whether a record passes a filter with the requested value. */
type Test = (record: StoredRecord, wanted: JsonValue, viewpoint: Viewpoint) => boolean;

/** A compiled filter of a list. */
export interface CompiledFilter {
  readonly name: string;
  /** If the request has this parameter, the filter is ignored. */
  readonly disabledBy: string | undefined;
  /** The field to look up in an index; set only for an equality filter on a stored field. */
  readonly indexField: string | undefined;
  readonly test: Test;
}

/** Compiles a filter of a resource. Returns undefined if the contract declares it as ignored. */
export function compileFilter(
  name: string,
  filter: Filter,
  resource: Resource,
  deps: FieldDeps,
): CompiledFilter | undefined {
  if (filter.kind === 'ignored') return undefined;
  const read = compileField(filter.field, resource, deps);
  const [field] = filter.field;
  const isOwn = filter.field.length === 1 && field !== undefined && !resource.relations.has(field);
  const isStored = isOwn && compileComputed(resource, field, deps) === undefined;
  return {
    name,
    disabledBy: filter.unless,
    indexField: isStored && filter.op === 'eq' ? field : undefined,
    test: TESTS[filter.op](read),
  };
}

/** A filter that the request uses, and the requested value. */
export interface ActiveFilter extends CompiledFilter {
  readonly wanted: JsonValue;
}

/** Returns the filters that the request uses. */
export function findActive(filters: readonly CompiledFilter[], query: JsonObject): readonly ActiveFilter[] {
  return filters.flatMap((filter) => {
    const wanted = findOwn(query, filter.name);
    const isDisabled = filter.disabledBy !== undefined && findOwn(query, filter.disabledBy) !== undefined;
    return wanted === undefined || isDisabled ? [] : [{ ...filter, wanted }];
  });
}

/** Returns the records that may pass: those that an index finds for one of the filters, else all. */
export function findCandidates(
  resource: Resource,
  active: readonly ActiveFilter[],
  reader: StoreReader,
): readonly StoredRecord[] {
  const lookup = active.find(({ indexField, wanted }) => indexField !== undefined && isScalar(wanted));
  return lookup?.indexField === undefined
    ? reader.all(resource.collection)
    : reader.find(resource.collection, lookup.indexField, lookup.wanted);
}

/** Returns whether a record passes every filter. */
export function passesAll(record: StoredRecord, active: readonly ActiveFilter[], viewpoint: Viewpoint): boolean {
  return active.every(({ test, wanted }) => test(record, wanted, viewpoint));
}

function isScalar(value: JsonValue | undefined): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

const TESTS: Readonly<Record<'eq' | 'from' | 'to' | 'exists', (read: ReadField) => Test>> = {
  eq: (read) => (record, wanted, viewpoint) => {
    const values = toList(read(record, viewpoint) ?? null);
    return toList(wanted).some((value) => values.includes(value));
  },
  from: (read) => (record, wanted, viewpoint) => compareTime(read(record, viewpoint), wanted, 'start') >= 0,
  to: (read) => (record, wanted, viewpoint) => compareTime(read(record, viewpoint), wanted, 'end') <= 0,
  exists: (read) => (record, wanted, viewpoint) => hasContent(read(record, viewpoint)) === (wanted === true),
};

function toList(value: JsonValue): readonly JsonValue[] {
  return Array.isArray(value) ? value : [value];
}

function hasContent(value: JsonValue | undefined): boolean {
  return Array.isArray(value)
    ? value.length > 0
    : value !== undefined && value !== null && value !== false && value !== 0;
}

/**
 * Returns how far a time lies after (positive) or before (negative) the wanted one. A date without a time means the
 * whole day. Returns NaN, which passes neither comparison, if one of the two is not a time.
 */
function compareTime(value: JsonValue | undefined, wanted: JsonValue, edge: 'start' | 'end'): number {
  const time = typeof value === 'string' ? parseTimestamp(value) : undefined;
  const bound = typeof wanted === 'string' ? parseTimestamp(wanted) : undefined;
  if (time === undefined || bound === undefined) return Number.NaN;
  const isDay = typeof wanted === 'string' && /^\d{4}-\d\d-\d\d$/.test(wanted);
  return time - (isDay && edge === 'end' ? bound + MILLISECONDS_A_DAY - 1 : bound);
}

const MILLISECONDS_A_DAY = 86_400_000;
