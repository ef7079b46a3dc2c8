import { findNearestNames } from '../../../kernel/text/nearest-name.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import { UsageError } from '../usage-error.ts';
import { resolve } from './resolve.ts';

/** An operation of a served document, as far as a call of it needs. */
export interface FoundOperation {
  readonly id: string;
  readonly summary: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly FoundParameter[];
  /** The schema of its JSON body, without references at its root; undefined when it takes none that can be sent. */
  readonly body: JsonObject | undefined;
  /** Whether a request without a body is invalid. */
  readonly isBodyRequired: boolean;
  /** The schema of its form, without references at its root; undefined when it takes none. */
  readonly form: JsonObject | undefined;
  /** Whether that form is sent as a query is (`application/x-www-form-urlencoded`), so that it has no files. */
  readonly isFormEncoded: boolean;
  /** The first example of that body; of the form where it takes no JSON body. */
  readonly example: JsonValue | undefined;
  /** The example of that body, or of that form, that has most; undefined when it is the first one. */
  readonly fullExample: JsonValue | undefined;
  /** How it takes the token: the name of a header or of a query parameter. */
  readonly token: { readonly in: 'header' | 'query'; readonly name: string; readonly prefix: string } | undefined;
}

/** A parameter of an operation. */
export interface FoundParameter {
  readonly name: string;
  readonly in: string;
  readonly isRequired: boolean;
  readonly schema: JsonObject;
  readonly description: JsonValue | undefined;
  readonly example: JsonValue | undefined;
}

/** An operation that a document lists. */
export interface ListedOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
}

/** Finds an operation of an OpenAPI document by its id. Throws a UsageError that names similar ones. */
export function findOperation(document: JsonObject, id: string): FoundOperation {
  const found = locateOperation(document, id);
  if (found !== undefined) return toFound(document, found);
  const ids = listOperations(document).map((operation) => operation.id);
  throw toUnknownError(`The contract has no operation ${JSON.stringify(id)}.`, ids, id);
}

/** Finds where a document declares an operation. */
export function locateOperation(document: JsonObject, id: string): LocatedOperation | undefined {
  return locateOperations(document).find((located) => idOf(located) === id);
}

/** Lists the operations of an OpenAPI document that have an id. */
export function listOperations(document: JsonObject): readonly ListedOperation[] {
  return locateOperations(document).map((located) => ({
    id: idOf(located),
    method: located.method,
    path: located.path,
    summary: summaryOf(located),
  }));
}

/** Returns the operations of an OpenAPI document that have an id, with what they take. */
export function findOperations(document: JsonObject): readonly FoundOperation[] {
  return locateOperations(document).map((located) => toFound(document, located));
}

/** Returns an error that names the operations whose ids are most like a text, and how to list all. */
export function toUnknownError(message: string, ids: readonly string[], wanted: string): UsageError {
  const suggested = findSimilarIds(ids, wanted);
  const meant = suggested.length === 0 ? '' : ` Did you mean ${suggested.join(' or ')}?`;
  return new UsageError(`${message}${meant}`, { command: 'operations', does: 'lists all' });
}

/** Returns the ids that are most like a text, the nearest first. */
export function findSimilarIds(ids: readonly string[], wanted: string): readonly string[] {
  const nearest = findNearestNames(wanted, ids).slice(0, MAX_SUGGESTED);
  const similar = ids.filter((name) => name.toLowerCase().includes(wanted.toLowerCase())).slice(0, MAX_SUGGESTED);
  return [...new Set([...nearest, ...similar])];
}

/** An operation where a document declares it. */
export interface LocatedOperation {
  readonly method: string;
  readonly path: string;
  readonly item: JsonObject;
  readonly operation: JsonObject;
}

/** Returns the operations that have an id. */
function locateOperations(document: JsonObject): readonly LocatedOperation[] {
  return Object.entries(resolve(document, document['paths'])).flatMap(([path, value]) => {
    // What follows the address of the server must not become a part of its host.
    if (!path.startsWith('/')) return [];
    const item = resolve(document, value);
    return METHODS.flatMap((method) => {
      const operation = item[method];
      return isJsonObject(operation) && typeof operation['operationId'] === 'string'
        ? [{ method: method.toUpperCase(), path, item, operation }]
        : [];
    });
  });
}

