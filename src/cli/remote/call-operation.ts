import { toClientError } from '../../client/client-error.ts';
import { isJsonObject, type JsonObject } from '../../kernel/json/json.ts';
import { PRODUCT } from '../../kernel/product.ts';
import { findNearestName } from '../../kernel/text/nearest-name.ts';
import { toReason } from '../../kernel/text/to-reason.ts';
import { toJson } from '../terminal/text-table.ts';
import { findOperation, type FoundOperation, type FoundParameter } from './find-operation.ts';
import { checkSegment, readBody, readFields, toValue } from './read-values.ts';
import { RefusedError, toRefusedError, toUnreachable } from './refused-error.ts';
import type { RemoteConfig, ServerCall, Shown } from './run-remote.ts';
import { sendRequest } from './send-request.ts';
import { UsageError } from './usage-error.ts';

/**
 * Calls an operation of the simulated API by its id, through the contract that the server serves. Words such as
 * `name=value` are its parameters, and otherwise fields of its body. A rejection tells the remedy of the server's
 * explanation.
 */
export async function callOperation({
  control,
  config,
  operands: [id = '', ...words],
  options: { body },
}: ServerCall<{ readonly body: string | undefined }>): Promise<Shown> {
  const operation = findOperation(await readContract(config), id);
  const request = await toRequest(operation, { fields: readFields(words), body, config });
  const response = await send(config, request);
  const text = await readText(response, config);
  const data = toValue(text);
  // A redirect is what the operation responds.
  if (response.status < 400) return { data, text: text === '' ? toStatusLine(response) : toText(data, text) };
  const error = toRefusedError(toClientError(response, data), config.url);
  throw new RefusedError([error.message, ...(await findRemedy(control, response))].join('\n'), data);
}

/** A request to send. */
interface NewRequest {
  readonly method: string;
  /** The path and the query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

interface Given {
  readonly fields: ReadonlyMap<string, readonly string[]>;
  readonly body: string | undefined;
  readonly config: RemoteConfig;
}

async function readContract(config: RemoteConfig): Promise<JsonObject> {
  const response = await send(config, { method: 'GET', target: CONTRACT_PATH, headers: {}, body: undefined });
  const document = toValue(await readText(response, config));
  if (response.ok && isJsonObject(document)) return document;
  throw toRefusedError(toClientError(response, document), config.url);
}

async function send(
  { url, sandbox, adminToken }: RemoteConfig,
  { method, target, headers, body }: NewRequest,
): Promise<Response> {
  const own = {
    ...(sandbox === undefined ? {} : { [PRODUCT.sandboxHeader]: sandbox }),
    ...(adminToken === undefined || target !== CONTRACT_PATH ? {} : { [PRODUCT.adminTokenHeader]: adminToken }),
  };
  try {
    return await sendRequest(
      new Request(`${url}${target}`, {
        method,
        headers: { accept: 'application/json, */*;q=0.5', ...own, ...headers },
        body: body ?? null,
      }),
    );
  } catch (error) {
    throw toUnreachable(error, url);
  }
}

async function toRequest(operation: FoundOperation, given: Given): Promise<NewRequest> {
  const { parameters, method, token } = operation;
  const { config, fields } = given;
  const valuesIn = (place: string): readonly (readonly [string, string])[] =>
    parameters
      .filter((parameter) => parameter.in === place)
      .flatMap(({ name }) => (fields.get(name) ?? []).map((value) => [name, value] as const));
  const body = await toBody(operation, given);
  const query = new URLSearchParams();
  for (const [name, value] of valuesIn('query')) query.append(name, value);
  if (token?.in === 'query') query.set(token.name, config.token);
  return {
    method,
    target: `${toPath(operation, fields)}${query.size === 0 ? '' : `?${query.toString()}`}`,
    headers: {
      ...(token?.in === 'header' ? { [token.name]: `${token.prefix}${config.token}` } : {}),
      ...Object.fromEntries(valuesIn('header')),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body,
  };
}

function toPath({ id, path, parameters }: FoundOperation, fields: Given['fields']): string {
  const needed = parameters.filter((parameter) => parameter.in === 'path');
  const missing = needed.filter(({ name }) => !fields.has(name)).map(({ name }) => `${name}=…`);
  if (missing.length > 0) throw new UsageError(`${id} needs ${missing.join(' ')}.`);
  return needed.reduce((done, { name }) => {
    const value = fields.get(name)?.at(-1) ?? '';
    checkSegment(name, value);
    return done.replace(`{${name}}`, encodeURIComponent(value));
  }, path);
}

/** Returns the JSON body: the given one, and the fields that are not parameters. */
async function toBody({ id, parameters, body: schema }: FoundOperation, given: Given): Promise<string | undefined> {
  const others = [...given.fields].filter(([name]) => !parameters.some((parameter) => parameter.name === name));
  const [first] = others[0] ?? [];
  if (schema === undefined && first !== undefined) throw toUnknownError(id, first, parameters);
  const fields = Object.fromEntries(others.map(([name, texts]) => [name, toFieldValue(schema, name, texts)]));
  if (given.body === undefined) return others.length === 0 ? undefined : JSON.stringify(fields);
  const body = await readBody(given.body);
  if (others.length === 0) return JSON.stringify(body);
  if (!isJsonObject(body)) throw new UsageError(`The body is not an object, so that it cannot have ${first}.`);
  return JSON.stringify({ ...body, ...fields });
}

function toUnknownError(id: string, name: string, parameters: readonly FoundParameter[]): UsageError {
  const names = parameters.map((parameter) => parameter.name);
  const nearest = findNearestName(name, names);
  const known = names.length === 0 ? 'It has none.' : `Its parameters are ${names.join(', ')}.`;
  return new UsageError(
    `${id} has no parameter ${JSON.stringify(name)}, and takes no JSON body. ${nearest === undefined ? known : `Did you mean ${nearest}?`}`,
  );
}

/** A field that the schema declares as a text stays one: `123` of a name is not a number. */
function toFieldValue(schema: JsonObject | undefined, name: string, texts: readonly string[]): unknown {
  const properties = schema?.['properties'];
  const property = isJsonObject(properties) ? properties[name] : undefined;
  const isText = isJsonObject(property) && property['type'] === 'string';
  const values = texts.map((text) => (isText ? text : toValue(text)));
  return values.length === 1 ? values[0] : values;
}

async function readText(response: Response, { url }: RemoteConfig): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    const reason = toReason(error instanceof Error ? (error.cause ?? error) : error);
    throw new RefusedError(`Failed to read the response of ${url}: ${reason}.`);
  }
}

function toStatusLine({ status, headers }: Response): string {
  const location = headers.get('location');
  return location === null ? `${status}\n` : `${status} ${location}\n`;
}

function toText(data: unknown, text: string): string {
  return typeof data === 'string' ? text : toJson(data);
}

/** Returns the remedy that the server's explanation has, and where to read all of it. */
async function findRemedy(control: ServerCall['control'], { headers }: Response): Promise<readonly string[]> {
  const id = headers.get('x-request-id');
  if (id === null) return [];
  const { data } = await control.GET('/__admin/requests/{request_id}/explain', {
    params: { path: { request_id: id } },
  });
  if (data === undefined) return [];
  const remedy = data.remedy === null ? [] : [`Remedy: ${data.remedy}`];
  return [...remedy, `Why: ${PRODUCT.name} explain ${id}`];
}

/** Where every simulator serves its contract, whatever paths that has. */
const CONTRACT_PATH = '/__admin/contract.json';
