import type { JsonObject, JsonValue } from '../../src/kernel/json/json.ts';

/**
 * A wish for metrics that hangs together: a workspace that is there, days in their order, periods that are not too
 * many.
 */
export function withCountableRange(wish: JsonObject, workspaces: readonly JsonObject[]): JsonObject {
  const { date_from: first, date_to: last, granularity, ...rest } = withKnownWorkspace(wish, workspaces);
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
 * What groups can be made of: `avg_duration` has none and is of workflows, dates have a length, an order is one of what
 * is grouped.
 */
export function withGroups(wish: JsonObject, workspaces: readonly JsonObject[]): JsonObject {
  const { order_by: order, group_by: grouping, granularity, ...rest } = withKnownWorkspace(wish, workspaces);
  const isDuration = rest['metric'] === 'avg_duration';
  const entity = isDuration ? { entity: 'workflows' } : {};
  const groups: JsonObject = isDuration || grouping === undefined ? {} : { group_by: grouping };
  const isForeign =
    (order === 'date' && groups['group_by'] !== 'date') || (order === 'user_name' && groups['group_by'] !== 'user');
  return {
    ...rest,
    ...entity,
    ...groups,
    ...(order === undefined ? {} : { order_by: isForeign ? 'value' : order }),
    ...(granularity === undefined && grouping !== 'date'
      ? {}
      : { granularity: granularity === 'hourly' ? 'weekly' : (granularity ?? 'daily') }),
  };
}

/** The workspace by a key that is there; one without a name of its own is the caller's. */
export function withKnownWorkspace(wish: JsonObject, workspaces: readonly JsonObject[]): JsonObject {
  const { organization_multiplai_id: organization, workspace_uuid: uuid, ...rest } = wish;
  const keys = workspaces.map((workspace) => workspace['uuid'] ?? null);
  const names = workspaces.map((workspace) => workspace['multiplai_id'] ?? null).filter((name) => name !== null);
  return {
    ...rest,
    ...kept('workspace_uuid', uuid, keys),
    ...kept('organization_multiplai_id', organization, names),
  };
}

function kept(name: string, value: JsonValue | undefined, known: readonly JsonValue[]): JsonObject {
  if (value === undefined) return {};
  return { [name]: value === null || known.includes(value) ? value : (known[0] ?? null) };
}

function daysBetween(first = '', last = ''): number {
  return (Date.parse(last) - Date.parse(first)) / 86_400_000;
}
