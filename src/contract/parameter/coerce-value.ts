import type { JsonValue } from '../../kernel/json/json.ts';
import type { ScalarType, Shape } from './parameter-shape.ts';

/** A parameter's text, split into lists and maps by its style. */
export type RawValue = string | readonly RawValue[] | ReadonlyMap<string, RawValue>;

/**
 * Converts a raw value to the types that its schema allows. Returns the candidates, narrowest type first. Text that
 * matches none of the types stays a string, and then fails validation.
 */
export function coerceValue(raw: RawValue, shape: Shape): readonly [JsonValue, ...JsonValue[]] {
  if (typeof raw === 'string') return coerceText(raw, shape);
  if (raw instanceof Map) return [coerceEntries(raw as ReadonlyMap<string, RawValue>, shape)];
  return [coerceList(raw as readonly RawValue[], shape)];
}

function coerceText(text: string, shape: Shape): readonly [JsonValue, ...JsonValue[]] {
  const values = shape.scalars.flatMap((type) => parseScalar(text, type) ?? []);
  const allowsString = shape.scalars.includes('string');
  // When strings are allowed too, `007` and a boolean's `1` stay strings.
  const typed = allowsString ? values.filter((value) => String(value) === text) : values;
  const [first, ...others] = typed;
  return first === undefined ? [text] : [first, ...others, text];
}

function parseScalar(text: string, type: ScalarType): number | boolean | undefined {
  if (type === 'string') return undefined;
  if (type === 'boolean') return BOOLEANS.get(text);
  if (!(type === 'integer' ? INTEGER : NUMBER).test(text)) return undefined;
  // Turns minus zero into zero, which JSON cannot tell apart.
  const value = Number(text) + 0;
  return (type === 'integer' ? Number.isSafeInteger(value) : Number.isFinite(value)) ? value : undefined;
}

function coerceList(list: readonly RawValue[], shape: Shape): JsonValue {
  if (!shape.isArray && shape.scalars.length > 0) return coerceValue(list.at(-1) ?? '', shape)[0];
  const items = shape.items();
  return list.map((element) => coerceValue(element, items)[0]);
}

function coerceEntries(entries: ReadonlyMap<string, RawValue>, shape: Shape): JsonValue {
  if (shape.isArray && !shape.isObject) return coerceList([...entries.values()], shape);
  // fromEntries defines own properties, so a client's `__proto__` is an ordinary name.
  return Object.fromEntries([...entries].map(([name, raw]) => [name, coerceProperty(raw, shape.property(name))]));
}

/** Drops the empty elements of a list, such as `filter[tags][]=`, which count as not sent. */
function coerceProperty(raw: RawValue, shape: Shape): JsonValue {
  const isList = shape.isArray && Array.isArray(raw);
  return coerceValue(isList ? (raw as readonly RawValue[]).filter((element) => element !== '') : raw, shape)[0];
}

const INTEGER = /^-?\d+$/;
/** RFC 8259 section 6. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i;
/** Laravel's boolean rule also accepts 1 and 0. */
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);
