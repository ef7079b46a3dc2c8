import * as fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { generateSync } from 'json-schema-faker';
import type {
  CompiledContract,
  MediaType,
  Operation,
  Parameter,
  ParameterLocation,
} from '../../src/contract/model/contract.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/kernel/json/json.ts';
import { findAtPointer, parsePointer } from '../../src/kernel/json/pointer.ts';
import { makeConsistent } from './athena-values.ts';
import type { Draft } from './draft.ts';
import { fileFieldOf, filesOf, textsOf } from './forms.ts';
import type { Known } from './known-keys.ts';
import type { ReferenceValidator } from './reference-validator.ts';
import { valueOf, type ValueContext, type ValuePath } from './schema-arbitrary.ts';
import { asObject, toList, type ReadSchema } from './schema-node.ts';
import { getOrCreate } from '../../src/kernel/get-or-create.ts';

/** The collaborators that generate requests. */
export interface DraftDeps {
  readonly contract: CompiledContract;
  readonly read: ReadSchema;
  readonly findErrors: ReferenceValidator;
  readonly known: Known;
  /** The cookie of a session of the demo user; undefined where there is none. */
  readonly session: string | undefined;
  /** The contexts in which an operation's body and parameters are generated. */
  readonly contexts: WeakMap<Operation, { readonly body: ValueContext; readonly parameter: ValueContext }>;
}

/**
 * Generates valid requests of every kind: some with undeclared properties that a client may not set, some without an
 * optional body.
 */
export function validDraftOf(operation: Operation, deps: DraftDeps): Arbitrary<Draft> {
  const plain = draftOf(operation, deps);
  const names = undeclaredNames(operation, deps);
  const others = names.length === 0 ? [] : [{ arbitrary: withUndeclared(plain, names), weight: 2 }];
  const bare =
    operation.body?.required === false
      ? [{ arbitrary: plain.map((draft) => ({ ...draft, body: undefined })), weight: 1 }]
      : [];
  const pointer = operation.body?.mediaTypes[0]?.pointer;
  const fits = ({ body }: Draft): boolean =>
    body === undefined || pointer === undefined || deps.findErrors(pointer, body).length === 0;
  const drafts = fc
    .oneof({ withCrossShrink: true }, { arbitrary: plain, weight: 5 }, ...others, ...bare)
    .map((draft) => makeConsistent(operation, draft, deps.known))
    .filter(fits);
  const field = fileFieldOf(operation);
  return field === undefined
    ? drafts
    : fc.oneof({ arbitrary: drafts, weight: 2 }, { arbitrary: withFiles(drafts, field).filter(fits), weight: 1 });
}

/** Makes forms with files of requests whose required properties are texts. */
function withFiles(drafts: Arbitrary<Draft>, field: string): Arbitrary<Draft> {
  return fc.tuple(drafts, filesOf).map(([draft, files]) => {
    const { [field]: _undeclared, ...body } = textsOf(draft.body);
    return { ...draft, body, files };
  });
}

/** A location in a request. */
export interface Place {
  readonly in: ParameterLocation | 'body';
  /** The name of the parameter. */
  readonly name?: string;
  /** The path within the body or the parameter's value. */
  readonly path: ValuePath;
}

/** Generates requests that match the contract and refer to existing records; each contains `held`. */
export function draftOf(operation: Operation, deps: DraftDeps, held?: Place): Arbitrary<Draft> {
  return fc.record({
    path: parametersIn('path', operation, deps, held),
    query: parametersIn('query', operation, deps, held),
    headers: parametersIn('header', operation, deps, held),
    body: bodyOf(operation, deps, held?.in === 'body' ? held.path : undefined),
  });
}

function parametersIn(
  location: ParameterLocation,
  operation: Operation,
  deps: DraftDeps,
  held: Place | undefined,
): Arbitrary<JsonObject> {
  const parameters = operation.parameters.filter((parameter) => parameter.in === location);
  const isHeld = ({ in: place, name }: Parameter): boolean => place === held?.in && name === held.name;
  const model = Object.fromEntries(
    parameters.map((parameter) => [
      parameter.name,
      parameterOf(parameter, operation, deps, isHeld(parameter) ? held?.path : undefined),
    ]),
  );
  const requiredKeys = parameters
    .filter((parameter) => parameter.required || isHeld(parameter))
    .map(({ name }) => name);
  return fc.record(model, { requiredKeys });
}

function parameterOf(
  parameter: Parameter,
  operation: Operation,
  deps: DraftDeps,
  mustHold: ValuePath | undefined,
): Arbitrary<JsonValue> {
  const known = deps.known.keys(operation, parameter.field);
  const any = valueOf(parameter.schema, contextsOf(operation, deps).parameter, mustHold ?? []).filter((value) =>
    isSendable(value, parameter.in),
  );
  if (known === undefined || parameter.schema['type'] === 'array') return any;
  // An unknown key matches the contract too: in a path it is a 404, and a filter finds nothing.
  return fc.oneof({ arbitrary: fc.constantFrom(...known), weight: 6 }, { arbitrary: any, weight: 1 });
}

function contextsOf(operation: Operation, { read, known: { keys }, contexts }: DraftDeps) {
  return getOrCreate(contexts, operation, () => ({
    body: { read, valuesFor: (name) => keys(operation, name), made: new WeakMap() },
    parameter: { read, valuesFor: () => undefined, made: new WeakMap() },
  }));
}

