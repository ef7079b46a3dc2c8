import type { JsonValue } from '../../kernel/json/json.ts';
import type { ScalarType, Shape } from './parameter-shape.ts';

/** A parameter as it was sent: texts, and what its style made of them. */
export type RawValue = string | readonly RawValue[] | ReadonlyMap<string, RawValue>;

/**
 * What a raw value may be by its schema, the narrowest first. What fits no type stays a text, so that the schema
 * refuses it.
 */
export function coerceValue(raw: RawValue, shape: Shape): readonly [JsonValue, ...JsonValue[]] {
  if (typeof raw === 'string') return coerceText(raw, shape);
  if (raw instanceof Map) return [coerceEntries(raw as ReadonlyMap<string, RawValue>, shape)];
  return [coerceList(raw as readonly RawValue[], shape)];
}

function coerceText(text: string, shape: Shape): readonly [JsonValue, ...JsonValue[]] {
  const values = shape.scalars.flatMap((type) => parseScalar(text, type) ?? []);
  const mayStay = shape.scalars.includes('string');
  // Where a text is welcome too, `007` and the boolean `1` are texts.
  const typed = mayStay ? values.filter((value) => String(value) === text) : values;
  const [first, ...others] = typed;
  return first === undefined ? [text] : [first, ...others, text];
}

function parseScalar(text: string, type: ScalarType): number | boolean | undefined {
  if (type === 'string') return undefined;
  if (type === 'boolean') return BOOLEANS.get(text);
  if (!(type === 'integer' ? INTEGER : NUMBER).test(text)) return undefined;
  // JSON knows no minus zero.
  const value = Number(text) + 0;
  return (type === 'integer' ? Number.isSafeInteger(value) : Number.isFinite(value)) ? value : undefined;
}

function coerceList(list: readonly RawValue[], shape: Shape): JsonValue {
  if (!shape.isArray && shape.scalars.length > 0) return coerceValue(list.at(-1) ?? '', shape)[0];
  const items = shape.items();
  return list.filter((element) => element !== '').map((element) => coerceValue(element, items)[0]);
}

function coerceEntries(entries: ReadonlyMap<string, RawValue>, shape: Shape): JsonValue {
  if (shape.isArray && !shape.isObject) return coerceList([...entries.values()], shape);
  // fromEntries defines own properties: a client's `__proto__` is a name like any other.
  return Object.fromEntries([...entries].map(([name, raw]) => [name, coerceValue(raw, shape.property(name))[0]]));
}

const INTEGER = /^-?\d+$/;
/** RFC 8259 section 6. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i;
/** Laravel's boolean rule takes 1 and 0. */
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);
