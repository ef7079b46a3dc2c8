import { findNearestNames } from '../../kernel/text/nearest-name.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { UsageError } from './usage-error.ts';

/** An operation of a served document, as far as a call of it needs. */
export interface FoundOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly FoundParameter[];
  /** The schema of its JSON body, without references at its root; undefined when it takes no JSON body. */
  readonly body: JsonObject | undefined;
  /** How it takes the token: the name of a header or of a query parameter. */
  readonly token: { readonly in: 'header' | 'query'; readonly name: string; readonly prefix: string } | undefined;
}

/** A parameter of an operation. */
export interface FoundParameter {
  readonly name: string;
  readonly in: string;
  readonly isRequired: boolean;
}

/** Finds an operation of an OpenAPI document by its id. Throws a UsageError that names similar ones. */
export function findOperation(document: JsonObject, id: string): FoundOperation {
  const operations = listOperations(document);
  const found = operations.find(({ operation }) => operation['operationId'] === id);
  if (found !== undefined) return toFound(document, id, found);
  const ids = operations.flatMap(({ operation }) =>
    typeof operation['operationId'] === 'string' ? [operation['operationId']] : [],
  );
  const nearest = findNearestNames(id, ids).slice(0, MAX_SUGGESTED);
  const similar = ids.filter((name) => name.toLowerCase().includes(id.toLowerCase())).slice(0, MAX_SUGGESTED);
  const suggested = [...new Set([...nearest, ...similar])];
  const remedy =
    suggested.length === 0 ? `The operations are ${ids.join(', ')}.` : `Did you mean ${suggested.join(' or ')}?`;
  throw new UsageError(`The contract has no operation ${JSON.stringify(id)}. ${remedy}`);
}

/** Returns the value that a reference of the document leads to; any other value as it is. */
function resolve(document: JsonObject, value: JsonValue | undefined): JsonObject {
  let current = value;
  for (let depth = 0; depth < MAX_REFERENCES; depth += 1) {
    const reference = isJsonObject(current) ? current['$ref'] : undefined;
    if (typeof reference !== 'string') break;
    current = reference
      .replace(/^#\//, '')
      .split('/')
      .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce<JsonValue | undefined>((at, part) => (isJsonObject(at) ? at[part] : undefined), document);
  }
  return isJsonObject(current) ? current : {};
}

interface Located {
  readonly method: string;
  readonly path: string;
  readonly item: JsonObject;
  readonly operation: JsonObject;
}

function listOperations(document: JsonObject): readonly Located[] {
  return Object.entries(resolve(document, document['paths'])).flatMap(([path, value]) => {
    // What follows the address of the server must not become a part of its host.
    if (!path.startsWith('/')) return [];
    const item = resolve(document, value);
    return METHODS.flatMap((method) => {
      const operation = item[method];
      return isJsonObject(operation) ? [{ method: method.toUpperCase(), path, item, operation }] : [];
    });
  });
}

function toFound(document: JsonObject, id: string, { method, path, item, operation }: Located): FoundOperation {
  const parameters = [...toList(item['parameters']), ...toList(operation['parameters'])].map((parameter) => {
    const { name, in: place, required } = resolve(document, parameter);
    return { name: String(name), in: String(place), isRequired: required === true };
  });
  const content = resolve(document, resolve(document, operation['requestBody'])['content']);
  const json = content['application/json'];
  return {
    id,
    method,
    path,
    parameters,
    body: json === undefined ? undefined : resolve(document, resolve(document, json)['schema']),
    token: findToken(document, operation),
  };
}

/**
 * Returns how an operation takes a token: as a bearer token if it can, otherwise by the first of its security schemes
 * that is a header or a query parameter.
 */
function findToken(document: JsonObject, operation: JsonObject): FoundOperation['token'] {
  const schemes = resolve(document, resolve(document, document['components'])['securitySchemes']);
  const alternatives = toList(operation['security'] ?? document['security']).filter(isJsonObject);
  const named = alternatives.flatMap((one) => Object.keys(one)).map((name) => resolve(document, schemes[name]));
  if (named.some(isBearer)) return BEARER;
  const key = named.find(({ type, in: place }) => type === 'apiKey' && (place === 'header' || place === 'query'));
  if (key === undefined) return undefined;
  return { in: key['in'] === 'query' ? 'query' : 'header', name: String(key['name']), prefix: '' };
}

function isBearer({ type, scheme }: JsonObject): boolean {
  if (type === 'oauth2' || type === 'openIdConnect') return true;
  return type === 'http' && String(scheme).toLowerCase() === 'bearer';
}

function toList(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

const BEARER = { in: 'header', name: 'authorization', prefix: 'Bearer ' } as const;
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;
const MAX_REFERENCES = 20;
const MAX_SUGGESTED = 3;