/**
 * True for values that a parameter can carry. An empty string counts as not sent; a header is limited by RFC 9110 and
 * is trimmed; a path segment is not `.` or `..`.
 */
function isSendable(value: JsonValue, location: ParameterLocation): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every((item: JsonValue) => isSendable(item, location));
  if (isJsonObject(value))
    return Object.keys(value).length > 0 && Object.values(value).every((item) => isSendable(item, location));
  if (typeof value !== 'string') return value !== null;
  if (location === 'path') return value !== '' && !/^\.{1,2}$/.test(value) && isWellFormed(value);
  return location === 'header' ? /^[!-~]([ -~]*[!-~])?$/.test(value) : value !== '' && isWellFormed(value);
}

/** False for a lone surrogate, which has no UTF-8. */
function isWellFormed(text: string): boolean {
  return Buffer.from(text).toString() === text;
}

/**
 * Generates bodies: two in three property by property, the third by json-schema-faker without some of the optional
 * properties.
 */
function bodyOf(
  operation: Operation,
  deps: DraftDeps,
  mustHold: ValuePath | undefined,
): Arbitrary<JsonValue | undefined> {
  const mediaType = operation.body?.mediaTypes[0];
  if (mediaType === undefined || operation.method === 'GET') return fc.constant(undefined);
  const built = valueOf(mediaType.schema, contextsOf(operation, deps).body, mustHold ?? []);
  const faked = generatedBody(mediaType, operation, deps);
  const bodies =
    mustHold === undefined
      ? fc.oneof({ withCrossShrink: true }, { arbitrary: built, weight: 2 }, { arbitrary: faked, weight: 1 })
      : built;
  return bodies.filter((body) => deps.findErrors(mediaType.pointer, body).length === 0);
}

/**
 * Returns the names of the resource's properties that the body does not declare: keys, owners, times. Sending them must
 * have no effect.
 */
function undeclaredNames({ resource, body }: Operation, { read }: DraftDeps): readonly string[] {
  const node = read(body?.mediaTypes[0]?.schema);
  if (resource === undefined || node.schema['additionalProperties'] !== undefined) return [];
  const relations = [...resource.relations.values()].flatMap((relation) =>
    relation.kind === 'key' ? [relation.name, relation.key] : [relation.name],
  );
  return [...resource.computed.keys(), ...relations, ...resource.stored].filter(
    (name) => asObject(node.schema['properties'])[name] === undefined,
  );
}

function withUndeclared(drafts: Arbitrary<Draft>, names: readonly string[]): Arbitrary<Draft> {
  const values = fc.constantFrom<JsonValue>(124, 'taken', null, true, '2001-01-01T00:00:00Z', {
    uuid: '00000000-0000-4000-8000-000000000000',
  });
  const further = fc.dictionary(fc.constantFrom(...names), values, { maxKeys: 3, noNullPrototype: true });
  return fc
    .tuple(drafts, further)
    .map(([draft, others]) => (isJsonObject(draft.body) ? { ...draft, body: { ...others, ...draft.body } } : draft));
}

function generatedBody(
  mediaType: MediaType,
  operation: Operation,
  { contract, read, known: { keys } }: DraftDeps,
): Arbitrary<JsonValue> {
  const node = read(mediaType.schema);
  const optional = Object.keys(asObject(node.schema['properties'])).filter(
    (name) => !toList(node.schema['required']).includes(name),
  );
  const schema = toStandalone(mediaType.schema ?? {}, contract.document);
  return fc.tuple(fc.nat({ max: MAX_SEED }), fc.subarray(optional)).map(([seed, kept]) => {
    const value = generateSync(schema, { seed, refDepthMax: 3, alwaysFakeOptionals: true }) as JsonValue;
    if (!isJsonObject(value)) return value;
    const dropped = new Set(optional.filter((name) => !kept.includes(name)));
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, part]) =>
        dropped.has(name) ? [] : [[name, withKnownKeys(operation, name, part, keys)]],
      ),
    );
  });
}

/**
 * Returns a schema with only the schemas it refers to, because the faker copies its whole input. Lengths are limited,
 * because the faker would generate the longest allowed text.
 */
function toStandalone(schema: JsonObject, document: JsonObject): JsonObject {
  const needed = new Map<string, JsonValue>();
  const queue: (JsonValue | undefined)[] = [schema];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const [, reference = ''] of JSON.stringify(next).matchAll(/"\$ref":"(#[^"]+)"/g)) {
      const target = findAtPointer(document, reference);
      const name = parsePointer(reference).at(-1) ?? '';
      if (needed.has(name) || !isJsonObject(target)) continue;
      needed.set(name, target);
      queue.push(target);
    }
  }
  const whole = JSON.stringify({ ...schema, components: { schemas: Object.fromEntries(needed) } });
  return JSON.parse(whole, (name, value: unknown) => {
    const limit = LIMITS.get(name);
    return limit === undefined || typeof value !== 'number' ? value : Math.min(value, limit);
  }) as JsonObject;
}

function withKnownKeys(operation: Operation, name: string, value: JsonValue, keys: Known['keys']): JsonValue {
  const known = keys(operation, name);
  if (known === undefined || value === null) return value;
  return Array.isArray(value) ? known.slice(0, value.length) : (known[0] ?? value);
}

const MAX_SEED = 1_000_000;
const LIMITS: ReadonlyMap<string, number> = new Map([
  ['maxLength', 60],
  ['maxItems', 3],
]);
