import * as fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/kernel/json/json.ts';
import {
  asObject,
  JSON_TYPES,
  numberOf,
  toList,
  type JsonType,
  type ReadSchema,
  type SchemaNode,
} from './schema-node.ts';
import { getOrCreate } from '../../src/kernel/get-or-create.ts';

/** The context in which values are generated. */
export interface ValueContext {
  readonly read: ReadSchema;
  /** Returns the values for a property that must be a key of an existing record; undefined for other properties. */
  readonly valuesFor: (name: string) => readonly JsonValue[] | undefined;
  /** A cache by schema: there are many requests and few schemas. */
  readonly made: WeakMap<JsonObject, Arbitrary<JsonValue>>;
}

/** The path from the root of a value to a part that must exist; the first element of an array is 0. */
export type ValuePath = readonly (string | number)[];

/** Generates values that match a schema. Shrinks towards fewer properties, shorter texts and smaller numbers. */
export function valueOf(
  schema: JsonValue | undefined,
  context: ValueContext,
  mustHold: ValuePath = [],
): Arbitrary<JsonValue> {
  if (!isJsonObject(schema) || mustHold.length > 0) return createValue(schema, context, mustHold);
  return getOrCreate(context.made, schema, () => createValue(schema, context, mustHold));
}

function createValue(schema: JsonValue | undefined, context: ValueContext, mustHold: ValuePath): Arbitrary<JsonValue> {
  const node = context.read(schema);
  if (node.schema['enum'] !== undefined) return fc.constantFrom(...toList(node.schema['enum']));
  if (node.schema['const'] !== undefined) return fc.constant(node.schema['const']);
  if (node.types === JSON_TYPES) return ANYTHING;
  const arbitraries = node.types.map((type) => typedValue(type, node, context, mustHold));
  if (arbitraries.length === 0) return fc.constant(null);
  const some = fc.oneof(...arbitraries);
  return node.nullable && mustHold.length === 0
    ? fc.oneof({ arbitrary: some, weight: 5 }, { arbitrary: fc.constant(null), weight: 1 })
    : some;
}

function typedValue(
  type: JsonType,
  node: SchemaNode,
  context: ValueContext,
  mustHold: ValuePath,
): Arbitrary<JsonValue> {
  switch (type) {
    case 'string':
      return textOf(node.schema);
    case 'integer':
      return fc.integer(bounds(node.schema, 1));
    case 'number':
      return numberValue(node.schema);
    case 'boolean':
      return fc.boolean();
    case 'array':
      return listOf(node.schema, context, mustHold);
    case 'object':
      return objectOf(node.schema, context, mustHold);
  }
}

