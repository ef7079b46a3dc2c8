import { isJsonObject, type JsonObject, type JsonValue } from '../../src/kernel/json/json.ts';
import { findAtPointer } from '../../src/kernel/json/pointer.ts';
import type { CompiledContract, Operation } from '../../src/contract/model/contract.ts';

const TOKEN = 'athena-demo-token';
const MULTIPLAI_TOKEN = 'multiplai-demo-token';

/** A request as a test sends it. */
export interface ContractRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonValue | undefined;
}

/** Builds a request from an operation's examples, with the demo user's credentials. */
export function exampleRequest(contract: CompiledContract, operation: Operation): ContractRequest {
  const parameters = rawParameters(contract, operation);
  const path = operation.path.replaceAll(/\{([^{}]+)\}/g, (_whole, name: string) => {
    const example = parameters.find((parameter) => parameter['in'] === 'path' && parameter['name'] === name)?.[
      'example'
    ];
    if (example === undefined) throw new Error(`${operation.id}: the path parameter ${name} has no example`);
    return encodeURIComponent(String(example));
  });
  return {
    method: operation.method,
    path,
    query: {},
    headers: credentials(operation),
    body: operation.body?.mediaTypes[0]?.example,
  };
}

/** Every request body example of an operation, by name; one without a name is `example`. */
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
 * A list in the query as its parameter's example has it, joined with commas: `with=tools`; nothing where the operation
 * takes none.
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

/** Path item and operation parameters, the operation's winning, references followed. */
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

/** Returns the demo user's credentials for an operation. */
function credentials({ security }: Operation): Readonly<Record<string, string>> {
  const names = security.flat().map(({ name }) => name);
  if (names.length === 0) return {};
  return names.includes('bearerToken')
    ? { authorization: `Bearer ${TOKEN}` }
    : { 'x-multiplai-authorization': MULTIPLAI_TOKEN };
}

/** Sends a request to a simulator without a server. */
export async function send(
  simulator: { fetch(request: Request): Promise<Response> },
  request: ContractRequest,
): Promise<{ status: number; body: JsonValue | undefined; headers: Headers }> {
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

/** Returns every page of every list as the demo user sees them. Two results differ if anything in them was changed. */
export async function readEverything(
  simulator: { fetch(request: Request): Promise<Response> },
  contract: CompiledContract,
): Promise<string> {
  const lists = contract.operations.filter(({ behaviour }) => behaviour === 'list');
  const pages: (JsonValue | undefined)[] = [];
  for (const operation of lists) {
    let last = 1;
    for (let page = 1; page <= last; page += 1) {
      const { body } = await send(simulator, {
        ...exampleRequest(contract, operation),
        query: { per_page: '100', page: String(page) },
      });
      const meta = isJsonObject(body) && isJsonObject(body['meta']) ? body['meta'] : {};
      last = Number(meta['last_page'] ?? 1);
      pages.push(body);
    }
  }
  return JSON.stringify(pages);
}
