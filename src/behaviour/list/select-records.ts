import type { Filter, Resource } from '../../contract/model/resource.ts';
import { parseTimestamp } from '../../kernel/time/clock.ts';
import { findOwn, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { StoredRecord, StoreReader } from '../../store/port/store.ts';
import type { Viewpoint } from '../representation/access.ts';
import { compileField, compileComputed, type FieldDeps, type ReadField } from '../representation/read-field.ts';

/** Whether a record passes a filter, given the value that was asked for. */
type Test = (record: StoredRecord, wanted: JsonValue, viewpoint: Viewpoint) => boolean;

/** A list's filter, compiled. */
export interface CompiledFilter {
  readonly name: string;
  readonly unless: string | undefined;
  /** The record's own field that must equal the value: what an index can answer. */
  readonly indexed: string | undefined;
  readonly test: Test;
}

/** Compiles a filter of a resource; one that is ignored on purpose gives undefined. */
export function compileFilter(
  name: string,
  filter: Filter,
  resource: Resource,
  tools: FieldDeps,
): CompiledFilter | undefined {
  if (filter.kind === 'ignored') return undefined;
  const read = compileField(filter.field, resource, tools);
  const [field] = filter.field;
  const isOwn = filter.field.length === 1 && field !== undefined && !resource.relations.has(field);
  const isHeld = isOwn && compileComputed(resource, field, tools) === undefined;
  return {
    name,
    unless: filter.unless,
    indexed: isHeld && filter.op === 'eq' ? field : undefined,
    test: TESTS[filter.op](read),
  };
}

/** A filter that was sent, and the value that it asks for. */
export interface ActiveFilter extends CompiledFilter {
  readonly wanted: JsonValue;
}

/** The filters that were sent. */
export function findActive(filters: readonly CompiledFilter[], query: JsonObject): readonly ActiveFilter[] {
  return filters.flatMap((filter) => {
    const wanted = findOwn(query, filter.name);
    const isOverruled = filter.unless !== undefined && findOwn(query, filter.unless) !== undefined;
    return wanted === undefined || isOverruled ? [] : [{ ...filter, wanted }];
  });
}

/** Those records of a collection that may pass: what an index finds for one of the filters, or all. */
export function findCandidates(
  resource: Resource,
  active: readonly ActiveFilter[],
  reader: StoreReader,
): readonly StoredRecord[] {
  const lookup = active.find(({ indexed, wanted }) => indexed !== undefined && isScalar(wanted));
  return lookup?.indexed === undefined
    ? reader.all(resource.collection)
    : reader.find(resource.collection, lookup.indexed, lookup.wanted);
}

/** Whether a record passes every filter that was sent. */
export function passesAll(record: StoredRecord, active: readonly ActiveFilter[], viewpoint: Viewpoint): boolean {
  return active.every(({ test, wanted }) => test(record, wanted, viewpoint));
}

function isScalar(value: JsonValue | undefined): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

const TESTS: Readonly<Record<'eq' | 'from' | 'to' | 'exists', (read: ReadField) => Test>> = {
  eq: (read) => (record, wanted, viewpoint) => {
    const held = toList(read(record, viewpoint) ?? null);
    return toList(wanted).some((value) => held.includes(value));
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

/** A day without a time means the whole day. What is no time is on neither side. */
function compareTime(value: JsonValue | undefined, wanted: JsonValue, edge: 'start' | 'end'): number {
  const time = typeof value === 'string' ? parseTimestamp(value) : undefined;
  const bound = typeof wanted === 'string' ? parseTimestamp(wanted) : undefined;
  if (time === undefined || bound === undefined) return Number.NaN;
  const isDay = typeof wanted === 'string' && /^\d{4}-\d\d-\d\d$/.test(wanted);
  return time - (isDay && edge === 'end' ? bound + MILLISECONDS_A_DAY - 1 : bound);
}

const MILLISECONDS_A_DAY = 86_400_000;
