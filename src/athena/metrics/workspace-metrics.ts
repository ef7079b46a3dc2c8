import type { PrepareRule } from '../../behaviour/rule/behaviour.ts';
import { isJsonObject } from '../../kernel/json/json.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { FieldViolation } from '../../kernel/problem.ts';
import { groupByDate, groupByUser, sortGroups, type Group } from './groups.ts';
import { findMeasurements, toDurations, type Measurement, type WorkspacesMetricsRequest } from './measurements.ts';
import { MAX_PERIODS, round } from './metrics.ts';
import { toSpanStart } from '../../kernel/time/periods.ts';
import { findWorkspace } from './workspace-context.ts';

/**
 * Get Workspaces Metrics: what was made, run, copied or shared in a workspace, whoever did it. Source:
 * https://docs.rea.pro/get-workspaces-metrics-27267644e0
 */
export const prepareWorkspacesMetrics: PrepareRule = (_operation, tools) => {
  return function retrieveWorkspacesMetrics({ world, caller, query, body }): Outcome {
    const location = isJsonObject(body) ? 'body' : 'query';
    // Validation has seen to it that both are parts of one. What the body says wins.
    const wish = { ...query, ...(isJsonObject(body) ? body : {}) } as WorkspacesMetricsRequest;
    const violations = checkWish(wish, location);
    if (violations.length > 0) return { kind: 'invalid', violations };
    const viewpoint = { reader: world.store, caller };
    const workspace = findWorkspace({ ...wish, filters: null }, location, { tools, viewpoint });
    if (workspace.kind === 'invalid') return workspace;
    const now = world.clock.now();
    const span = wish.filters?.period;
    const from = span === undefined ? undefined : toSpanStart(span, now);
    const measurements = findMeasurements(wish, workspace.key, world.store).filter(
      ({ time }) => from === undefined || time >= from,
    );
    const granularity = wish.granularity ?? 'daily';
    const groups =
      wish.group_by === 'date'
        ? groupByDate(measurements, { from, to: now, granularity })
        : groupByUser(measurements, world.store);
    if (groups === undefined)
      return { kind: 'invalid', violations: [toViolation('granularity', 'max', location, TOO_FINE)] };
    return { kind: 'success', body: { data: toData(wish, measurements, groups) } };
  };
};

function toData(wish: WorkspacesMetricsRequest, measurements: readonly Measurement[], groups: readonly Group[]) {
  const { entity, metric, aggregation, group_by: grouping } = wish;
  const values =
    metric === 'avg_duration'
      ? toDurations(measurements)
      : grouping === undefined
        ? [measurements.length]
        : groups.map(({ value }) => value);
  const total = round(aggregate(values, metric === 'avg_duration' && aggregation === 'count' ? 'avg' : aggregation));
  const head = { entity, metric, aggregation, group_by: grouping ?? null };
  if (grouping === undefined) return { ...head, granularity: null, total, results: [] };
  const results = sortGroups(groups, wish)
    .slice(0, wish.limit)
    .map(({ shown, value }) => ({ ...shown, value }));
  return grouping === 'user'
    ? { ...head, total, results }
    : { ...head, granularity: wish.granularity ?? 'daily', total, results };
}

function aggregate(values: readonly number[], aggregation: WorkspacesMetricsRequest['aggregation']): number {
  const sum = values.reduce((total, value) => total + value, 0);
  if (values.length === 0 || aggregation === 'count' || aggregation === 'sum') return sum;
  if (aggregation === 'avg') return sum / values.length;
  return values.reduce((best, value) => (aggregation === 'min' ? Math.min(best, value) : Math.max(best, value)));
}

function checkWish(wish: WorkspacesMetricsRequest, location: FieldViolation['location']): readonly FieldViolation[] {
  const { entity, metric, group_by: grouping, granularity, order_by: order } = wish;
  const faults: FieldViolation[] = [];
  if (metric === 'avg_duration' && entity !== 'workflows')
    faults.push(toViolation('metric', 'in', location, WORKFLOWS_ALONE));
  if (metric === 'avg_duration' && grouping !== undefined)
    faults.push(toViolation('group_by', 'prohibited', location, NO_GROUPING));
  if (grouping === 'date' && granularity === undefined)
    faults.push(toViolation('granularity', 'required_if', location, NEEDS_GRANULARITY));
  const isForeignOrder = (order === 'date' && grouping !== 'date') || (order === 'user_name' && grouping !== 'user');
  if (isForeignOrder) faults.push(toViolation('order_by', 'in', location, 'The selected order by is invalid.'));
  return faults;
}

function toViolation(
  field: string,
  keyword: string,
  location: FieldViolation['location'],
  message: string,
): FieldViolation {
  return { field, keyword, location, message };
}

const WORKFLOWS_ALONE = 'The avg duration metric is only available for workflows.';
const NO_GROUPING = 'The avg duration metric does not support grouping.';
const NEEDS_GRANULARITY = 'The granularity field is required when group by is date.';
const TOO_FINE = `The granularity field makes more than ${MAX_PERIODS} periods of this range. Choose a coarser one, or a shorter period.`;
