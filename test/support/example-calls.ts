import { bodyExamples, exampleRequest, type ExampleRequest } from '../../src/assembly/examples/example-requests.ts';
import type { CompiledContract, Operation } from '../../src/contract/model/contract.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/kernel/json/json.ts';
import { findAtPointer } from '../../src/kernel/json/pointer.ts';

const CREDENTIALS = {
  bearerToken: { authorization: 'Bearer athena-demo-token' },
  multiplaiAuthorization: { 'x-multiplai-authorization': 'multiplai-demo-token' },
};

/** A request that an operation's examples describe. */
export interface ExampleCall {
  readonly name: string;
  readonly operation: Operation;
  readonly request: Request;
}

/**
 * Lists the requests of every operation's examples, each with the example of every parameter, as the reference at
 * `/docs` fills them in. An operation without examples of a body has one request.
 */
export function listExampleCalls(contract: CompiledContract): readonly (() => ExampleCall)[] {
  return contract.operations.flatMap((operation) => {
    const bodies = bodyExamples(contract, operation);
    const isWithoutBody = bodies.length === 0 || operation.method === 'GET';
    const variants = isWithoutBody ? [['', undefined] as const] : bodies;
    return variants.map(([variant, body]) => () => ({
      name: `${operation.id} ${variant}`.trim(),
      operation,
      request: toRequest(exampleRequest(contract, operation, CREDENTIALS), body, queryOf(contract, operation)),
    }));
  });
}

/** Builds a request for the simulator's `fetch`. */
export function toRequest(
  { method, path, headers }: Pick<ExampleRequest, 'method' | 'path' | 'headers'>,
  body: JsonValue | undefined,
  query: URLSearchParams = new URLSearchParams(),
): Request {
  const url = `http://127.0.0.1:4010${path}${query.size === 0 ? '' : `?${query.toString()}`}`;
  if (body === undefined) return new Request(url, { method, headers });
  return new Request(url, {
    method,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** Returns the query parameters of an operation. */
export function queryParametersOf({ document }: CompiledContract, operation: Operation): readonly JsonObject[] {
  const list = findAtPointer(document, `${operation.pointer}/parameters`);
  return (Array.isArray(list) ? (list as JsonObject[]) : [])
    .map((parameter) => {
      const reference = parameter['$ref'];
      return typeof reference === 'string' ? findAtPointer(document, reference) : parameter;
    })
    .filter((parameter): parameter is JsonObject => isJsonObject(parameter) && parameter['in'] === 'query');
}

function queryOf(contract: CompiledContract, operation: Operation): URLSearchParams {
  const query = new URLSearchParams();
  for (const { name, example, explode } of queryParametersOf(contract, operation)) {
    if (example === undefined) continue;
    const values: readonly JsonValue[] = Array.isArray(example) ? example : [example];
    if (explode === false) query.append(String(name), values.join(','));
    else for (const value of values) query.append(String(name), String(value));
  }
  return query;
}
