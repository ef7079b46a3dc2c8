import { escapeSegment } from '../../api/differences.ts';
import { REDACTED, type Json } from '../../api/types.ts';
import type { Field } from './fields.ts';
import { findLostSecret, tellLostSecret } from './find-lost-secret.ts';

/** The value that a text stands for, undefined for none; or why it stands for no value of the field. */
export type Parsed = { readonly value: Json | undefined } | { readonly message: string };

/** Returns the text that stands for a value in a field. */
export function toText({ kind, choices = [] }: Field, value: Json | undefined): string {
  if (value === undefined || (value === null && kind !== 'json')) return '';
  if (kind === 'choice') return String(choices.indexOf(value));
  if (kind === 'json') return JSON.stringify(value, undefined, 2);
  return String(value);
}

/**
 * Parses the text of a field, which must keep the redacted values inside of it. A field that is a secret itself keeps
 * it, or gets a new one.
 */
export function parseField(field: Field, text: string, base: Json | undefined): Parsed {
  if (field.canReplace) {
    if (text === REDACTED) return { value: text };
    return text === '' ? { message: 'Enter the new value, or keep the old one.' } : parseText(field, text);
  }
  const parsed = parseText(field, text);
  if ('message' in parsed) return parsed;
  const lost = findLostSecret(base, parsed.value, `/${escapeSegment(field.name)}`);
  return lost === undefined ? parsed : { message: tellLostSecret(lost) };
}

/**
 * Parses the text of a field. An empty one stands for null where the field may be null, otherwise for a missing value
 * where it is not required.
 */
export function parseText(field: Field, text: string): Parsed {
  if (text === '' && field.isNullable) return { value: null };
  if (text === '' && !field.isRequired) return { value: undefined };
  switch (field.kind) {
    case 'number':
      return parseNumber(field, text);
    case 'boolean':
      return text === '' ? { message: 'Choose one.' } : { value: text === 'true' };
    case 'choice':
      return parseChoice(field, text);
    case 'json':
      return parseJson(text);
    default:
      return parsePlain(field, text);
  }
}

function parseNumber({ types, schema: { minimum, maximum } }: Field, text: string): Parsed {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) return { message: 'Enter a number.' };
  if (types[0] === 'integer' && !Number.isInteger(value)) return { message: 'Enter a whole number.' };
  if (typeof minimum === 'number' && value < minimum) return { message: `It must be at least ${minimum}.` };
  if (typeof maximum === 'number' && value > maximum) return { message: `It must be at most ${maximum}.` };
  return { value };
}

function parseChoice({ choices = [] }: Field, text: string): Parsed {
  const value = text === '' ? undefined : choices[Number(text)];
  return value === undefined ? { message: 'Choose one.' } : { value };
}

function parseJson(text: string): Parsed {
  try {
    return { value: JSON.parse(text) as Json };
  } catch (error) {
    return { message: error instanceof Error ? error.message : 'This is not JSON.' };
  }
}

function parsePlain({ format, schema }: Field, value: string): Parsed {
  const { minLength, maxLength, pattern } = schema;
  // JSON Schema counts characters, not UTF-16 units.
  const { length } = [...value];
  if (typeof minLength === 'number' && length < minLength)
    return { message: length === 0 ? 'It must not be empty.' : `It needs at least ${minLength} characters.` };
  if (typeof maxLength === 'number' && length > maxLength)
    return { message: `It has ${length} of at most ${maxLength} characters.` };
  const [isFormat, example] = FORMATS[format] ?? [];
  if (isFormat?.test(value) === false) return { message: `It must look like ${example ?? format}.` };
  if (typeof pattern === 'string' && !matches(pattern, value)) return { message: `It must match ${pattern}` };
  return { value };
}

function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(value);
  } catch {
    // The server decides.
    return true;
  }
}

/** The formats that a text is checked for while it is typed. The server checks the others. */
const FORMATS: Readonly<Record<string, readonly [RegExp, string]>> = {
  'date-time': [/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/i, '2030-01-31T09:30:00Z'],
  date: [/^\d{4}-\d\d-\d\d$/, '2030-01-31'],
  uuid: [/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i, '3f8a0c51-d2b9-4e7f-8a3b-0c51d2b94e7f'],
  email: [/^[^\s@]+@[^\s@]+$/, 'ada@example.com'],
};
