import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { adjustKeywords } from './adjust-keywords.ts';
import { hasDuplicates } from './has-duplicates.ts';

/** A compiler of JSON Schema 2020-12 that reports every error, ignores unknown keywords and formats, and reads own properties alone. */
export function createAjv(): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    validateSchema: false,
    meta: false,
    messages: false,
    addUsedSchema: false,
    logger: false,
    // Without it a body that lacks a required "constructor" has it from Object.prototype.
    ownProperties: true,
    code: { regExp: toRegExp },
  });
  addFormats.default(ajv);
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

/** A Unicode pattern, or a plain one where it is none (`\-` outside of a class). Throws where it is neither. */
function compilePattern(pattern: string, flags: string): RegExp {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return new RegExp(pattern);
  }
}

// ajv wants to know how standalone code would name the function; we make none.
const toRegExp = Object.assign(compilePattern, { code: 'new RegExp' });

const MORE_FORMATS: Readonly<Record<string, RegExp | ((text: string) => boolean)>> = {
  'hex-color': /^#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i,
  json: isJson,
  // ajv's own pattern takes seconds for a text of 100,000 colons, and refuses localhost.
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
