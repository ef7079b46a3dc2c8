import type { JsonObject } from '../../../kernel/json/json.ts';
import { onlyGiven, type ServerCall } from '../../remote/run-remote.ts';
import { explainRequest, listRequests } from '../../remote/traffic/requests.ts';
import { toJson } from '../../terminal/text-table.ts';
import { defineTool, nameArgument, WORLD_ARGUMENT, type Tool } from './tool.ts';

/** Lists recorded requests. */
export const LIST_REQUESTS: Tool = defineTool({
  name: 'list_requests',
  title: 'List recent requests',
  description:
    'Lists the newest requests that the API has received, the newest last: time, method, path, status, operation, error, id and number. explain_request tells more of one.',
  effect: 'reads',
  properties: {
    operation: nameArgument('Requests of this operation.'),
    status: { type: 'string', pattern: '^[1-5]([0-9]{2}|XX)$', description: 'Requests with this status: 404, or 4XX.' },
    method: { type: 'string', pattern: '^[A-Z]{1,10}$', description: 'Requests of this method, such as POST.' },
    path: { type: 'string', minLength: 1, maxLength: 200, description: 'Requests whose path contains this text.' },
    limit: { type: 'integer', minimum: 1, maximum: 1000, description: 'How many requests to list (default: 20).' },
    world: WORLD_ARGUMENT,
  },
  required: [],
  run: async ({ operation, status, method, path, limit = DEFAULT_LIMIT, world }, { toCall }) => {
    const { data, text } = await listRequests(toCall({ options: { operation, status, method, path, limit }, world }));
    const { requests, total, seen } = data as { readonly requests: readonly JsonObject[] } & JsonObject;
    return { data: { total, seen, requests: requests.map(toSummary) }, text };
  },
});

/** Tells why a request got its response. */
export const EXPLAIN_REQUEST: Tool = defineTool({
  name: 'explain_request',
  title: 'Explain a request',
  description:
    'Tells why a recorded request got its response: what each stage did with it, which rule decided, and what to do to get another response. Without an id: the newest request.',
  effect: 'reads',
  properties: {
    request: nameArgument('The id of the request: list_requests and call_operation tell it.'),
    number: {
      type: 'integer',
      minimum: 1,
      description: 'The number of the request, where several have that id (default: the newest).',
    },
    world: WORLD_ARGUMENT,
  },
  required: [],
  run: async ({ request, number, world }, { toCall }) => {
    const call = toCall({ operands: request === undefined ? [] : [request], options: { number }, world });
    const { data, text } = await explainRequest(call);
    const explanation = data as JsonObject;
    const messages = await findMessages(call, explanation);
    const sent = messages === undefined ? '' : `\nRequest and response:\n${toJson(messages)}`;
    return { data: { ...explanation, ...messages }, text: `${text}${sent}` };
  },
});

/** Returns the bodies of a recorded request and its response, without secrets; undefined when it is not kept. */
async function findMessages(
  { control }: ServerCall,
  { request_id: id, number }: JsonObject,
): Promise<object | undefined> {
  const query = { after: Number(number) - 1, limit: 1 };
  const { data } = await control.GET('/__admin/requests', { params: { query } });
  const found = data?.requests.find((exchange) => exchange.id === id);
  if (found === undefined) return undefined;
  return {
    request: onlyGiven({ query: found.query, body: found.request.body }),
    response: onlyGiven({ body: found.response.body }),
  };
}

function toSummary(request: JsonObject): JsonObject {
  return Object.fromEntries(SHOWN.flatMap((name) => (request[name] === undefined ? [] : [[name, request[name]]])));
}

const DEFAULT_LIMIT = 20;
/** The headers and bodies of many requests are long. */
const SHOWN = [
  'id',
  'number',
  'time',
  'method',
  'path',
  'query',
  'status',
  'operation_id',
  'error',
  'violations',
  'fault',
];
