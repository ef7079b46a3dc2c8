import { toClientError } from '../../../client/client-error.ts';
import { isJsonObject, setOwn, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import { findNearestName } from '../../../kernel/text/nearest-name.ts';
import {
  findOperation,
  listParameters,
  type FoundOperation,
  type LocatedOperation,
} from '../../remote/operation/find-operation.ts';
import { listFormLists, toFormData } from '../../remote/operation/form-fields.ts';
import { readContract } from '../../remote/operation/read-contract.ts';
import {
  findRemedy,
  sendOperation,
  type ExplainedCall,
  type OperationResponse,
} from '../../remote/operation/send-operation.ts';
import { toRejection } from '../../remote/refused-error.ts';
import type { ServerCall } from '../../remote/run-remote.ts';
import { toJson } from '../../terminal/text-table.ts';
import { idOf, toExampleCall } from './describe-operation.ts';
import { FIND_OPERATIONS } from './find-operations.ts';
import { locate } from './locate.ts';
import { redactSecrets } from './redact-secrets.ts';
import { defineTool, nameArgument, type Tool } from './tool.ts';
import { ToolError, type NearestCall } from './tool-error.ts';

/** Calls an operation of the simulated API. */
export const CALL_OPERATION: Tool = defineTool({
  name: 'call_operation',
  title: 'Call an operation of the API',
  description:
    'Sends a request of one operation to the simulated API, as a front end would, and returns the status and the body of the response. The request is checked against the contract. A rejection says why, what to do, and a call that is nearest to yours. Secrets in the response are hidden.',
  effect: 'changes',
  properties: {
    operation: nameArgument('The id of the operation, such as find_operations lists it.'),
    parameters: {
      type: 'object',
      description: 'The parameters of the path, the query and the headers, by name.',
      additionalProperties: { type: ['string', 'number', 'boolean', 'array'] },
    },
    body: { description: 'The JSON body, or the fields of a form.' },
    user: {
      type: ['string', 'integer'],
      minLength: 1,
      maxLength: 320,
      description: 'The id or the email address of the user who sends it. By default the demo user.',
    },
  },
  required: ['operation'],
  fallback: { tool: FIND_OPERATIONS.name, arguments: {} },
  run: async ({ operation: id, parameters = {}, body, user }, { toCall, findToken }) => {
    const call = toCall({ options: {} });
    const document = await readContract(call.config);
    const located = locate(document, id, (nearest) => toExample(document, nearest));
    checkParameters(document, located, { parameters, body, user });
    const config = user === undefined ? call.config : { ...call.config, token: await findToken(user) };
    const found = findOperation(document, id);
    const input = {
      fields: toFields(document, located, parameters),
      body: body === undefined ? undefined : toSentBody(document, found, body),
    };
    const result = await sendOperation(config, found, input);
    const { status, headers } = result.response;
    // A redirect is what the operation responds.
    if (status >= 400) throw await toRejected(result, located, call);
    const request = headers.get('x-request-id');
    const location = headers.get('location');
    // The response is JSON, or a text.
    const shown = redactSecrets(result.text === '' ? null : (result.data as JsonValue));
    const text = typeof shown === 'string' ? `${shown}\n` : shown === null ? '' : toJson(shown);
    return {
      data: { status, request, ...(location === null ? {} : { location }), body: shown },
      text: `${[status, location].filter((part) => part !== null).join(' ')}${request === null ? '' : `, request ${request}`}\n${text}`,
    };
  },
});

/** Returns a body as JSON, or as a form where the operation takes no JSON. */
function toSentBody(document: JsonObject, operation: FoundOperation, body: JsonValue): string | FormData {
  const takesFormAlone = operation.body === undefined && operation.form !== undefined;
  return takesFormAlone && isJsonObject(body)
    ? toFormData(body, listFormLists(document, operation))
    : JSON.stringify(body);
}

/** The arguments of a call, besides the operation. */
interface CallArguments {
  readonly parameters: JsonObject;
  readonly body: JsonValue | undefined;
  readonly user: string | number | undefined;
}

function toExample(document: JsonObject, located: LocatedOperation): NearestCall {
  return { tool: CALL_OPERATION.name, arguments: toExampleCall(document, located) };
}

/** Throws a ToolError for parameters that the operation does not have, and for parts of its path that are missing. */
function checkParameters(document: JsonObject, located: LocatedOperation, sent: CallArguments): void {
  const declared = listParameters(document, located).map(({ name }) => String(name));
  const unknown = Object.keys(sent.parameters).filter((name) => !declared.includes(name));
  const missing = listParameters(document, located)
    .filter((parameter) => parameter['in'] === 'path')
    .map(({ name }) => String(name))
    .filter((name) => /^\.{0,2}$/.test(String(sent.parameters[name] ?? '')));
  if (unknown.length === 0 && missing.length === 0) return;
  const reasons = [
    ...unknown.map((name) => `${idOf(located)} has no parameter ${JSON.stringify(name)}.`),
    ...missing.map((name) => `${idOf(located)} needs the parameter ${JSON.stringify(name)}: a part of its path.`),
    declared.length === 0 ? 'It has no parameters.' : `Its parameters are ${declared.join(', ')}.`,
    ...(unknown.length > 0 && located.operation['requestBody'] !== undefined ? ['Fields of the body go in body.'] : []),
  ];
  const given = Object.entries(sent.parameters).filter(([name]) => !missing.includes(name));
  const parameters = nameParameters(document, located, given, declared);
  throw new ToolError(reasons.join(' '), {
    nearest: toToolCall(idOf(located), { ...sent, parameters, body: sent.body && redactSecrets(sent.body) }),
  });
}

/**
 * Returns parameters with the declared names that are nearest to theirs, and examples of the required ones that are
 * missing. Their values are checked by the server.
 */
function nameParameters(
  document: JsonObject,
  located: LocatedOperation,
  given: readonly (readonly [name: string, value: JsonValue])[],
  declared: readonly string[],
): JsonObject {
  const { parameters: examples } = toExampleCall(document, located);
  const named: Record<string, JsonValue> = isJsonObject(examples) ? { ...examples } : {};
  for (const [name, value] of given) {
    const known = declared.includes(name) ? name : findNearestName(name.slice(0, MAX_NAME), declared);
    if (known !== undefined) setOwn(named, known, value);
  }
  return named;
}

/** Returns a call of this tool. */
function toToolCall(operation: string, { parameters, body, user }: CallArguments): NearestCall {
  return {
    tool: CALL_OPERATION.name,
    arguments: {
      operation,
      ...(Object.keys(parameters).length === 0 ? {} : { parameters }),
      ...(body === undefined ? {} : { body }),
      ...(user === undefined ? {} : { user }),
    },
  };
}

/** Returns the texts of the parameters. A list becomes one text where the contract says so (`explode: false`). */
function toFields(
  document: JsonObject,
  located: LocatedOperation,
  parameters: JsonObject,
): ReadonlyMap<string, readonly string[]> {
  const joined = listParameters(document, located).filter(({ explode }) => explode === false);
  return new Map(
    Object.entries(parameters).map(([name, value]) => {
      const texts = (Array.isArray(value) ? value : [value]).map(toText);
      return [name, joined.some((parameter) => parameter['name'] === name) ? [texts.join(',')] : texts] as const;
    }),
  );
}

function toText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Returns the error of a response that is not a success: why, what to do, and the nearest call, as the server says. */
async function toRejected(
  { response, data }: OperationResponse,
  located: LocatedOperation,
  { control, config }: ServerCall,
): Promise<ToolError> {
  const error = toClientError(response, data);
  const isExplained = 'code' in error && error.code !== undefined;
  const reason = isExplained
    ? toRejection(error, config).message
    : `${idOf(located)} responded with ${response.status}: ${error.message}`;
  const found = await findRemedy(control, response);
  const { remedy = null, note = null, nearest = null } = found ?? {};
  const advice = [...(remedy === null ? [] : [`Remedy: ${remedy}`]), ...(note === null ? [] : [note])];
  return new ToolError([reason, ...advice].join('\n'), {
    nearest: nearest === null ? undefined : toNearest(nearest),
    data: {
      status: response.status,
      request: found?.id ?? null,
      remedy,
      body: redactSecrets((data ?? null) as JsonValue),
    },
  });
}

/** Converts the nearest call of an explanation. Its values are JSON. */
function toNearest({ operation_id: id, parameters, body, user }: ExplainedCall): NearestCall {
  return toToolCall(id, { parameters, body: body as JsonValue | undefined, user });
}

/** Characters. Longer names are compared by their beginnings. */
const MAX_NAME = 100;
