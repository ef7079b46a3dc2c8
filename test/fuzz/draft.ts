import type { CompiledContract, Operation, Parameter } from '../../src/contract/model/contract.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/kernel/json/json.ts';
import { findAtPointer } from '../../src/kernel/json/pointer.ts';
import { fileFieldOf, toForm, type SentFile } from './forms.ts';
import type { WireRequest } from './wire.ts';

/** A request before serialization: values by parameter, and a body. */
export interface Draft {
  readonly path: Readonly<Record<string, JsonValue>>;
  readonly query: Readonly<Record<string, JsonValue>>;
  readonly headers: Readonly<Record<string, JsonValue>>;
  readonly body: JsonValue | undefined;
  /** The files of a form, which then carries the texts of the body. */
  readonly files?: readonly SentFile[];
}

/** Returns the demo user's credentials for an operation, or none for an anonymous one. */
export function credentialsFor({ security }: Operation): Readonly<Record<string, string>> {
  const names = security.flat().map(({ name }) => name);
  if (names.length === 0) return {};
  return names.includes('bearerToken')
    ? { authorization: 'Bearer athena-demo-token' }
    : { 'x-multiplai-authorization': 'multiplai-demo-token' };
}

/** Serializes a draft, with the demo user's credentials. */
export function toWire(draft: Draft, operation: Operation, { document }: CompiledContract): WireRequest {
  const path = operation.path.replaceAll(/\{([^{}]+)\}/g, (_whole, name: string) =>
    encodeURIComponent(toText(draft.path[name])),
  );
  const query = Object.entries(draft.query).flatMap(([name, value]) => {
    const parameter = operation.parameters.find((candidate) => candidate.in === 'query' && candidate.name === name);
    return parameter === undefined ? [[name, toText(value)] as const] : toPairs(parameter, value, document);
  });
  const headers = Object.fromEntries(
    Object.entries(draft.headers).map(([name, value]) => [name.toLowerCase(), toText(value)]),
  );
  const hasBody = draft.body !== undefined;
  const mediaType = operation.body?.mediaTypes[0]?.name ?? 'application/json';
  const wire = {
    method: operation.method,
    path,
    query,
    headers: { ...credentialsFor(operation), ...headers, ...(hasBody ? { 'content-type': mediaType } : {}) },
    body: hasBody ? JSON.stringify(draft.body) : undefined,
  };
  const field = fileFieldOf(operation);
  return field === undefined || draft.files === undefined ? wire : toForm(wire, field, draft.files);
}

/** Serializes a query parameter in its style (OpenAPI 3.1 section 4.8.12.2). */
function toPairs({ name, pointer }: Parameter, value: JsonValue, document: JsonObject): WireRequest['query'] {
  const source = findAtPointer(document, pointer.replace(/\/schema$/, ''));
  const { style, explode } = isJsonObject(source) ? source : {};
  if (Array.isArray(value)) {
    const texts = (value as readonly JsonValue[]).map(toText);
    return explode === false ? [[name, texts.join(',')]] : texts.map((text) => [name, text] as const);
  }
  if (!isJsonObject(value)) return [[name, toText(value)]];
  if (style !== 'deepObject')
    throw new Error(`The fuzz cannot write the object ${name} in the style ${String(style)}.`);
  return Object.entries(value).map(([key, part]) => [`${name}[${key}]`, toText(part)] as const);
}

function toText(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}
