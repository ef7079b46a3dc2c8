import { generateSync } from 'json-schema-faker';
import type { JsonObject } from '../../kernel/json/json.ts';
import { FORMATS } from '../text/formats.ts';
import { toNamedText, toPersonalText } from '../text/named-texts.ts';
import { maxPatternLength } from '../text/pattern-length.ts';
import { toPlainPattern } from '../text/plain-pattern.ts';
import { toWords } from '../text/property-words.ts';
import type { FlatSchema, SampleContext, ValueLocation } from './sample-context.ts';

/** Samples a string that matches the schema's format or pattern, else one that fits the property's name. */
export function sampleText({ schema, location }: FlatSchema, context: SampleContext): string {
  const fits = compileFit(schema);
  const format = FORMATS[String(schema['format'])];
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const text = propose(schema, location, { context, attempt });
    if (text === undefined) break;
    if (fits(text)) return text;
  }
  if (typeof schema['pattern'] === 'string') {
    return samplePattern(schema['pattern'], {
      location,
      context,
      fits,
      least: Math.min(MAX_PATTERN_LENGTH, Number(schema['minLength'] ?? 0)),
    });
  }
  return format === undefined
    ? sampleWords(schema, location, context)
    : format(context.fakerAt(location.path, 'text'), toWords(location.name));
}

/** Proposes a text by the property's name or the format; undefined if neither determines one. */
function propose(
  schema: JsonObject,
  { path, name, owner }: ValueLocation,
  { context, attempt }: { readonly context: SampleContext; readonly attempt: number },
): string | undefined {
  const format = String(schema['format'] ?? '');
  const within = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  const personal =
    format === '' || format === 'email'
      ? toPersonalText(context.fakerAt(within, `person/${attempt}`), name, owner)
      : undefined;
  if (personal !== undefined) return personal;
  const faker = context.fakerAt(path, `text/${attempt}`);
  return FORMATS[format]?.(faker, toWords(name)) ?? toNamedText(faker, name, owner);
}

function compileFit(schema: JsonObject): (text: string) => boolean {
  const least = Number(schema['minLength'] ?? 0);
  const most = Number(schema['maxLength'] ?? Infinity);
  const pattern = typeof schema['pattern'] === 'string' ? compilePattern(schema['pattern']) : undefined;
  return (text) => {
    // In code points, as JSON Schema counts (2020-12 validation, section 6.3).
    const { length } = Array.from(text);
    return length >= least && length <= most && (pattern === undefined || pattern.test(text));
  };
}

function compilePattern(pattern: string): RegExp | undefined {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      // As in the validators: a pattern that does not compile with the `u` flag is tried without it.
    }
  }
  return undefined;
}

interface PatternOptions {
  readonly location: ValueLocation;
  readonly context: SampleContext;
  readonly least: number;
  readonly fits: (text: string) => boolean;
}

function samplePattern(pattern: string, { location: { path }, context, least, fits }: PatternOptions): string {
  let text = '';
  let longer = 0;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const seed = Math.floor(context.streamAt(path, `pattern/${attempt}`).next() * 2 ** 31);
    const plain = toPlainPattern(pattern, longer);
    if (maxPatternLength(plain) > MAX_PATTERN_TEXT_LENGTH) break;
    text = String(generateSync({ type: 'string', pattern: plain }, { seed }));
    if (fits(text)) return text;
    if (text.length < least) longer += Math.ceil((least - text.length) / 4);
  }
  return text;
}

/** Samples words, repeated up to `minLength` and cut at `maxLength`. */
function sampleWords(schema: JsonObject, { path }: ValueLocation, context: SampleContext): string {
  const wanted = Math.min(MAX_LENGTH, Number(schema['minLength'] ?? 1));
  const least = wanted > MAX_UNBUDGETED_LENGTH ? context.takeCharacters(wanted) : wanted;
  const most = Number(schema['maxLength'] ?? Infinity);
  const faker = context.fakerAt(path, 'words');
  let text = faker.word.noun();
  while (text.length < least && text.length < MAX_PROSE_LENGTH) text += ` ${faker.word.noun()}`;
  if (text.length < least) text = `${text} `.repeat(Math.ceil(least / text.length)).slice(0, least);
  const cut = Array.from(text).slice(0, most).join('');
  return cut.endsWith(' ') ? `${cut.slice(0, -1)}x` : cut;
}

/** In characters. A mistaken `minLength` must not fill the memory. */
const MAX_LENGTH = 100_000;
/** Texts up to this length do not count against the budget. */
const MAX_UNBUDGETED_LENGTH = 1000;
/** Longer texts repeat their words. */
const MAX_PROSE_LENGTH = 5000;
const MAX_PATTERN_LENGTH = 2000;
/** Patterns that could produce a longer text are not sampled. */
const MAX_PATTERN_TEXT_LENGTH = 20_000;

/** Enough to find a short enough name or format, or a pattern's text of the right length. */
const MAX_ATTEMPTS = 40;
