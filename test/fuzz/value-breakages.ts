import { isJsonObject, type JsonObject, type JsonValue } from '../../src/kernel/json/json.ts';
import type { Place } from './draft-arbitrary.ts';
import { numberOf, toList, type SchemaNode } from './schema-node.ts';

/** One way to make a value of a request invalid by its schema. */
export interface ValueBreakage {
  readonly kind: string;
  /** Returns invalid values that replace the valid one; none when the keyword does not apply here. */
  readonly invalidValues: (node: SchemaNode, place: Place) => readonly InvalidValue[];
  /** The array must have an element, which the invalid value repeats. */
  readonly needsElement?: true;
}

/** Returns an invalid value, derived from the valid one if necessary. */
export type InvalidValue = (current: JsonValue | undefined) => JsonValue;

/**
 * The invalid values of every keyword that can reject one. The run fails if no contract of the fuzz uses a row.
 */
export const VALUE_BREAKAGES: readonly ValueBreakage[] = [
  {
    kind: 'type',
    invalidValues: ({ types, nullable }, place) =>
      always(isText(place) ? textsOfNoType(types) : valuesOfOtherTypes(types, nullable)),
  },
  {
    kind: 'enum',
    invalidValues: ({ schema, types }) =>
      always(schema['enum'] === undefined ? [] : outside(toList(schema['enum']), types)),
  },
  {
    kind: 'const',
    invalidValues: ({ schema, types }) =>
      always(schema['const'] === undefined ? [] : outside([schema['const']], types)),
  },
  { kind: 'format', invalidValues: ({ schema }) => always(INVALID_BY_FORMAT.get(String(schema['format'])) ?? []) },
  { kind: 'pattern', invalidValues: ({ schema }, place) => always(mismatches(schema, place)) },
  { kind: 'minimum', invalidValues: ({ schema }) => always(below(schema['minimum'], 1)) },
  { kind: 'maximum', invalidValues: ({ schema }) => always(below(schema['maximum'], -1)) },
  { kind: 'exclusiveMinimum', invalidValues: ({ schema }) => always(below(schema['exclusiveMinimum'], 0)) },
  { kind: 'exclusiveMaximum', invalidValues: ({ schema }) => always(below(schema['exclusiveMaximum'], 0)) },
  {
    kind: 'multipleOf',
    invalidValues: ({ schema }) => always(typeof schema['multipleOf'] === 'number' ? [schema['multipleOf'] * 1.5] : []),
  },
  {
    kind: 'minLength',
    invalidValues: ({ schema }, place) => always(tooShort(numberOf(schema['minLength'], 0), place)),
  },
  { kind: 'maxLength', invalidValues: ({ schema }, place) => always(tooLong(schema, place)) },
  {
    kind: 'minItems',
    invalidValues: ({ schema }, place) => always(!isText(place) && numberOf(schema['minItems'], 0) > 0 ? [[]] : []),
  },
  {
    kind: 'maxItems',
    invalidValues: ({ schema }) => (typeof schema['maxItems'] === 'number' ? [repeatedTo(schema['maxItems'] + 1)] : []),
    needsElement: true,
  },
  {
    kind: 'uniqueItems',
    invalidValues: ({ schema }) => (schema['uniqueItems'] === true ? [repeatedTo(2)] : []),
    needsElement: true,
  },
  {
    kind: 'minProperties',
    invalidValues: ({ schema }) => always(numberOf(schema['minProperties'], 0) > 0 ? [{}] : []),
  },
  {
    kind: 'maxProperties',
    invalidValues: ({ schema }) =>
      typeof schema['maxProperties'] === 'number' ? [grownTo(schema['maxProperties'] + 1)] : [],
  },
];

/** True for parameters, which are sent as text. */
function isText(place: Place): boolean {
  return place.in !== 'body';
}

function always(values: readonly JsonValue[]): readonly InvalidValue[] {
  return values.map((value) => () => value);
}

