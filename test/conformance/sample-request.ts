import type { MediaType, Operation, Parameter } from '../../src/contract/model/contract.ts';
import { isJsonObject } from '../../src/kernel/json/json.ts';

/**
 * Builds a request for an operation from the document's examples, otherwise from samples of its schemas. Parameters are
 * sent in their default styles.
 */
export function toRequest(
  operation: Operation,
  sample: (pointer: string) => unknown,
): { path: string; init: RequestInit } {
  const headers = new Headers(credentials(operation));
  const query = new URLSearchParams();
  let path = operation.path;
  for (const parameter of operation.parameters) {
    const value = exampleOf(parameter, sample);
    if (parameter.in === 'path') path = path.replace(`{${parameter.name}}`, encodeURIComponent(toText(value)));
    if (!parameter.required) continue;
    if (parameter.in === 'query')
      for (const item of Array.isArray(value) ? value : [value]) query.append(parameter.name, toText(item));
    if (parameter.in === 'header') headers.set(parameter.name, encodeURIComponent(toText(value)));
    if (parameter.in === 'cookie') headers.append('cookie', `${parameter.name}=${encodeURIComponent(toText(value))}`);
  }
  for (const [name, value] of queryCredentials(operation)) query.set(name, value);
  const body =
    operation.body?.mediaTypes[0] === undefined ? undefined : toBody(operation.body.mediaTypes[0], headers, sample);
  const search = query.size === 0 ? '' : `?${query.toString()}`;
  const mayHaveBody = operation.method !== 'GET' && operation.method !== 'HEAD' && body !== undefined;
  return { path: path + search, init: { method: operation.method, headers, ...(mayHaveBody ? { body } : {}) } };
}

function exampleOf({ schema, pointer }: Parameter, sample: (pointer: string) => unknown): unknown {
  const listed: unknown = Array.isArray(schema['examples']) ? schema['examples'][0] : undefined;
  return (
    schema['example'] ?? listed ?? schema['default'] ?? (Object.keys(schema).length === 0 ? 'text' : sample(pointer))
  );
}

function toBody(
  { name, example, hasExample, schema, pointer }: MediaType,
  headers: Headers,
  sample: (pointer: string) => unknown,
): NonNullable<RequestInit['body']> {
  const value = hasExample ? example : schema === undefined ? 'text' : sample(pointer);
  if (name === 'multipart/form-data') return toForm(value, new FormData());
  if (name === 'application/x-www-form-urlencoded') return toForm(value, new URLSearchParams());
  headers.set('content-type', name.includes('*') ? 'application/octet-stream' : name);
  return typeof value === 'string' && !/json/.test(name) ? value : JSON.stringify(value);
}

function toForm<Form extends FormData | URLSearchParams>(value: unknown, form: Form): Form {
  for (const [name, field] of Object.entries(isJsonObject(value) ? value : {})) {
    for (const item of Array.isArray(field) ? field : [field]) form.append(name, toText(item));
  }
  return form;
}

function credentials({ security }: Operation): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const { type, scheme, in: location, parameter } of security[0] ?? []) {
    if (type === 'apiKey' && location === 'header' && parameter !== undefined) headers[parameter] = 'key';
    else if (type === 'apiKey' && location === 'cookie') headers['cookie'] = `${parameter ?? ''}=key`;
    else if (type !== 'apiKey') headers['authorization'] = `${type === 'http' ? (scheme ?? 'bearer') : 'bearer'} token`;
  }
  return headers;
}

function queryCredentials({ security }: Operation): readonly (readonly [string, string])[] {
  return (security[0] ?? []).flatMap(({ in: location, parameter }) =>
    location === 'query' ? [[parameter ?? '', 'key'] as const] : [],
  );
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}
