import type { Filter, Resource } from '../contract/resource.ts';
import { parseTimestamp } from '../kernel/clock.ts';
import { findOwn, type JsonObject, type JsonValue } from '../kernel/json.ts';
import type { StoredRecord } from '../store/store.ts';
import type { Viewpoint } from './access.ts';
import { compileField, compileWorkedOut, type FieldTools, type ReadField } from './read-field.ts';

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
export function compileFilter(name: string, filter: Filter, resource: Resource, tools: FieldTools): CompiledFilter | undefined {
  if (filter.kind === 'ignored') return undefined;
  const read = compileField(filter.field, resource, tools);
  const [field] = filter.field;
  const isOwn = filter.field.length === 1 && field !== undefined && !resource.relations.has(field);
  const isHeld = isOwn && compileWorkedOut(resource, field, tools) === undefined;
  return { name, unless: filter.unless, indexed: isHeld && filter.op === 'eq' ? field : undefined, test: TESTS[filter.op](read) };
}

/** The records of a collection that pass every filter that was sent, by an index where one can answer. */
export function selectRecords(
  resource: Resource,
  filters: readonly CompiledFilter[],
  query: JsonObject,
  viewpoint: Viewpoint,
): readonly StoredRecord[] {
  const { reader } = viewpoint;
  const active = filters.filter(
    ({ name, unless }) => findOwn(query, name) !== undefined && (unless === undefined || findOwn(query, unless) === undefined),
  );
  const lookup = active.find(({ indexed, name }) => indexed !== undefined && isScalar(findOwn(query, name)));
  const field = lookup?.indexed;
  const candidates =
    lookup === undefined || field === undefined
      ? reader.all(resource.collection)
      : reader.find(resource.collection, field, findOwn(query, lookup.name) ?? null);
  const rest = active.filter((filter) => filter !== lookup);
  return rest.length === 0
    ? candidates
    : candidates.filter((record) => rest.every(({ name, test }) => test(record, findOwn(query, name) ?? null, viewpoint)));
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
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== false && value !== 0;
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