function numberValue(schema: JsonObject): Arbitrary<number> {
  const { min, max } = bounds(schema, Number.MIN_VALUE);
  // Turns minus zero, which JSON does not have, into zero.
  const inBounds = fc.double({ min, max, noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
  return fc.oneof(inBounds, fc.integer({ min: Math.ceil(min), max: Math.floor(max) }));
}

function bounds(schema: JsonObject, step: number): { readonly min: number; readonly max: number } {
  const above = typeof schema['exclusiveMinimum'] === 'number' ? schema['exclusiveMinimum'] + step : -MAX_NUMBER;
  const below = typeof schema['exclusiveMaximum'] === 'number' ? schema['exclusiveMaximum'] - step : MAX_NUMBER;
  return { min: numberOf(schema['minimum'], above), max: numberOf(schema['maximum'], below) };
}

/**
 * Generates texts in any script, with rare Unicode characters, up to the maximum length; never NUL, which every body
 * rejects.
 */
function textOf(schema: JsonObject): Arbitrary<string> {
  const { format, pattern } = schema;
  const min = numberOf(schema['minLength'], 0);
  const max = numberOf(schema['maxLength'], MAX_LENGTH);
  const fits = (text: string): boolean => !text.includes('\u0000') && hasLength(text, min, max);
  if (typeof pattern === 'string') return fc.stringMatching(new RegExp(pattern)).filter(fits);
  const formatted = typeof format === 'string' ? FORMATS.get(format) : undefined;
  if (formatted !== undefined) return formatted.filter(fits);
  const short = { minLength: min, maxLength: Math.max(min, Math.min(max, MAX_SHORT_LENGTH)) };
  const longest = max > MAX_LENGTH ? MAX_LENGTH : max;
  return fc
    .oneof(
      // Failures shrink to the first alternative.
      { withCrossShrink: true },
      { arbitrary: fc.string({ ...short, unit: 'grapheme-ascii' }), weight: 40 },
      { arbitrary: fc.string({ ...short, unit: 'grapheme' }), weight: 30 },
      { arbitrary: fc.string({ ...short, unit: 'binary' }), weight: 20 },
      {
        arbitrary: fc.constantFrom('é', '𝒳').map((letter) => letter.repeat(longest)),
        weight: longest > 10_000 ? 1 : 10,
      },
    )
    .filter(fits);
}

/** Checks the length in code points, as JSON Schema counts; each has one or two UTF-16 units. */
function hasLength(text: string, min: number, max: number): boolean {
  if (text.length <= max && text.length >= 2 * min) return true;
  const count = Array.from(text).length;
  return count >= min && count <= max;
}

function listOf(schema: JsonObject, context: ValueContext, mustHold: ValuePath): Arbitrary<JsonValue> {
  const [first, ...deeper] = mustHold;
  const isHeld = first === 0;
  const item = valueOf(schema['items'], context, isHeld ? deeper : []);
  const minLength = Math.max(numberOf(schema['minItems'], 0), isHeld ? 1 : 0);
  const limits = {
    minLength,
    maxLength: Math.max(minLength, Math.min(numberOf(schema['maxItems'], MAX_ITEMS), MAX_ITEMS)),
  };
  return schema['uniqueItems'] === true
    ? fc.uniqueArray(item, { ...limits, selector: (value) => JSON.stringify(value) })
    : fc.array(item, limits);
}

function objectOf(schema: JsonObject, context: ValueContext, mustHold: ValuePath): Arbitrary<JsonValue> {
  const [first, ...deeper] = mustHold;
  const properties = Object.entries(asObject(schema['properties']));
  const model = Object.fromEntries(
    properties.map(([name, property]) => [
      name,
      propertyOf(name, property, context, name === first ? deeper : undefined),
    ]),
  );
  const required = toList(schema['required']).map(String);
  const held = typeof first === 'string' && first in model ? [...required, first] : required;
  const declared = fc.record(model, { requiredKeys: held.filter((name) => name in model) }) as Arbitrary<JsonObject>;
  const open = schema['additionalProperties'];
  if (open === undefined || open === false) return declared;
  // An open schema allows further names, including those that every JavaScript object inherits.
  const name = fc
    .oneof(fc.constantFrom('toString', '0', '', 'a.b', 'ключ', '🗝️'), fc.string({ maxLength: 8 }))
    .filter((text) => isName(text, model));
  const further = fc.dictionary(
    name,
    isJsonObject(open) ? valueOf(open, context) : fc.oneof(fc.boolean(), fc.string({ maxLength: 8 }).filter(isPlain)),
    {
      maxKeys: 2,
      noNullPrototype: true,
    },
  );
  return fc.tuple(declared, further).map(([own, others]) => ({ ...others, ...own }));
}

function propertyOf(
  name: string,
  schema: JsonValue,
  context: ValueContext,
  mustHold: ValuePath | undefined,
): Arbitrary<JsonValue> {
  const keys = context.valuesFor(name);
  if (keys === undefined || (mustHold !== undefined && mustHold.length > 0))
    return valueOf(schema, context, mustHold ?? []);
  const node = context.read(schema);
  if (!node.types.includes('array')) return fc.constantFrom(...keys);
  const minLength = Math.max(numberOf(node.schema['minItems'], 0), mustHold === undefined ? 0 : 1);
  return fc.uniqueArray(fc.constantFrom(...keys), { minLength, maxLength: MAX_ITEMS });
}

function isName(text: string, model: object): boolean {
  return !Object.hasOwn(model, text) && text !== '__proto__' && text !== 'constructor' && isPlain(text);
}

function isPlain(text: string): boolean {
  return !text.includes('\u0000');
}

const MAX_NUMBER = 1_000_000_000;
const MAX_LENGTH = 65_535;
const MAX_SHORT_LENGTH = 24;
const MAX_ITEMS = 3;

/** Values for a schema without constraints. Two names and NUL are rejected in every body. */
const ANYTHING = fc
  .jsonValue({ maxDepth: 1 })
  .filter((value) => !/__proto__|constructor|\\u0000/.test(JSON.stringify(value))) as Arbitrary<JsonValue>;

/** Dates with four-digit years. */
const DAY = fc.date({
  min: new Date('1970-01-01T00:00:00Z'),
  max: new Date('2100-01-01T00:00:00Z'),
  noInvalidDate: true,
});

const FORMATS: ReadonlyMap<string, Arbitrary<string>> = new Map([
  ['uuid', fc.uuid()],
  // Addresses that RFC 5322 allows and ajv's format rejects are invalid requests.
  ['email', fc.emailAddress().filter((text) => /^[\w.+-]+@[\w-]+(\.[\w-]+)+$/.test(text))],
  ['uri', fc.webUrl({ withQueryParameters: true })],
  ['url', fc.webUrl()],
  ['date-time', DAY.map((day) => day.toISOString())],
  ['date', DAY.map((day) => day.toISOString().slice(0, 10))],
  ['ipv4', fc.ipV4()],
  ['ipv6', fc.ipV6()],
]);