function valuesOfOtherTypes(types: readonly string[], nullable: boolean): readonly JsonValue[] {
  const allows = (...names: readonly string[]): boolean => names.some((name) => types.includes(name));
  return [
    ...(allows('string') ? [] : ['a text', '1', '']),
    ...(allows('number') ? [] : [1.5]),
    ...(allows('integer', 'number') ? [] : [0, -1]),
    ...(allows('boolean') ? [] : [true, false]),
    ...(allows('array') ? [] : [[], [[]], ['a text']]),
    ...(allows('object') ? [] : [{}, { wrong: [] }]),
    ...(nullable ? [] : [null]),
  ];
}

function textsOfNoType(types: readonly string[]): readonly string[] {
  if (types.some((type) => ['string', 'array', 'object'].includes(type))) return [];
  const numeric = types.includes('number') ? [] : ['1.5', '1e400'];
  return [
    'no-such-value',
    'null',
    '[]',
    ...(types.includes('integer') ? [...numeric, '1 2', '0x1F', '99999999999999999999'] : []),
    ...(types.includes('boolean') ? ['yes', '2', 'TRUE'] : []),
  ];
}

function outside(allowed: readonly JsonValue[], types: readonly string[]): readonly JsonValue[] {
  if (!types.includes('string')) return [987_654_321].filter((value) => !allowed.includes(value));
  const [first] = allowed;
  return ['no-such-value', `${String(first)} `, String(first).toUpperCase(), 'constructor'].filter(
    (text) => !allowed.includes(text),
  );
}

function mismatches({ pattern }: JsonObject, place: Place): readonly string[] {
  if (typeof pattern !== 'string') return [];
  const texts = isText(place) ? ['!', 'ü', ' ', '-1'] : ['', '!', 'ü', ' ', 'a\n', '-1'];
  return texts.filter((text) => !new RegExp(pattern, 'u').test(text));
}

/** Returns numbers beyond a limit: `step` below it, or above it when `step` is negative. */
function below(limit: JsonValue | undefined, step: number): readonly number[] {
  return typeof limit === 'number' ? [limit - step, limit - step * 1000] : [];
}

function tooShort(min: number, place: Place): readonly string[] {
  return isText(place) ? (min > 1 ? ['x'] : []) : min > 0 ? ['', '𝒳'.repeat(min - 1)] : [];
}

function tooLong({ maxLength, format }: JsonObject, place: Place): readonly string[] {
  if (typeof maxLength !== 'number') return [];
  if (format === 'uri') return [`https://example.com/${'x'.repeat(maxLength)}`];
  // A header cannot contain characters outside of Latin-1.
  return (place.in === 'header' ? ['x'] : ['x', '𝒳']).map((letter) => letter.repeat(maxLength + 1));
}

/** Repeats the first element. Its texts are cut, because otherwise the body would exceed the size limit. */
function repeatedTo(length: number): InvalidValue {
  const longest = Math.max(20, Math.floor(100_000 / length));
  return (current) =>
    Array.from({ length }, () => cut(Array.isArray(current) ? (current[0] as JsonValue) : null, longest));
}

function cut(value: JsonValue, longest: number): JsonValue {
  if (typeof value === 'string') return Array.from(value).slice(0, longest).join('');
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, cut(part, longest)]));
}

function grownTo(size: number): InvalidValue {
  return (current) => ({
    ...(isJsonObject(current) ? current : {}),
    ...Object.fromEntries(Array.from({ length: size }, (_, index) => [`further_${index}`, true])),
  });
}

/** Texts that are invalid for each format. */
const INVALID_BY_FORMAT: ReadonlyMap<string, readonly string[]> = new Map([
  ['uuid', ['not-a-uuid', '550e8400-e29b-41d4-a716-44665544000', '550e8400-e29b-41d4-a716-44665544000g', ' ']],
  ['email', ['no-address', '@example.com', 'a@', 'a b@example.com']],
  ['uri', ['no address', '/relative', '://', 'http//example.com']],
  ['url', ['no address', '/relative']],
  ['date-time', ['yesterday', '2025-01-15', '2025-13-01T00:00:00Z', '10:30']],
  ['date', ['yesterday', '2025-02-30', '15.01.2025', '2025-1-5']],
  ['ipv4', ['256.0.0.1', 'no-address']],
  ['ipv6', ['::g', 'no-address']],
]);
