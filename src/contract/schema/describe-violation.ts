import type { SchemaViolation } from '../model/contract.ts';

/**
 * Returns what a value must be, as the end of a sentence about it: `must have at least 1 character`. For developers;
 * clients of the API read the platform's own words.
 */
export function describeViolation({ keyword, params, actual }: SchemaViolation): string {
  const describe = Object.hasOwn(DESCRIPTIONS, keyword) ? DESCRIPTIONS[keyword] : undefined;
  return describe?.(params, actual) ?? `breaks "${keyword}" of its schema`;
}

type Params = SchemaViolation['params'];

/** By keyword. `if`, `not`, `contains` and others are not shorter in words than in the schema. */
const DESCRIPTIONS: Readonly<Record<string, (params: Params, actual: string) => string>> = {
  type: ({ type }, actual) => `must be ${toTypes(type)}, and is ${TYPES.get(actual) ?? actual}`,
  enum: ({ allowedValues }) => `must be one of ${toList(allowedValues)}`,
  const: ({ allowedValue }) => `must be ${toShort(allowedValue)}`,
  required: () => 'is missing',
  dependentRequired: ({ property }) => `is missing, which ${toShort(property)} requires`,
  additionalProperties: () => 'is not declared',
  unevaluatedProperties: () => 'is not declared',
  'false schema': () => 'is not allowed',
  minLength: ({ limit }) => `must have at least ${toCount(limit, 'character')}`,
  maxLength: ({ limit }) => `must have at most ${toCount(limit, 'character')}`,
  minItems: ({ limit }) => `must have at least ${toCount(limit, 'item')}`,
  maxItems: ({ limit }) => `must have at most ${toCount(limit, 'item')}`,
  minProperties: ({ limit }) => `must have at least ${toCount(limit, 'property', 'properties')}`,
  maxProperties: ({ limit }) => `must have at most ${toCount(limit, 'property', 'properties')}`,
  uniqueItems: () => 'must not have equal items',
  pattern: ({ pattern }) => `must match the pattern ${String(pattern)}`,
  format: ({ format }) => `must have the format ${String(format)}`,
  minimum: ({ limit }) => `must be at least ${String(limit)}`,
  maximum: ({ limit }) => `must be at most ${String(limit)}`,
  exclusiveMinimum: ({ limit }) => `must be greater than ${String(limit)}`,
  exclusiveMaximum: ({ limit }) => `must be less than ${String(limit)}`,
  multipleOf: ({ multipleOf }) => `must be a multiple of ${String(multipleOf)}`,
  anyOf: () => 'matches none of the alternatives of its schema',
  oneOf: () => 'must match exactly one of the alternatives of its schema',
};

function toTypes(type: unknown): string {
  return [type]
    .flat()
    .map((name) => TYPES.get(String(name)) ?? String(name))
    .join(' or ');
}

function toList(values: unknown): string {
  const all: readonly unknown[] = Array.isArray(values) ? values : [values];
  const shown = all.slice(0, MAX_VALUES).map(toShort).join(', ');
  return all.length > MAX_VALUES ? `${shown} and ${all.length - MAX_VALUES} more` : shown;
}

function toShort(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}

function toCount(limit: unknown, one: string, several = `${one}s`): string {
  return `${String(limit)} ${limit === 1 ? one : several}`;
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ['string', 'a string'],
  ['integer', 'an integer'],
  ['number', 'a number'],
  ['boolean', 'true or false'],
  ['array', 'an array'],
  ['object', 'an object'],
]);
const MAX_VALUES = 20;
/** In characters. */
const MAX_LENGTH = 200;
