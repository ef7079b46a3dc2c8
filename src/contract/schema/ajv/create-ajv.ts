import addFormats from 'ajv-formats';
import { Ajv2020, type Format } from 'ajv/dist/2020.js';
import { adjustKeywords } from './adjust-keywords.ts';
import { compilePattern } from './compile-pattern.ts';
import { toCanonical } from './canonical-json.ts';
import { rememberValid } from './remember-valid.ts';

/**
 * Creates a compiler of JSON Schema 2020-12 that reports every error, ignores unknown keywords and formats, and reads
 * only own properties of values.
 */
export function createAjv(): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    validateSchema: false,
    meta: false,
    messages: false,
    addUsedSchema: false,
    logger: false,
    // Otherwise a body without a required "constructor" would inherit it from Object.prototype.
    ownProperties: true,
    // 1.15 is a multiple of 0.01, although the quotient of the two doubles is not an integer.
    multipleOfPrecision: 9,
    // ajv's own optimization takes a fifth of a compilation and does not make the validators faster: V8 optimizes too.
    code: { regExp: toRegExp, optimize: false },
  });
  addFormats.default(ajv);
  for (const name of TIMES) rememberTimes(ajv, name);
  for (const [name, format] of Object.entries(MORE_FORMATS)) ajv.addFormat(name, format);
  adjustKeywords(ajv);
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    validate: (isUnique: boolean, elements: readonly unknown[]) => !isUnique || !hasDuplicates(elements),
  });
  return ajv;
}

/** Checks `uniqueItems` in linear time, unlike ajv's own keyword. */
function hasDuplicates(elements: readonly unknown[]): boolean {
  return new Set(elements.map(toCanonical)).size < elements.length;
}

function rememberTimes(ajv: Ajv2020, name: string): void {
  const format = ajv.formats[name];
  if (typeof format !== 'object' || format instanceof RegExp || typeof format.validate !== 'function') return;
  const check = format.validate as (text: string) => boolean;
  ajv.addFormat(name, { ...format, validate: rememberValid(check) } as Format);
}

// ajv requires `code`, the function's name in standalone code, which is not generated here.
const toRegExp = Object.assign(compilePattern, { code: 'new RegExp' });

const TIMES = ['date-time', 'date', 'time', 'iso-date-time', 'iso-time'];

const MORE_FORMATS: Readonly<Record<string, RegExp | ((text: string) => boolean)>> = {
  'hex-color': /^#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i,
  json: isJson,
  // RFC 6531, RFC 5890 and RFC 3987, as far as the URL parser detects violations.
  'idn-email': /^[^\s@]+@[^\s@][^\s@.]*\.[^\s@]+$/u,
  'idn-hostname': (text) => /^[^\s/?#:@]+$/u.test(text) && URL.canParse(`http://${text}`),
  iri: (text) => !/\s/.test(text) && URL.canParse(text),
  'iri-reference': (text) => !/\s/.test(text) && URL.canParse(text, 'http://base.invalid'),
  // ajv's own pattern takes seconds for a text of 100,000 colons, and rejects localhost.
  url: (text) => /^(?:https?|ftp):\/\/[^\s/][^\s]*$/i.test(text) && URL.canParse(text),
};

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
