import { isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import { findNearestName } from '../../../kernel/text/nearest-name.ts';
import { UsageError } from '../usage-error.ts';
import type { LocatedOperation } from './find-operation.ts';
import { listOwnParts, listParts } from './list-parts.ts';
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
  const schemas = listResponseSchemas(document, operation);
  const top = listDeclared(document, schemas);
  const data = top.fields.get(ENVELOPE);
  if (data === undefined) return paths.map((path) => checkPath(document, schemas, path));
  const own = listDeclared(document, data);
  return paths.map((path) => {
    const [first = ''] = path;
    if (!own.fields.has(first) && top.fields.has(first)) return checkPath(document, schemas, path);
    const { isDeclared } = checkPath(document, data, path);
    return { path: [ENVELOPE, ...path], isDeclared };
  });
}

/** Returns the schemas of the JSON that successes respond with; an empty one where nothing is declared of it. */
function listResponseSchemas(document: JsonObject, operation: JsonObject): readonly JsonObject[] {
  const responses = Object.entries(resolve(document, operation['responses'])).filter(([status]) =>
    status.startsWith('2'),
  );
  const schemas = responses.flatMap(([, response]) => {
    const json = resolve(document, resolve(document, response)['content'])['application/json'];
    return json === undefined ? [] : [resolve(document, resolve(document, json)['schema'])];
  });
  return schemas.length === 0 ? [{}] : schemas;
}

/** Throws a UsageError for a name that is not declared where the contract declares all names. */
function checkPath(document: JsonObject, schemas: readonly JsonObject[], path: FieldPath): LocatedField {
  let current = schemas;
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

/** What schemas declare of an object, or of the objects in a list. */
interface Declared {
  /** The schemas of each field: parts and alternatives may declare the same one. */
  readonly fields: ReadonlyMap<string, readonly JsonObject[]>;
  /** Whether there may be other fields, of which the contract says nothing. */
  readonly isOpen: boolean;
}

function listDeclared(document: JsonObject, schemas: readonly JsonObject[]): Declared {
  const parts = listParts(document, schemas, ['allOf', ...ALTERNATIVES]);
  const fields = new Map<string, JsonObject[]>();
  for (const [name, property] of parts.flatMap(listProperties)) {
    const schema = resolve(document, property);
    const others = fields.get(name);
    if (others === undefined) fields.set(name, [schema]);
    else others.push(schema);
  }
  const isFree = parts.some(({ additionalProperties: free }) => free === true || isJsonObject(free));
  return { fields, isOpen: isFree || hasOpenAlternative(document, schemas) };
}

/** Returns whether a value may be an object of which nothing is declared. */
function hasOpenAlternative(document: JsonObject, schemas: readonly JsonObject[]): boolean {
  const alternatives = new Set(schemas);
  // A set also iterates over what is added meanwhile.
  for (const alternative of alternatives) {
    const parts = listParts(document, [alternative], ['allOf']);
    if (parts.some(isClosed)) continue;
    const others = parts.flatMap((part) => listOwnParts(document, part, ALTERNATIVES));
    if (others.length === 0) return true;
    for (const other of others) alternatives.add(other);
  }
  return false;
}

/** Returns whether a schema declares the fields of an object, or allows none. */
function isClosed(schema: JsonObject): boolean {
  const { type, maxProperties, additionalProperties } = schema;
  return listProperties(schema).length > 0 || isScalar(type) || maxProperties === 0 || additionalProperties === false;
}

function listProperties({ properties }: JsonObject): readonly (readonly [name: string, schema: JsonValue])[] {
  return isJsonObject(properties) ? Object.entries(properties) : [];
}

/** Returns whether a type allows no object and no list. */
function isScalar(type: JsonValue | undefined): boolean {
  return type !== undefined && [type].flat().every((one) => SCALARS.includes(String(one)));
}

/** What a list of the documented API and a single record are in. */
const ENVELOPE = 'data';
/** What leads to the alternatives of a value, and to the items of a list. */
const ALTERNATIVES = ['anyOf', 'oneOf', 'items'] as const;
const SCALARS: readonly string[] = ['string', 'number', 'integer', 'boolean', 'null'];
