import type { Viewpoint } from '../../behaviour/representation/access.ts';
import type { PrepareRule, RuleDeps } from '../../behaviour/rule/behaviour.ts';
import { compileField, type ReadField } from '../../behaviour/representation/read-field.ts';
import { getKey } from '../../behaviour/representation/record-key.ts';
import type { Resource } from '../../contract/model/resource.ts';
import { parseTimestamp, toTimestamp } from '../../kernel/time/clock.ts';
import { findOwn, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { FieldViolation } from '../../kernel/problem.ts';
import type { RecordKey, StoredRecord } from '../../store/port/store.ts';
import type { components } from '../contract/contract.generated.ts';
import { getNamedResource } from '../contract/named-resource.ts';
import { listPeriods, toPeriodStart, type Granularity } from '../../kernel/time/periods.ts';
import { findWorkspace } from './workspace-context.ts';

/** What a metrics operation counts. Fields are paths through relations, as those of `x-resource`. */
export interface Counted {
  readonly resource: string;
  /** The relation to what lies in a workspace, where the records do not themselves. */
  readonly through?: string;
  /** The field that says whose a record is. */
  readonly owner: string;
  /** The fields that the request's own filters go by. */
  readonly filters: Readonly<Record<string, string>>;
}

type Request = components['schemas']['MetricsRequest'];

/**
 * Counts the records of a workspace that the caller may see: one value, or one for each period, a period without any
 * being zero.
 */
export function prepareMetrics(counted: Counted): PrepareRule {
  return (_operation, tools) => {
    const find = compileFind(counted, tools);

    return function retrieveMetrics({ world, caller, body }): Outcome {
      // Validation has seen to it that the body is one.
      const wish = body as JsonObject & Request;
      const viewpoint = { reader: world.store, caller };
      const workspace = findWorkspace(wish, 'body', { tools, viewpoint });
      if (workspace.kind === 'invalid') return workspace;
      const times = find(workspace.key, wish, viewpoint).map(({ created_at: at }) => parseTimestamp(String(at)) ?? 0);
      const range = toRange(wish, times, world.clock.now());
      if (range.from > range.to) return refuse('date_to', 'after_or_equal', WRONG_ORDER);
      const granularity = wish.granularity ?? 'daily';
      const periods = listPeriods(range.from, range.to, { granularity, limit: MAX_PERIODS });
      if (periods === undefined) return refuse('granularity', 'max', TOO_FINE);
      const inRange = times.filter((time) => range.from <= time && time <= range.to);
      return {
        kind: 'success',
        body: { data: calculate(wish.calculation, inRange, { periods, granularity }), total: inRange.length },
      };
    };
  };
}

/**
 * From the first moment to the last that is counted: whole days, from that of the first record to today unless the
 * request says otherwise.
 */
function toRange(
  { date_from: first, date_to: last }: Request,
  times: readonly number[],
  now: number,
): { readonly from: number; readonly to: number } {
  const day = toDay(last) ?? toPeriodStart(now, 'daily');
  const from = toDay(first) ?? times.reduce((earliest, time) => Math.min(earliest, time), day);
  return { from, to: day + DAY - 1 };
}

type Find = (workspace: RecordKey, wish: JsonObject, viewpoint: Viewpoint) => readonly StoredRecord[];

/** Finds by indexes what lies in a workspace, and keeps what the caller sees and the request's filters let through. */
function compileFind({ resource: name, through, owner, filters }: Counted, tools: RuleDeps): Find {
  const resource = getNamedResource(tools.contract, name);
  const read = (path: string): ReadField => compileField(path.split('.'), resource, tools);
  const tests = Object.entries({ user_ids: owner, ...filters }).map(([field, path]) => ({ field, read: read(path) }));
  const within = compileWithin(resource, through, tools);
  return (workspace, wish, viewpoint) =>
    within(workspace, viewpoint).filter(
      (record) =>
        tools.access.canSee(resource, record, viewpoint) &&
        tests.every((test) => isAmong(test.read(record, viewpoint) ?? null, findOwn(wish, test.field))),
    );
}

function compileWithin(resource: Resource, through: string | undefined, { contract }: RuleDeps) {
  const relation = resource.relations.get(through ?? '');
  const holder = contract.resources.get(relation?.schema ?? '');
  return (workspace: RecordKey, { reader }: Viewpoint): readonly StoredRecord[] => {
    if (relation?.kind !== 'key' || holder === undefined)
      return reader.find(resource.collection, 'workspace_uuid', workspace);
    const holders = reader.find(holder.collection, 'workspace_uuid', workspace);
    return holders.flatMap((record) => reader.find(resource.collection, relation.key, getKey(holder, record)));
  };
}

function isAmong(value: JsonValue, wanted: JsonValue | undefined): boolean {
  if (wanted === undefined || wanted === null) return true;
  return Array.isArray(wanted) ? wanted.includes(value) : value === wanted;
}

interface Series {
  readonly periods: readonly number[];
  readonly granularity: Granularity;
}

function calculate(
  calculation: Request['calculation'],
  times: readonly number[],
  { periods, granularity }: Series,
): JsonValue {
  if (calculation === 'accumulated_count') return [{ value: times.length }];
  if (calculation === 'accumulated_average') return [{ value: round(times.length / Math.max(periods.length, 1)) }];
  const counts = new Map<number, number>();
  for (const time of times) {
    const start = toPeriodStart(time, granularity);
    counts.set(start, (counts.get(start) ?? 0) + 1);
  }
  let sum = 0;
  return periods.map((start, index) => {
    const value = counts.get(start) ?? 0;
    sum += value;
    return { date: toTimestamp(start), value: calculation === 'time_series_count' ? value : round(sum / (index + 1)) };
  });
}

/** To two decimals. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function toDay(date: string | null | undefined): number | undefined {
  return typeof date === 'string' ? parseTimestamp(date) : undefined;
}

function refuse(field: string, keyword: string, message: string): Outcome {
  const violation: FieldViolation = { field, location: 'body', keyword, message };
  return { kind: 'invalid', violations: [violation] };
}

const DAY = 86_400_000;
/** A year by the hour, and some. */
export const MAX_PERIODS = 10_000;
const WRONG_ORDER = 'The date to field must be a date after or equal to date from.';
const TOO_FINE = `The granularity field makes more than ${MAX_PERIODS} periods of this range. Choose a coarser one, or a shorter range.`;
