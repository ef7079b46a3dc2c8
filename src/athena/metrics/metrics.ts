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

/** The records that a metrics operation counts. Fields are paths through relations, as in `x-resource`. */
export interface MetricSource {
  readonly resource: string;
  /** The relation to the record that is in a workspace, for records that hold no workspace themselves. */
  readonly through?: string;
  /** The field that holds a record's owner. */
  readonly owner: string;
  /** The field for each of the request's own filters. */
  readonly filters: Readonly<Record<string, string>>;
}

type Request = components['schemas']['MetricsRequest'];

/**
 * Counts the records of a workspace that the caller may see: one value, or one for each period. A period without
 * records counts as zero.
 */
export function prepareMetrics(source: MetricSource): PrepareRule {
  return (_operation, deps) => {
    const find = compileFind(source, deps);

    return function retrieveMetrics({ world, caller, body }): Outcome {
      // The contract has already validated the body.
      const metricsRequest = body as JsonObject & Request;
      const viewpoint = { reader: world.store, caller };
      const workspace = findWorkspace(metricsRequest, 'body', { deps, viewpoint });
      if (workspace.kind === 'invalid') return workspace;
      const times = find(workspace.key, metricsRequest, viewpoint).map(
        ({ created_at: at }) => parseTimestamp(String(at)) ?? 0,
      );
      const range = toRange(metricsRequest, times, world.clock.now());
      if (range.from > range.to) return reject('date_to', 'after_or_equal', WRONG_RANGE);
      const granularity = metricsRequest.granularity ?? 'daily';
      const periods = listPeriods(range.from, range.to, { granularity, limit: MAX_PERIODS });
      if (periods === undefined) return reject('granularity', 'max', TOO_FINE);
      const inRange = times.filter((time) => range.from <= time && time <= range.to);
      return {
        kind: 'success',
        body: { data: calculate(metricsRequest.calculation, inRange, { periods, granularity }), total: inRange.length },
      };
    };
  };
}

/** Returns the counted range: whole days if the request names them, by default from the first record's to now. */
function toRange(
  { date_from: first, date_to: last }: Request,
  times: readonly number[],
  now: number,
): { readonly from: number; readonly to: number } {
  const day = toDay(last);
  const from =
    toDay(first) ?? times.reduce((earliest, time) => Math.min(earliest, time), day ?? toPeriodStart(now, 'daily'));
  return { from, to: day === undefined ? now : day + DAY - 1 };
}

type Find = (workspace: RecordKey, filters: JsonObject, viewpoint: Viewpoint) => readonly StoredRecord[];

/** Finds the records of a workspace by index, then applies the caller's access and the request's filters. */
function compileFind({ resource: name, through, owner, filters }: MetricSource, deps: RuleDeps): Find {
  const resource = getNamedResource(deps.contract, name);
  const read = (path: string): ReadField => compileField(path.split('.'), resource, deps);
  const tests = Object.entries({ user_ids: owner, ...filters }).map(([field, path]) => ({ field, read: read(path) }));
  const within = compileWithin(resource, through, deps);
  return (workspace, request, viewpoint) =>
    within(workspace, viewpoint).filter(
      (record) =>
        deps.access.canSee(resource, record, viewpoint) &&
        tests.every((test) => isAmong(test.read(record, viewpoint) ?? null, findOwn(request, test.field))),
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

/** Rounds to two decimals. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function toDay(date: string | null | undefined): number | undefined {
  return typeof date === 'string' ? parseTimestamp(date) : undefined;
}

function reject(field: string, keyword: string, message: string): Outcome {
  const violation: FieldViolation = { field, location: 'body', keyword, message };
  return { kind: 'invalid', violations: [violation] };
}

const DAY = 86_400_000;
/** Maximum number of periods in a response: more than the hours of a year. */
export const MAX_PERIODS = 10_000;
const WRONG_RANGE = 'The date to field must be a date after or equal to date from.';
const TOO_FINE = `The granularity field makes more than ${MAX_PERIODS} periods of this range. Choose a coarser one, or a shorter range.`;
