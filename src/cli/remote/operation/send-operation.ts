import type { components } from '../../../control/wire/control.generated.ts';
import { checkSegment, toSentValue } from '../read-values.ts';
import { take, type RemoteConfig, type ServerCall } from '../run-remote.ts';
import { UsageError } from '../usage-error.ts';
import type { FoundOperation } from './find-operation.ts';
import { readText, sendToServer, type NewRequest } from './send-to-server.ts';

/** What an operation is called with: texts of its parameters by name, and a body: JSON, or a form. */
export interface OperationInput {
  readonly fields: ReadonlyMap<string, readonly string[]>;
  readonly body: string | FormData | undefined;
}

/** The response of an operation. `data` is its JSON, or its text. */
export interface OperationResponse {
  readonly response: Response;
  readonly text: string;
  readonly data: unknown;
}

/** Sends a request of an operation, and reads its response. Throws a UsageError if a part of the path is missing. */
export async function sendOperation(
  config: RemoteConfig,
  operation: FoundOperation,
  input: OperationInput,
): Promise<OperationResponse> {
  if (typeof input.body === 'string' && operation.body === undefined)
    throw new UsageError(`${operation.id} takes no JSON body. Give parameters alone.`);
  const response = await sendToServer(config, toRequest(operation, input, config));
  const text = await readText(response, config);
  return { response, text, data: toSentValue(text) };
}

/** Returns a token for a user, issued by the control plane. */
export async function issueToken(
  user: string | number,
  control: ServerCall['control'],
  config: RemoteConfig,
): Promise<string> {
  const { token } = await take(control.POST('/__admin/tokens', { body: { user } }), config);
  return token;
}

/** What the server's explanation of a request advises. */
export interface Advice {
  /** The id of the request. */
  readonly id: string;
  readonly remedy: string | null;
  /** The command line of the nearest valid call. */
  readonly call: string | null;
  /** How the call differs from what was sent, or why there is none. */
  readonly note: string | null;
  /** The same call in its parts. */
  readonly nearest: ExplainedCall | null;
}

/** A valid call, as an explanation names it. */
export type ExplainedCall = NonNullable<components['schemas']['Explanation']['nearest_call']>;

/** Returns what the server's explanation of a request advises; undefined without an explanation. */
export async function findRemedy(control: ServerCall['control'], { headers }: Response): Promise<Advice | undefined> {
  const id = headers.get('x-request-id');
  if (id === null) return undefined;
  const params = { path: { request_id: id } };
  const { data } = await control.GET('/__admin/requests/{request_id}/explain', { params });
  if (data === undefined) return undefined;
  const { remedy, call, call_note: note, nearest_call: nearest } = data;
  return { id, remedy, call, note, nearest };
}

function toRequest(
  operation: FoundOperation,
  { fields, body }: OperationInput,
  { token: value }: RemoteConfig,
): NewRequest {
  const { parameters, method, token } = operation;
  const valuesIn = (place: string): readonly (readonly [string, string])[] =>
    parameters
      .filter((parameter) => parameter.in === place)
      .flatMap(({ name }) => (fields.get(name) ?? []).map((text) => [name, text] as const));
  const query = new URLSearchParams();
  for (const [name, text] of valuesIn('query')) query.append(name, text);
  if (token?.in === 'query') query.set(token.name, value);
  const cookies = valuesIn('cookie').map(([name, text]) => `${name}=${toCookie(name, text)}`);
  return {
    method,
    target: `${toPath(operation, fields)}${query.size === 0 ? '' : `?${query.toString()}`}`,
    headers: {
      ...(token?.in === 'header' ? { [token.name]: `${token.prefix}${value}` } : {}),
      ...Object.fromEntries(valuesIn('header')),
      ...(cookies.length === 0 ? {} : { cookie: cookies.join('; ') }),
      // The type of a form names the boundary of its parts, which `fetch` chooses.
      ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}),
    },
    body: operation.isFormEncoded && body instanceof FormData ? toEncoded(body) : body,
  };
}

/** Returns a form as it is sent without parts. It has texts alone. */
function toEncoded(form: FormData): URLSearchParams {
  const encoded = new URLSearchParams();
  for (const [name, value] of form) encoded.append(name, typeof value === 'string' ? value : value.name);
  return encoded;
}

function toCookie(name: string, text: string): string {
  if (/\p{Cs}/u.test(text)) throw new UsageError(`The ${name} has half of a surrogate pair: no cookie can have it.`);
  return encodeURIComponent(text);
}

function toPath({ id, path, parameters }: FoundOperation, fields: OperationInput['fields']): string {
  const needed = parameters.filter((parameter) => parameter.in === 'path');
  const missing = needed.filter(({ name }) => !fields.has(name)).map(({ name }) => `${name}=…`);
  if (missing.length > 0) throw new UsageError(`${id} needs ${missing.join(' ')}.`);
  return needed.reduce((done, { name }) => {
    const value = fields.get(name)?.at(-1) ?? '';
    checkSegment(name, value);
    return done.replace(`{${name}}`, encodeURIComponent(value));
  }, path);
}
