import { isJsonObject, type JsonValue } from './json.ts';

/** How long the JSON of a value is, or why it was not measured to its end. */
export type JsonSize = number | 'too long' | 'too deep';

/**
 * Measures the JSON of a value in bytes of UTF-8 without writing it. Stops at `limit` bytes and at 512 levels, so that
 * the cost is bounded whatever the value holds.
 */
export function measureJson(value: JsonValue, limit: number): JsonSize {
  const measure = { left: limit };
  try {
    take(value, measure, 1);
    return limit - measure.left;
  } catch (error) {
    if (error instanceof StoppedError) return error.why;
    throw error;
  }
}

/** What a value counts as that is at the limit or beyond it. */
export function sizeWithin(value: JsonValue, limit: number): number {
  const size = measureJson(value, limit);
  return typeof size === 'number' ? size : limit + 1;
}

class StoppedError extends Error {
  readonly why: Exclude<JsonSize, number>;

  constructor(why: Exclude<JsonSize, number>) {
    super(why);
    this.why = why;
  }
}

function take(value: JsonValue, measure: { left: number }, depth: number): void {
  if (typeof value === 'string') return spend(measure, measureText(value, measure.left));
  if (typeof value !== 'object' || value === null) return spend(measure, String(value).length);
  if (depth > MAX_DEPTH) throw new StoppedError('too deep');
  if (!isJsonObject(value)) {
    spend(measure, 2 + Math.max(0, value.length - 1));
    for (const item of value) take(item, measure, depth + 1);
    return;
  }
  const names = Object.keys(value);
  spend(measure, 2 + Math.max(0, names.length - 1));
  for (const name of names) {
    spend(measure, measureText(name, measure.left) + 1);
    take(value[name] ?? null, measure, depth + 1);
  }
}

function spend(measure: { left: number }, bytes: number): void {
  measure.left -= bytes;
  if (measure.left < 0) throw new StoppedError('too long');
}

/** As JSON.stringify escapes it; one that is longer than what is left is not looked at. */
function measureText(text: string, left: number): number {
  if (text.length + 2 > left) return left + 1;
  let bytes = 2;
  for (let at = 0; at < text.length; at += 1) bytes += measureUnit(text, at);
  return bytes;
}

/** One UTF-16 unit: half of a pair counts two bytes, so that both count four; one that stands alone is escaped. */
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
/** Levels: as many as a JSON body may have. */
const MAX_DEPTH = 512;
