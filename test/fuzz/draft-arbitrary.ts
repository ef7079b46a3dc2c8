import fc, { type Arbitrary } from 'fast-check';
import { generateSync } from 'json-schema-faker';
import type { CompiledContract, MediaType, Operation, Parameter, ParameterLocation } from '../../src/contract/contract.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/kernel/json.ts';
import { makeSense } from './athena-values.ts';
import type { Draft } from './draft.ts';
import type { KnownKeys } from './known-keys.ts';
import type { ReferenceValidator } from './reference-validator.ts';
import { valueOf, type ValuePath } from './schema-arbitrary.ts';
import { asObject, toList, type ReadSchema } from './schema-node.ts';

/** What requests are made with. */
export interface DraftTools {
  readonly contract: CompiledContract;
  readonly read: ReadSchema;
  readonly findErrors: ReferenceValidator;
  readonly keys: KnownKeys;
}

/** A part of a request that must be there. */
export interface Place {
  readonly in: ParameterLocation | 'body';
  /** Of a parameter. */
  readonly name?: string;
  /** Within the body, or the parameter's value. */
  readonly path: ValuePath;
}

/** Requests that fit the contract and name records that are there; `held` is in each of them. */
export function draftOf(operation: Operation, tools: DraftTools, held?: Place): Arbitrary<Draft> {
  return fc.record({
    path: parametersIn('path', operation, tools, held),
    query: parametersIn('query', operation, tools, held),
    headers: parametersIn('header', operation, tools, held),
    body: bodyOf(operation, tools, held?.in === 'body' ? held.path : undefined),
  });
}

function parametersIn(
  location: ParameterLocation,
  operation: Operation,
  tools: DraftTools,
  held: Place | undefined,
): Arbitrary<JsonObject> {
  const parameters = operation.parameters.filter((parameter) => parameter.in === location);
  const isHeld = ({ in: place, name }: Parameter): boolean => place === held?.in && name === held.name;
  const model = Object.fromEntries(
    parameters.map((parameter) => [parameter.name, parameterOf(parameter, operation, tools, isHeld(parameter) ? held?.path : undefined)]),
  );
  const requiredKeys = parameters.filter((parameter) => parameter.required || isHeld(parameter)).map(({ name }) => name);
  return fc.record(model, { requiredKeys });
}

function parameterOf(parameter: Parameter, operation: Operation, tools: DraftTools, mustHold: ValuePath | undefined): Arbitrary<JsonValue> {
  const known = tools.keys(operation, parameter.field);
  const context = { read: tools.read, valuesFor: () => undefined };
  const any = valueOf(parameter.schema, context, mustHold ?? []).filter((value) => isSendable(value, parameter.in));
  if (known === undefined || parameter.schema['type'] === 'array') return any;
  // A key that names nothing fits the contract too: a path answers 404, a filter finds nothing.
  return fc.oneof({ arbitrary: fc.constantFrom(...known), weight: 6 }, { arbitrary: any, weight: 1 });
}

/** An empty text counts as not sent; a header holds what RFC 9110 lets it hold, and is trimmed; a path segment is not `.` or `..`. */
function isSendable(value: JsonValue, location: ParameterLocation): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every((item: JsonValue) => isSendable(item, location));
  if (isJsonObject(value)) return Object.keys(value).length > 0 && Object.values(value).every((item) => isSendable(item, location));
  if (typeof value !== 'string') return value !== null;
  if (location === 'path') return value !== '' && !/^\.{1,2}$/.test(value) && isWellFormed(value);
  return location === 'header' ? /^[!-~]([ -~]*[!-~])?$/.test(value) : value !== '' && isWellFormed(value);
}

/** Half of a surrogate pair has no UTF-8. */
function isWellFormed(text: string): boolean {
  return Buffer.from(text).toString() === text;
}

/** Two in three bodies are built property by property; the third is json-schema-faker's, less some of what is not required. */
function bodyOf(operation: Operation, tools: DraftTools, mustHold: ValuePath | undefined): Arbitrary<JsonValue | undefined> {
  const mediaType = operation.body?.mediaTypes[0];
  if (mediaType === undefined || operation.method === 'GET') return fc.constant(undefined);
  const context = { read: tools.read, valuesFor: (name: string) => tools.keys(operation, name) };
  const built = valueOf(mediaType.schema, context, mustHold ?? []);
  const faked = fakedBody(mediaType, operation, tools);
  const bodies = mustHold === undefined ? fc.oneof({ arbitrary: built, weight: 2 }, { arbitrary: faked, weight: 1 }) : built;
  return bodies
    .map((body) => makeSense(operation, body, tools.keys))
    .filter((body) => tools.findErrors(mediaType.pointer, body).length === 0);
}

function fakedBody({ pointer, schema }: MediaType, operation: Operation, { contract, read, keys }: DraftTools): Arbitrary<JsonValue> {
  const node = read(schema);
  const optional = Object.keys(asObject(node.schema['properties'])).filter((name) => !toList(node.schema['required']).includes(name));
  const document = { $ref: `#${pointer}`, components: contract.document['components'] ?? {}, paths: contract.document['paths'] ?? {} };
  return fc.tuple(fc.nat({ max: MOST_FAKES }), fc.subarray(optional)).map(([seed, kept]) => {
    const value = generateSync(document, { seed, refDepthMax: 3, alwaysFakeOptionals: true }) as JsonValue;
    if (!isJsonObject(value)) return value;
    const dropped = new Set(optional.filter((name) => !kept.includes(name)));
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, part]) => (dropped.has(name) ? [] : [[name, withKnownKeys(operation, name, part, keys)]])),
    );
  });
}

function withKnownKeys(operation: Operation, name: string, value: JsonValue, keys: KnownKeys): JsonValue {
  const known = keys(operation, name);
  if (known === undefined || value === null) return value;
  return Array.isArray(value) ? known.slice(0, value.length) : (known[0] ?? value);
}

const MOST_FAKES = 1_000_000;
