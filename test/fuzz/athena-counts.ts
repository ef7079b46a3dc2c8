import type { JsonObject, JsonValue } from '../../src/kernel/json/json.ts';

/** Makes a request for metrics consistent: an existing workspace, ordered dates, and a limited number of periods. */
export function withCountableRange(request: JsonObject, workspaces: readonly JsonObject[]): JsonObject {
  const { date_from: first, date_to: last, granularity, ...rest } = withKnownWorkspace(request, workspaces);
  const range = typeof last === 'string' ? [typeof first === 'string' ? first : last, last].toSorted() : [];
  const days = range.length > 0 ? { date_from: range[0] ?? '', date_to: range[1] ?? '' } : {};
  const isLong = range.length > 0 && daysBetween(range[0], range[1]) > (granularity === 'hourly' ? 300 : 9000);
  return {
    ...rest,
    ...days,
    ...(granularity === undefined && !isLong ? {} : { granularity: isLong ? 'monthly' : (granularity ?? 'daily') }),
  };
}

/**
 * Makes the grouping of a request consistent: `avg_duration` applies to workflows and has no groups, dates have a
 * granularity, and the order is one of the groups.
 */
export function withGroups(request: JsonObject, workspaces: readonly JsonObject[]): JsonObject {
  const { order_by: order, group_by: grouping, granularity, ...rest } = withKnownWorkspace(request, workspaces);
  const isDuration = rest['metric'] === 'avg_duration';
  const entity = isDuration ? { entity: 'workflows' } : {};
  const groups: JsonObject = isDuration || grouping === undefined ? {} : { group_by: grouping };
  const isUnrelated =
    (order === 'date' && groups['group_by'] !== 'date') || (order === 'user_name' && groups['group_by'] !== 'user');
  return {
    ...rest,
    ...entity,
    ...groups,
    ...(order === undefined ? {} : { order_by: isUnrelated ? 'value' : order }),
    ...(granularity === undefined && grouping !== 'date'
      ? {}
      : { granularity: granularity === 'hourly' ? 'weekly' : (granularity ?? 'daily') }),
  };
}

/** Replaces unknown workspaces by a known one; null stands for the caller's. */
export function withKnownWorkspace(request: JsonObject, workspaces: readonly JsonObject[]): JsonObject {
  const { organization_multiplai_id: organization, workspace_uuid: uuid, ...rest } = request;
  const keys = workspaces.map((workspace) => workspace['uuid'] ?? null);
  const names = workspaces.map((workspace) => workspace['multiplai_id'] ?? null).filter((name) => name !== null);
  return {
    ...rest,
    ...toKnown('workspace_uuid', uuid, keys),
    ...toKnown('organization_multiplai_id', organization, names),
  };
}

function toKnown(name: string, value: JsonValue | undefined, known: readonly JsonValue[]): JsonObject {
  if (value === undefined) return {};
  return { [name]: value === null || known.includes(value) ? value : (known[0] ?? null) };
}

function daysBetween(first = '', last = ''): number {
  return (Date.parse(last) - Date.parse(first)) / 86_400_000;
}