function idOf({ operation }: LocatedOperation): string {
  return String(operation['operationId']);
}

function summaryOf({ operation: { summary } }: LocatedOperation): string {
  return typeof summary === 'string' ? summary : '';
}

/**
 * Returns the declared parameters of an operation, those of its path first, without references. One of the operation
 * replaces that of the path with the same name and place.
 */
export function listParameters(document: JsonObject, { item, operation }: LocatedOperation): readonly JsonObject[] {
  const all = [...toList(item['parameters']), ...toList(operation['parameters'])].map((one) => resolve(document, one));
  return [...new Map(all.map((one) => [JSON.stringify([one['in'], one['name']]), one])).values()];
}

function toFound(document: JsonObject, located: LocatedOperation): FoundOperation {
  const { method, path, operation } = located;
  const parameters = listParameters(document, located).map((parameter) => {
    const { name, in: place, required, schema, ...rest } = parameter;
    const own = resolve(document, schema);
    return {
      name: String(name),
      in: String(place),
      isRequired: required === true,
      schema: own,
      description: rest['description'],
      example: findExamples(document, rest)[0] ?? findDeclaredValue(own),
    };
  });
  const json = findJsonContent(document, located);
  const parts = findContent(document, located, 'multipart/form-data');
  const form = parts ?? findContent(document, located, 'application/x-www-form-urlencoded');
  const [example, ...others] = findExamples(document, json ?? form ?? {});
  return {
    id: idOf(located),
    summary: summaryOf(located),
    method,
    path,
    parameters,
    body: json === undefined ? undefined : resolve(document, json['schema']),
    isBodyRequired: resolve(document, operation['requestBody'])['required'] === true,
    form: form === undefined ? undefined : resolve(document, form['schema']),
    isFormEncoded: parts === undefined && form !== undefined,
    example,
    fullExample: findLongest(example, others),
    token: findToken(document, operation),
  };
}

/**
 * Returns what an operation declares of its JSON body; undefined when it takes none that can be sent. `fetch` sends no
 * body with GET and HEAD: an operation that takes one there takes its fields in the query, too.
 */
export function findJsonContent(document: JsonObject, located: LocatedOperation): JsonObject | undefined {
  return findContent(document, located, 'application/json');
}

function findContent(
  document: JsonObject,
  { method, operation }: LocatedOperation,
  mediaType: string,
): JsonObject | undefined {
  const content = resolve(document, resolve(document, operation['requestBody'])['content']);
  const declared = content[mediaType];
  return declared === undefined || METHODS_WITHOUT_BODY.includes(method) ? undefined : resolve(document, declared);
}

/** Returns the examples of a parameter or of a media type, in their order. */
function findExamples(document: JsonObject, { example, examples }: JsonObject): readonly JsonValue[] {
  if (example !== undefined) return [example];
  return Object.values(resolve(document, examples)).flatMap((one) => resolve(document, one)['value'] ?? []);
}

/** Returns the first value that a schema declares as valid; undefined when it declares none. */
export function findDeclaredValue({
  const: constant,
  example,
  examples,
  default: given,
  enum: values,
}: JsonObject): JsonValue | undefined {
  return constant ?? example ?? toList(examples)[0] ?? given ?? toList(values)[0];
}

/** Returns the longest of some values as JSON, if it is longer than the first one. */
function findLongest(first: JsonValue | undefined, others: readonly JsonValue[]): JsonValue | undefined {
  const longest = others.reduce<JsonValue | undefined>(
    (found, other) => (lengthOf(other) > lengthOf(found) ? other : found),
    first,
  );
  return longest === first ? undefined : longest;
}

function lengthOf(value: JsonValue | undefined): number {
  return JSON.stringify(value ?? null).length;
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
const METHODS_WITHOUT_BODY: readonly string[] = ['GET', 'HEAD'];
const MAX_SUGGESTED = 3;
