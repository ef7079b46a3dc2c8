import { isJsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { compilePattern } from './ajv/compile-pattern.ts';

/**
 * True for a JSON Schema keyword with an invalid value: a boolean `required`, an unknown type, a pattern that is not a
 * JavaScript regular expression.
 */
export function isInvalidKeyword(keyword: string, value: JsonValue): boolean {
  return Object.hasOwn(IS_VALID, keyword) && IS_VALID[keyword]?.(value) === false;
}

function isType(value: JsonValue): boolean {
  const types: readonly JsonValue[] = Array.isArray(value) ? value : [value];
  return types.length > 0 && types.every((type) => typeof type === 'string' && TYPES.has(type));
}

function isPattern(value: JsonValue): boolean {
  if (typeof value !== 'string') return false;
  try {
    compilePattern(value, 'u');
    return true;
  } catch {
    return false;
  }
}

function isSchema(value: JsonValue): boolean {
  return typeof value === 'boolean' || isJsonObject(value);
}

function isNumber(value: JsonValue): boolean {
  return typeof value === 'number';
}

function isCount(value: JsonValue): boolean {
  return typeof value === 'number' && value >= 0;
}

function isStrings(value: JsonValue): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isSchemas(value: JsonValue): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(isSchema);
}

const TYPES: ReadonlySet<string> = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);

const IS_VALID: Readonly<Record<string, (value: JsonValue) => boolean>> = {
  type: isType,
  pattern: isPattern,
  patternProperties: (value) => isJsonObject(value) && Object.keys(value).every(isPattern),
  properties: isJsonObject,
  required: isStrings,
  enum: (value) => Array.isArray(value) && value.length > 0,
  format: (value) => typeof value === 'string',
  minimum: isNumber,
  maximum: isNumber,
  exclusiveMinimum: isNumber,
  exclusiveMaximum: isNumber,
  multipleOf: (value) => typeof value === 'number' && value > 0,
  minLength: isCount,
  maxLength: isCount,
  minItems: isCount,
  maxItems: isCount,
  minProperties: isCount,
  maxProperties: isCount,
  uniqueItems: (value) => typeof value === 'boolean',
  items: isSchema,
  additionalProperties: isSchema,
  allOf: isSchemas,
  anyOf: isSchemas,
  oneOf: isSchemas,
  not: isSchema,
  $ref: (value) => typeof value === 'string',
};
