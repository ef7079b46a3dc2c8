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
 * Get Workspaces Metrics: counts what was created, run, copied or shared in a workspace by any user. Source:
 * https://docs.rea.pro/get-workspaces-metrics-27267644e0
 */
export const prepareWorkspacesMetrics: PrepareRule = (_operation, deps) => {
  return function retrieveWorkspacesMetrics({ world, caller, query, body }): Outcome {
    const location = isJsonObject(body) ? 'body' : 'query';
    // The contract has already validated query and body. Fields of the body win.
    const metricsRequest = { ...query, ...(isJsonObject(body) ? body : {}) } as WorkspacesMetricsRequest;
    const violations = checkRequest(metricsRequest, location);
    if (violations.length > 0) return { kind: 'invalid', violations };
    const viewpoint = { reader: world.store, caller };
    const workspace = findWorkspace({ ...metricsRequest, filters: null }, location, { deps, viewpoint });
    if (workspace.kind === 'invalid') return workspace;
    const now = world.clock.now();
    const span = metricsRequest.filters?.period;
    const from = span === undefined ? undefined : toSpanStart(span, now);
    const measurements = findMeasurements(metricsRequest, workspace.key, world.store).filter(
      ({ time }) => from === undefined || time >= from,
    );
    const granularity = metricsRequest.granularity ?? 'daily';
    const groups =
      metricsRequest.group_by === 'date'
        ? groupByDate(measurements, { from, to: now, granularity })
        : groupByUser(measurements, world.store);
    if (groups === undefined)
      return { kind: 'invalid', violations: [toViolation('granularity', 'max', location, TOO_FINE)] };
    return { kind: 'success', body: { data: toData(metricsRequest, measurements, groups) } };
  };
};

function toData(
  metricsRequest: WorkspacesMetricsRequest,
  measurements: readonly Measurement[],
  groups: readonly Group[],
) {
  const { entity, metric, aggregation, group_by: grouping } = metricsRequest;
  const values =
    metric === 'avg_duration'
      ? toDurations(measurements)
      : grouping === undefined
        ? [measurements.length]
        : groups.map(({ value }) => value);
  const total = round(aggregate(values, metric === 'avg_duration' && aggregation === 'count' ? 'avg' : aggregation));
  const head = { entity, metric, aggregation, group_by: grouping ?? null };
  if (grouping === undefined) return { ...head, granularity: null, total, results: [] };
  const results = sortGroups(groups, metricsRequest)
    .slice(0, metricsRequest.limit)
    .map(({ shown, value }) => ({ ...shown, value }));
  return grouping === 'user'
    ? { ...head, total, results }
    : { ...head, granularity: metricsRequest.granularity ?? 'daily', total, results };
}

function aggregate(values: readonly number[], aggregation: WorkspacesMetricsRequest['aggregation']): number {
  const sum = values.reduce((total, value) => total + value, 0);
  if (values.length === 0 || aggregation === 'count' || aggregation === 'sum') return sum;
  if (aggregation === 'avg') return sum / values.length;
  return values.reduce((best, value) => (aggregation === 'min' ? Math.min(best, value) : Math.max(best, value)));
}

function checkRequest(
  metricsRequest: WorkspacesMetricsRequest,
  location: FieldViolation['location'],
): readonly FieldViolation[] {
  const { entity, metric, group_by: grouping, granularity, order_by: order } = metricsRequest;
  const violations: FieldViolation[] = [];
  if (metric === 'avg_duration' && entity !== 'workflows')
    violations.push(toViolation('metric', 'in', location, WORKFLOWS_ALONE));
  if (metric === 'avg_duration' && grouping !== undefined)
    violations.push(toViolation('group_by', 'prohibited', location, NO_GROUPING));
  if (grouping === 'date' && granularity === undefined)
    violations.push(toViolation('granularity', 'required_if', location, NEEDS_GRANULARITY));
  const isOrderUnavailable =
    (order === 'date' && grouping !== 'date') || (order === 'user_name' && grouping !== 'user');
  if (isOrderUnavailable) violations.push(toViolation('order_by', 'in', location, 'The selected order by is invalid.'));
  return violations;
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
