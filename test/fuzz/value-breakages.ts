import { isJsonObject, type JsonObject, type JsonValue } from '../../src/kernel/json/json.ts';
import type { Place } from './draft-arbitrary.ts';
import { numberOf, toList, type SchemaNode } from './schema-node.ts';

/** One way to make a value of a request unfit for its schema. */
export interface ValueBreakage {
  readonly kind: string;
  /** Unfit values to put in the place of `current`, which fits; none where this schema or place cannot be broken so. */
  readonly unfit: (node: SchemaNode, place: Place) => readonly Unfit[];
  /** What must be there before: an element, where the unfit value repeats it. */
  readonly needsElement?: true;
}

/** An unfit value, or how to make one of the value that fits. */
export type Unfit = (current: JsonValue | undefined) => JsonValue;

/**
 * Every keyword that can refuse a value, and what it refuses. A row that no contract of the fuzz gives a place to fails
 * the run.
 */
export const VALUE_BREAKAGES: readonly ValueBreakage[] = [
  {
    kind: 'type',
    unfit: ({ types, nullable }, place) =>
      always(isText(place) ? textsOfNoType(types) : valuesOfOtherTypes(types, nullable)),
  },
  {
    kind: 'enum',
    unfit: ({ schema, types }) => always(schema['enum'] === undefined ? [] : outside(toList(schema['enum']), types)),
  },
  {
    kind: 'const',
    unfit: ({ schema, types }) => always(schema['const'] === undefined ? [] : outside([schema['const']], types)),
  },
  { kind: 'format', unfit: ({ schema }) => always(UNFORMATTED.get(String(schema['format'])) ?? []) },
  { kind: 'pattern', unfit: ({ schema }, place) => always(mismatches(schema, place)) },
  { kind: 'minimum', unfit: ({ schema }) => always(below(schema['minimum'], 1)) },
  { kind: 'maximum', unfit: ({ schema }) => always(below(schema['maximum'], -1)) },
  { kind: 'exclusiveMinimum', unfit: ({ schema }) => always(below(schema['exclusiveMinimum'], 0)) },
  { kind: 'exclusiveMaximum', unfit: ({ schema }) => always(below(schema['exclusiveMaximum'], 0)) },
  {
    kind: 'multipleOf',
    unfit: ({ schema }) => always(typeof schema['multipleOf'] === 'number' ? [schema['multipleOf'] * 1.5] : []),
  },
  { kind: 'minLength', unfit: ({ schema }, place) => always(tooShort(numberOf(schema['minLength'], 0), place)) },
  { kind: 'maxLength', unfit: ({ schema }, place) => always(tooLong(schema, place)) },
  {
    kind: 'minItems',
    unfit: ({ schema }, place) => always(!isText(place) && numberOf(schema['minItems'], 0) > 0 ? [[]] : []),
  },
  {
    kind: 'maxItems',
    unfit: ({ schema }) => (typeof schema['maxItems'] === 'number' ? [repeatedTo(schema['maxItems'] + 1)] : []),
    needsElement: true,
  },
  {
    kind: 'uniqueItems',
    unfit: ({ schema }) => (schema['uniqueItems'] === true ? [repeatedTo(2)] : []),
    needsElement: true,
  },
  { kind: 'minProperties', unfit: ({ schema }) => always(numberOf(schema['minProperties'], 0) > 0 ? [{}] : []) },
  {
    kind: 'maxProperties',
    unfit: ({ schema }) => (typeof schema['maxProperties'] === 'number' ? [grownTo(schema['maxProperties'] + 1)] : []),
  },
];

/** Parameters are sent as texts. */
function isText(place: Place): boolean {
  return place.in !== 'body';
}

function always(values: readonly JsonValue[]): readonly Unfit[] {
  return values.map((value) => () => value);
}

function valuesOfOtherTypes(types: readonly string[], nullable: boolean): readonly JsonValue[] {
  const takes = (...names: readonly string[]): boolean => names.some((name) => types.includes(name));
  return [
    ...(takes('string') ? [] : ['a text', '1', '']),
    ...(takes('number') ? [] : [1.5]),
    ...(takes('integer', 'number') ? [] : [0, -1]),
    ...(takes('boolean') ? [] : [true, false]),
    ...(takes('array') ? [] : [[], [[]], ['a text']]),
    ...(takes('object') ? [] : [{}, { wrong: [] }]),
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

/** Past a limit: `step` below it, or above it where negative. */
function below(limit: JsonValue | undefined, step: number): readonly number[] {
  return typeof limit === 'number' ? [limit - step, limit - step * 1000] : [];
}

function tooShort(min: number, place: Place): readonly string[] {
  return isText(place) ? (min > 1 ? ['x'] : []) : min > 0 ? ['', '𝒳'.repeat(min - 1)] : [];
}

function tooLong({ maxLength, format }: JsonObject, place: Place): readonly string[] {
  if (typeof maxLength !== 'number') return [];
  if (format === 'uri') return [`https://example.com/${'x'.repeat(maxLength)}`];
  // A header holds no letter outside of Latin-1.
  return (place.in === 'header' ? ['x'] : ['x', '𝒳']).map((letter) => letter.repeat(maxLength + 1));
}

/** The same element so often. Its longest texts are cut, or the body would be larger than any may be. */
function repeatedTo(length: number): Unfit {
  const longest = Math.max(20, Math.floor(100_000 / length));
  return (current) =>
    Array.from({ length }, () => cut(Array.isArray(current) ? (current[0] as JsonValue) : null, longest));
}

function cut(value: JsonValue, longest: number): JsonValue {
  if (typeof value === 'string') return Array.from(value).slice(0, longest).join('');
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, cut(part, longest)]));
}

function grownTo(size: number): Unfit {
  return (current) => ({
    ...(isJsonObject(current) ? current : {}),
    ...Object.fromEntries(Array.from({ length: size }, (_, index) => [`further_${index}`, true])),
  });
}

/** Texts that no validator of the format takes. */
const UNFORMATTED: ReadonlyMap<string, readonly string[]> = new Map([
  ['uuid', ['not-a-uuid', '550e8400-e29b-41d4-a716-44665544000', '550e8400-e29b-41d4-a716-44665544000g', ' ']],
  ['email', ['no-address', '@example.com', 'a@', 'a b@example.com']],
  ['uri', ['no address', '/relative', '://', 'http//example.com']],
  ['url', ['no address', '/relative']],
  ['date-time', ['yesterday', '2025-01-15', '2025-13-01T00:00:00Z', '10:30']],
  ['date', ['yesterday', '2025-02-30', '15.01.2025', '2025-1-5']],
  ['ipv4', ['256.0.0.1', 'no-address']],
  ['ipv6', ['::g', 'no-address']],
]);
