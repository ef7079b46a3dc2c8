import { isJsonObject, type JsonObject } from '../../../kernel/json/json.ts';
import { findNearestName } from '../../../kernel/text/nearest-name.ts';
import { UsageError } from '../usage-error.ts';
import type { LocatedOperation } from './find-operation.ts';
import { resolve } from './resolve.ts';

/** The names that lead to a field of a response: of objects, and of the objects in lists. */
export type FieldPath = readonly string[];

/** A field of a response. */
export interface LocatedField {
  /** From the top of the response. */
  readonly path: FieldPath;
  /** Whether the contract declares all of its names. */
  readonly isDeclared: boolean;
}

/**
 * Parses fields such as `name,user.email`, as `--fields` has them. `nodes[].type` is `nodes.type`: lists are gone
 * through anyway. Throws a UsageError if there is none.
 */
export function parseFields(text: string): readonly FieldPath[] {
  const paths = text
    .split(',')
    .map((path) => path.trim().replaceAll('[]', ''))
    .filter((path) => path !== '')
    .map((path) => path.split('.'));
  if (paths.length === 0 || paths.flat().includes(''))
    throw new UsageError(`${JSON.stringify(text)} names no fields. Give names such as --fields name,user.email.`);
  return paths;
}

/**
 * Returns the paths from the top of the response: those of a record begin inside of its `data`, where the response has
 * one. Throws a UsageError for a field that the contract does not declare, before anything is sent.
 */
export function locateFields(
  document: JsonObject,
  { operation }: LocatedOperation,
  paths: readonly FieldPath[],
): readonly LocatedField[] {
  const schema = findResponseSchema(document, operation);
  const top = listDeclared(document, schema);
  const data = top.fields.get(ENVELOPE);
  if (data === undefined) return paths.map((path) => checkPath(document, schema, path));
  const own = listDeclared(document, data);
  return paths.map((path) => {
    const [first = ''] = path;
    if (!own.fields.has(first) && top.fields.has(first)) return checkPath(document, schema, path);
    const { isDeclared } = checkPath(document, data, path);
    return { path: [ENVELOPE, ...path], isDeclared };
  });
}

/** Returns the schema of the JSON that a success responds with; an empty one when none is declared. */
function findResponseSchema(document: JsonObject, operation: JsonObject): JsonObject {
  const responses = Object.entries(resolve(document, operation['responses'])).filter(([status]) =>
    status.startsWith('2'),
  );
  const schemas = responses.flatMap(([, response]) => {
    const content = resolve(document, resolve(document, response)['content']);
    const json = resolve(document, content['application/json']);
    return json['schema'] === undefined ? [] : [resolve(document, json['schema'])];
  });
  return schemas[0] ?? {};
}

/** Throws a UsageError for a name that is not declared where the contract declares all names. */
function checkPath(document: JsonObject, schema: JsonObject, path: FieldPath): LocatedField {
  let current = schema;
  for (const [index, name] of path.entries()) {
    const { fields, isOpen } = listDeclared(document, current);
    const next = fields.get(name);
    if (next === undefined && isOpen) return { path, isDeclared: false };
    if (next === undefined) throw new UsageError(toUnknown(path.slice(0, index + 1), [...fields.keys()]));
    current = next;
  }
  return { path, isDeclared: true };
}

/** Says that a field is unknown, and which one may be meant. */
export function toUnknown(path: FieldPath, names: readonly string[]): string {
  const parents = withoutEnvelope(path).slice(0, -1);
  const nearest = findNearestName(path.at(-1) ?? '', names);
  const inside = parents.length === 0 ? 'The response' : `The field ${parents.join('.')} of the response`;
  const known = names.length === 0 ? 'It has no fields.' : `Its fields are ${names.join(', ')}.`;
  const meant = nearest === undefined ? known : `Did you mean ${[...parents, nearest].join('.')}?`;
  return `${inside} has no field ${JSON.stringify(path.at(-1))}. ${meant}`;
}

/** Returns the names that a person gives: without the `data` that every record is in. */
export function withoutEnvelope(path: FieldPath): FieldPath {
  return path.length > 1 && path[0] === ENVELOPE ? path.slice(1) : path;
}

/** What a schema declares of an object, or of the objects in a list. */
interface Declared {
  readonly fields: ReadonlyMap<string, JsonObject>;
  /** Whether there may be other fields, of which the contract says nothing. */
  readonly isOpen: boolean;
}

function listDeclared(document: JsonObject, schema: JsonObject): Declared {
  const parts = listParts(document, schema, 0);
  const fields = new Map(
    parts.flatMap(({ properties }) =>
      isJsonObject(properties)
        ? Object.entries(properties).map(([name, property]) => [name, resolve(document, property)] as const)
        : [],
    ),
  );
  const isFree = parts.some(({ additionalProperties: free }) => free === true || isJsonObject(free));
  return { fields, isOpen: isFree || (fields.size === 0 && !parts.some(({ type }) => isScalar(type))) };
}

/** Returns a schema and all schemas that it consists of, and those of the items of a list. */
function listParts(document: JsonObject, schema: JsonObject, depth: number): readonly JsonObject[] {
  if (depth > MAX_DEPTH) return [];
  const { items } = schema;
  const below = [...PARTS.flatMap((name) => toList(schema[name])), ...(isJsonObject(items) ? [items] : [])];
  return [schema, ...below.flatMap((part) => listParts(document, resolve(document, part), depth + 1))];
}

function isScalar(type: unknown): boolean {
  const types = Array.isArray(type) ? type : [type];
  return types.every((one) => SCALARS.includes(String(one))) && types.some((one) => one !== 'null');
}

function toList(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** What a list of the documented API and a single record are in. */
const ENVELOPE = 'data';
const PARTS = ['allOf', 'anyOf', 'oneOf'] as const;
const SCALARS: readonly string[] = ['string', 'number', 'integer', 'boolean', 'null'];
const MAX_DEPTH = 6;
