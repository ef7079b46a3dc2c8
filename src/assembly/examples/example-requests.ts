import type { CompiledContract, Operation } from '../../contract/model/contract.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { findAtPointer } from '../../kernel/json/pointer.ts';

/** A request that is made from an operation's examples. */
export interface ExampleRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonValue | undefined;
}

/** The headers that authenticate a request, by security scheme. */
export type Credentials = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The response to a request: its status, headers and JSON. */
export interface ExampleResponse {
  readonly status: number;
  readonly body: JsonValue | undefined;
  readonly headers: Headers;
}

/** Builds a request from an operation's examples, with the first credentials that the operation accepts. */
export function exampleRequest(
  contract: CompiledContract,
  operation: Operation,
  credentials: Credentials,
): ExampleRequest {
  const parameters = rawParameters(contract, operation);
  const path = operation.path.replaceAll(/\{([^{}]+)\}/g, (_whole, name: string) => {
    const example = parameters.find((parameter) => parameter['in'] === 'path' && parameter['name'] === name)?.[
      'example'
    ];
    if (example === undefined) throw new Error(`${operation.id}: the path parameter ${name} has no example`);
    return encodeURIComponent(String(example));
  });
  const schemes = operation.security.flat().map(({ name }) => name);
  return {
    method: operation.method,
    path,
    query: {},
    headers: Object.entries(credentials).find(([scheme]) => schemes.includes(scheme))?.[1] ?? {},
    body: operation.body?.mediaTypes[0]?.example,
  };
}

/** Returns every request body example of an operation, by name; one without a name is `example`. */
export function bodyExamples(
  contract: CompiledContract,
  operation: Operation,
): readonly (readonly [name: string, body: JsonValue])[] {
  const mediaType = findAtPointer(contract.document, `${operation.pointer}/requestBody/content/application~1json`);
  if (!isJsonObject(mediaType)) return [];
  const named = isJsonObject(mediaType['examples']) ? Object.entries(mediaType['examples']) : [];
  const examples = named.map(([name, value]) => [name, isJsonObject(value) ? (value['value'] ?? null) : null] as const);
  return mediaType['example'] === undefined ? examples : [['example', mediaType['example']], ...examples];
}

/**
 * Returns a list in the query as its parameter's example has it, joined with commas: `with=tools`; nothing if the
 * operation takes none.
 */
export function listExample(
  contract: CompiledContract,
  operation: Operation,
  name: string,
): Readonly<Record<string, string>> {
  const example = rawParameters(contract, operation).find(
    (parameter) => parameter['in'] === 'query' && parameter['name'] === name,
  )?.['example'];
  return Array.isArray(example) ? { [name]: example.join(',') } : {};
}

/** Sends a request to a simulator without a server. */
export async function sendExample(
  simulator: { fetch(request: Request): Promise<Response> },
  request: ExampleRequest,
): Promise<ExampleResponse> {
  const url = new URL(request.path, 'http://localhost');
  for (const [name, value] of Object.entries(request.query)) url.searchParams.append(name, value);
  // Fetch lets GET carry no body; an operation that takes one by GET has query parameters for the same.
  const hasBody = request.body !== undefined && !['GET', 'HEAD'].includes(request.method);
  const headers = { ...request.headers, ...(hasBody ? { 'content-type': 'application/json' } : {}) };
  const response = await simulator.fetch(
    new Request(url, { method: request.method, headers, ...(hasBody ? { body: JSON.stringify(request.body) } : {}) }),
  );
  const text = await response.text();
  return {
    status: response.status,
    body: text === '' ? undefined : (JSON.parse(text) as JsonValue),
    headers: response.headers,
  };
}

/** Returns the parameters of a path item and an operation, the operation's winning, references followed. */
function rawParameters({ document }: CompiledContract, operation: Operation): readonly JsonObject[] {
  const own = findAtPointer(document, `${operation.pointer}/parameters`);
  const shared = findAtPointer(document, operation.pointer.replace(/\/[^/]+$/, '/parameters'));
  const resolved = [own, shared]
    .flatMap((list) => (Array.isArray(list) ? (list as JsonObject[]) : []))
    .map((parameter) => {
      const reference = parameter['$ref'];
      return typeof reference === 'string' ? (findAtPointer(document, reference) as JsonObject) : parameter;
    });
  return resolved.filter(
    (parameter, index) =>
      resolved.findIndex((other) => other['name'] === parameter['name'] && other['in'] === parameter['in']) === index,
  );
}
