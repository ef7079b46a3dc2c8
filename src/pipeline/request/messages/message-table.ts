import type { SchemaViolation } from '../../../contract/model/contract.ts';
import { toDisplayName } from './format-message.ts';

/**
 * The platform's message for each keyword of JSON Schema 2020-12 that can reject a value: Laravel's own words
 * (lang/en/validation.php) for the nearest rule. `:attribute` is the field; other placeholders are the keyword's
 * parameters.
 */
export const MESSAGES: Readonly<Record<string, string | ((violation: SchemaViolation) => string)>> = {
  type: ({ params }) => toTypeMessage(params['type']),
  enum: 'The selected :attribute is invalid.',
  const: 'The selected :attribute is invalid.',
  not: 'The selected :attribute is invalid.',

  required: 'The :attribute field is required.',
  dependentRequired: toRequiredWith,
  dependencies: toRequiredWith,
  additionalProperties: 'The :attribute field is prohibited.',
  unevaluatedProperties: 'The :attribute field is prohibited.',
  propertyNames: 'The :attribute field is prohibited.',
  'false schema': 'The :attribute field is prohibited.',
  minProperties: 'The :attribute field must have at least :limit items.',
  maxProperties: 'The :attribute field must not have more than :limit items.',

  // Laravel's middleware converts '' to null, which a required field rejects.
  minLength: ({ params }) =>
    params['limit'] === 1
      ? 'The :attribute field is required.'
      : 'The :attribute field must be at least :limit characters.',
  maxLength: 'The :attribute field must not be greater than :limit characters.',
  pattern: 'The :attribute field format is invalid.',
  format: ({ params }) => FORMAT_MESSAGES.get(String(params['format'])) ?? 'The :attribute field format is invalid.',

  minimum: 'The :attribute field must be at least :limit.',
  maximum: 'The :attribute field must not be greater than :limit.',
  exclusiveMinimum: 'The :attribute field must be greater than :limit.',
  exclusiveMaximum: 'The :attribute field must be less than :limit.',
  multipleOf: 'The :attribute field must be a multiple of :multipleOf.',

  minItems: 'The :attribute field must have at least :limit items.',
  maxItems: 'The :attribute field must not have more than :limit items.',
  items: 'The :attribute field must not have more than :limit items.',
  unevaluatedItems: 'The :attribute field must not have more than :len items.',
  uniqueItems: 'The :attribute field has a duplicate value.',
  contains: 'The :attribute field is missing a required value.',

  anyOf: toUnionMessage,
  oneOf: toUnionMessage,
  if: 'The :attribute field format is invalid.',
};

/** The message for a keyword that the table does not have. */
export const UNKNOWN_KEYWORD = 'The :attribute field is invalid.';

function toTypeMessage(type: unknown): string {
  const types = (Array.isArray(type) ? type : [type]).filter((name) => name !== 'null');
  const messages = new Set(types.map((name) => TYPE_MESSAGES.get(String(name))));
  // Laravel has no rule for a choice of types, nor for null alone.
  const [only = 'The :attribute field is prohibited.'] = messages;
  return messages.size > 1 ? 'The :attribute field format is invalid.' : only;
}

function toRequiredWith({ params }: SchemaViolation): string {
  return `The :attribute field is required when ${toDisplayName(String(params['property']))} is present.`;
}

function toUnionMessage({ actual }: SchemaViolation): string {
  return actual === 'object' || actual === 'array'
    ? 'The :attribute field format is invalid.'
    : 'The selected :attribute is invalid.';
}

/** Lists and objects share a message: PHP's arrays are both. */
const TYPE_MESSAGES: ReadonlyMap<string, string> = new Map([
  ['string', 'The :attribute field must be a string.'],
  ['integer', 'The :attribute field must be an integer.'],
  ['number', 'The :attribute field must be a number.'],
  ['boolean', 'The :attribute field must be true or false.'],
  ['array', 'The :attribute field must be an array.'],
  ['object', 'The :attribute field must be an array.'],
]);

const FORMAT_MESSAGES: ReadonlyMap<string, string> = new Map([
  ['email', 'The :attribute field must be a valid email address.'],
  ['idn-email', 'The :attribute field must be a valid email address.'],
  ['uri', 'The :attribute field must be a valid URL.'],
  ['url', 'The :attribute field must be a valid URL.'],
  ['uuid', 'The :attribute field must be a valid UUID.'],
  ['date', 'The :attribute field must be a valid date.'],
  ['date-time', 'The :attribute field must be a valid date.'],
  ['ipv4', 'The :attribute field must be a valid IPv4 address.'],
  ['ipv6', 'The :attribute field must be a valid IPv6 address.'],
  ['json', 'The :attribute field must be a valid JSON string.'],
  ['hex-color', 'The :attribute field must be a valid hexadecimal color.'],
  ['int32', 'The :attribute field must be an integer.'],
  ['int64', 'The :attribute field must be an integer.'],
  ['float', 'The :attribute field must be a number.'],
  ['double', 'The :attribute field must be a number.'],
]);
