import { isJsonObject, type JsonObject, type JsonValue } from '../../src/kernel/json/json.ts';

/**
 * Makes the workflow of a body runnable: one trigger, and each step after the previous one. A body without steps has no
 * edges. Its schedule and time zone are valid.
 */
export function withRunnableGraph(body: JsonObject): JsonObject {
  const { nodes, edges, ...sentRest } = body;
  const rest = withTimeZone(sentRest);
  if (!Array.isArray(nodes)) return rest;
  const steps = nodes.filter(isJsonObject).map(toStep);
  const sent: readonly JsonValue[] = Array.isArray(edges) ? (edges as readonly JsonValue[]) : [];
  return {
    ...rest,
    nodes: steps,
    edges: steps.slice(1).map((step, index) => toEdge(sent[index], steps[index] ?? {}, step, index)),
  };
}

function withTimeZone(body: JsonObject): JsonObject {
  const { settings } = body;
  if (!isJsonObject(settings) || settings['timezone'] === undefined) return body;
  return { ...body, settings: { ...settings, timezone: 'Europe/Berlin' } };
}

function toStep(node: JsonObject, index: number): JsonObject {
  const type = String(node['type']);
  const isTrigger = type.startsWith('trigger.');
  const validType = index === 0 ? (isTrigger ? type : 'trigger.manual') : isTrigger ? 'data.set' : type;
  return {
    ...node,
    id: `${String(node['id']).slice(0, 200)}-${index}`,
    type: validType,
    data: withParameters(node['data'], validType),
  };
}

function withParameters(data: JsonValue | undefined, type: string): JsonValue {
  if (!isJsonObject(data)) return {};
  if (type === 'trigger.schedule' && data['parameters'] !== undefined)
    return { ...data, parameters: { cron: '30 7 * * 1' } };
  return type === 'logic.condition' && data['parameters'] !== undefined
    ? { ...data, parameters: { expression: '1 == 1' } }
    : data;
}

function toEdge(sent: JsonValue | undefined, from: JsonObject, to: JsonObject, index: number): JsonObject {
  const { source_handle: _source, target_handle: _target, ...edge } = isJsonObject(sent) ? sent : {};
  const exit = EXITS.get(String(from['type']));
  return {
    ...edge,
    id: `edge-${index}`,
    source: from['id'] ?? '',
    target: to['id'] ?? '',
    ...(exit === undefined ? {} : { source_handle: exit }),
  };
}

/** The exit to use for steps whose exits are all named. */
const EXITS: ReadonlyMap<string, string> = new Map([
  ['logic.condition', 'true'],
  ['logic.loop', 'done'],
]);
