import { isJsonObject, type JsonValue } from './json.ts';

/** The length of a value's JSON in bytes, or why the measurement stopped. */
export type JsonSize = number | 'too long' | 'too deep';

/**
 * Returns the length of a value's JSON in bytes of UTF-8, without serializing it. Stops at `limit` bytes and at 512
 * levels, which bounds the cost.
 */
export function measureJson(value: JsonValue, limit: number): JsonSize {
  const measure = { left: limit };
  try {
    measureValue(value, measure, 1);
    return limit - measure.left;
  } catch (error) {
    if (error instanceof StoppedError) return error.reason;
    throw error;
  }
}

/** Returns the length of a value's JSON in bytes; `limit + 1` when it is longer or nested too deeply. */
export function sizeWithin(value: JsonValue, limit: number): number {
  const size = measureJson(value, limit);
  return typeof size === 'number' ? size : limit + 1;
}

class StoppedError extends Error {
  readonly reason: Exclude<JsonSize, number>;

  constructor(reason: Exclude<JsonSize, number>) {
    super(reason);
    this.reason = reason;
  }
}

function measureValue(value: JsonValue, measure: { left: number }, depth: number): void {
  if (typeof value === 'string') return spend(measure, measureText(value, measure.left));
  if (typeof value !== 'object' || value === null) return spend(measure, String(value).length);
  if (depth > MAX_DEPTH) throw new StoppedError('too deep');
  if (!isJsonObject(value)) {
    spend(measure, 2 + Math.max(0, value.length - 1));
    for (const item of value) measureValue(item, measure, depth + 1);
    return;
  }
  const names = Object.keys(value);
  spend(measure, 2 + Math.max(0, names.length - 1));
  for (const name of names) {
    spend(measure, measureText(name, measure.left) + 1);
    measureValue(value[name] ?? null, measure, depth + 1);
  }
}

function spend(measure: { left: number }, bytes: number): void {
  measure.left -= bytes;
  if (measure.left < 0) throw new StoppedError('too long');
}

/** Measures a text as JSON.stringify escapes it. A text longer than the rest of the limit is not read. */
function measureText(text: string, left: number): number {
  if (text.length + 2 > left) return left + 1;
  let bytes = 2;
  for (let at = 0; at < text.length; at += 1) bytes += measureUnit(text, at);
  return bytes;
}

/** Measures one UTF-16 unit. Each half of a surrogate pair counts two bytes; a lone surrogate is escaped. */
function measureUnit(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 0x20) return SHORT_ESCAPES.has(code) ? 2 : 6;
  if (code === 0x22 || code === 0x5c) return 2;
  if (code < 0x80) return 1;
  if (code < 0x8_00) return 2;
  if (code < 0xd8_00 || code > 0xdf_ff) return 3;
  const other = text.charCodeAt(code < 0xdc_00 ? at + 1 : at - 1);
  const isPair = code < 0xdc_00 ? other >= 0xdc_00 && other <= 0xdf_ff : other >= 0xd8_00 && other < 0xdc_00;
  return isPair ? 2 : 6;
}

/** Backspace, tab, line feed, form feed, carriage return. */
const SHORT_ESCAPES: ReadonlySet<number> = new Set([8, 9, 10, 12, 13]);
/** Levels: the limit for JSON bodies. */
const MAX_DEPTH = 512;
