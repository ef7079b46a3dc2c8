import type { OutgoingRequest } from '../../../behaviour/outbox/post-request.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import { createChance, type Chance } from '../../responder/model/chance.ts';
import { parametersOf } from '../graph/graph.ts';
import { createBudget } from '../graph/limits.ts';
import { synthesizeFields } from './synthesized.ts';
import { failed, type Failed, type Result, type StepContext } from '../execution/result.ts';
import { createScope, fillIn, type Scope } from '../graph/variables.ts';
import { rootsOf } from '../execution/roots.ts';

/**
 * Simulates a call of a tool or a URL: records the request and synthesizes a response. Returns the requests to URLs,
 * which are sent after the commit if their servers may be sent to. `for_each` makes one call for each item of a list.
 */
export function callService(context: StepContext): Result {
  const { node, step, run, world } = context;
  const failure = node.type === 'tool.call' ? checkTool(context) : undefined;
  if (failure !== undefined) return failure;
  const chance = createChance(world.random, `workflow/${step.execution}/${step.node}/${step.index}/output`);
  const { for_each: items, ...settings } = parametersOf(node);
  const calls =
    items === undefined
      ? [fillOne(settings, context.scope)]
      : fillEach(settings, fillIn(items, context.scope), context);
  const [first = {}] = calls;
  const output =
    node.type === 'tool.call'
      ? toToolOutput(calls, { isList: items !== undefined, chance })
      : toHttpOutput(first, chance);
  if ('kind' in output) return output as Failed;
  const synthesized = synthesizeFields(node.id, output, {
    graph: run.graph,
    chance,
    round: step.index + 1,
    leading: undefined,
  });
  const requests = node.type === 'http.request' ? calls.map(toRequest) : [];
  return { kind: 'done', output: { ...output, ...synthesized }, exits: [null], requests };
}

/** Returns why the step's tool or account cannot be used, or undefined when both can. */
function checkTool({ node, world }: StepContext): Failed | undefined {
  const { tool_uuid: tool, account_uuid: account } = node.data;
  if (typeof tool !== 'string') return failed('no_tool', 'The step has no tool. Set its tool_uuid.');
  const record = world.store.get('tools', tool);
  if (record === undefined) return failed('tool_not_found', 'The tool of the step no longer exists.');
  if (record['is_enabled'] === false)
    return failed('tool_disabled', `The tool "${String(record['name'])}" is not enabled. Enable it to call it.`);
  if (typeof account === 'string' && world.store.get('accounts', account) === undefined) {
    return failed('account_not_found', 'The account of the step no longer exists.');
  }
  return undefined;
}

function fillOne(settings: JsonObject, scope: Scope): JsonObject {
  return fillIn(settings, scope) as JsonObject;
}

function fillEach(settings: JsonObject, items: JsonValue, { run, input }: StepContext): readonly JsonObject[] {
  const list: readonly JsonValue[] = Array.isArray(items) ? items.slice(0, MAX_CALLS) : [items];
  const roots = rootsOf(run, input);
  // The calls share one budget: together they are one step's output.
  const budget = createBudget();
  return list.map((item, index) => fillIn(settings, createScope({ ...roots, item, index }), budget) as JsonObject);
}

/** Returns the call's parameters, long texts left out, and the id of the record that the service would create. */
function toToolOutput(
  calls: readonly JsonObject[],
  { isList, chance }: { readonly isList: boolean; readonly chance: Chance },
): JsonObject {
  const ids = calls.map((_, index) => `R-${chance.number(`id/${index}`, 1000, 9999)}`);
  if (isList) return { ids };
  const shown = Object.entries(calls[0] ?? {}).filter(
    ([name, value]) => !LONG.has(name) && JSON.stringify(value).length <= MAX_SHOWN_LENGTH,
  );
  return { ...Object.fromEntries(shown), id: ids[0] ?? null };
}

function toHttpOutput(settings: JsonObject, chance: Chance): JsonObject | Failed {
  const { url } = settings;
  const host = typeof url === 'string' ? hostOf(url) : undefined;
  if (host === undefined)
    return failed('invalid_url', `"${typeof url === 'string' ? url : ''}" is not an http or https URL.`);
  // RFC 6761, section 6.4: names under .invalid never resolve.
  if (host === 'invalid' || host.endsWith('.invalid'))
    return failed('host_not_found', `The host ${host} was not found.`);
  const { method, headers, body } = toRequest(settings);
  const request = { method, url: url ?? null, headers: maskHeaders(headers), body };
  return {
    status: STATUSES.get(request.method) ?? 200,
    duration: chance.number('duration', 120, 480),
    request,
    is_simulated: true,
  };
}

function toRequest({ method = 'GET', url, headers = {}, body = null }: JsonObject): OutgoingRequest {
  return {
    method: String(method).toUpperCase(),
    url: String(url),
    headers: isJsonObject(headers) ? headers : {},
    body,
  };
}

function hostOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' || protocol === 'https:' ? hostname : undefined;
}

/** Replaces the values of headers that carry credentials, so that no execution stores them. */
function maskHeaders(headers: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, SECRET.test(name) ? '***' : value]));
}

const MAX_CALLS = 100;
const MAX_SHOWN_LENGTH = 200;
const LONG: ReadonlySet<string> = new Set(['body', 'content', 'description', 'sql', 'text_body', 'headers']);
const SECRET = /authorization|cookie|token|secret|api-?key|password/i;
const STATUSES: ReadonlyMap<string, number> = new Map([
  ['POST', 201],
  ['DELETE', 204],
]);
