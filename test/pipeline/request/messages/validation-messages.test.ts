import { describe, expect, test } from 'vitest';
import type { SchemaViolation } from '../../../../src/contract/model/contract.ts';
import { createValidatorFactory } from '../../../../src/contract/schema/create-validator-factory.ts';
import type { JsonObject } from '../../../../src/kernel/json/json.ts';
import type { FieldViolation } from '../../../../src/kernel/problem.ts';
import { toFieldViolations, toValidationBody } from '../../../../src/pipeline/request/messages/validation-messages.ts';

function toViolation(
  keyword: string,
  params: Readonly<Record<string, unknown>> = {},
  rest: Partial<SchemaViolation> = {},
): SchemaViolation {
  return { path: ['due_date'], keyword, params, actual: 'string', ...rest };
}

function toMessages(violation: SchemaViolation): readonly string[] {
  return toFieldViolations([violation], 'body').map(({ message }) => message);
}

/** Returns the messages by field for a body that breaks a schema. */
function toErrors(schema: JsonObject, body: unknown): Readonly<Record<string, readonly string[]>> {
  const validate = createValidatorFactory({ components: { schemas: { It: schema } } }).at('/components/schemas/It');
  return toValidationBody(toFieldViolations(validate(body), 'body')).errors;
}

describe('each keyword has a message in the platform’s words', () => {
  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['required', {}, 'The due date field is required.'],
    ['type', { type: 'string' }, 'The due date field must be a string.'],
    ['type', { type: ['string', 'null'] }, 'The due date field must be a string.'],
    ['type', { type: 'integer' }, 'The due date field must be an integer.'],
    ['type', { type: 'number' }, 'The due date field must be a number.'],
    ['type', { type: 'boolean' }, 'The due date field must be true or false.'],
    ['type', { type: 'array' }, 'The due date field must be an array.'],
    ['type', { type: 'object' }, 'The due date field must be an array.'],
    ['type', { type: ['array', 'object', 'null'] }, 'The due date field must be an array.'],
    ['type', { type: ['string', 'integer'] }, 'The due date field format is invalid.'],
    ['type', { type: 'null' }, 'The due date field is prohibited.'],
    ['enum', { allowedValues: ['a'] }, 'The selected due date is invalid.'],
    ['const', { allowedValue: 'a' }, 'The selected due date is invalid.'],
    ['not', {}, 'The selected due date is invalid.'],
    ['format', { format: 'email' }, 'The due date field must be a valid email address.'],
    ['format', { format: 'uri' }, 'The due date field must be a valid URL.'],
    ['format', { format: 'url' }, 'The due date field must be a valid URL.'],
    ['format', { format: 'uuid' }, 'The due date field must be a valid UUID.'],
    ['format', { format: 'date' }, 'The due date field must be a valid date.'],
    ['format', { format: 'date-time' }, 'The due date field must be a valid date.'],
    ['format', { format: 'json' }, 'The due date field must be a valid JSON string.'],
    ['format', { format: 'hex-color' }, 'The due date field must be a valid hexadecimal color.'],
    ['format', { format: 'ipv4' }, 'The due date field must be a valid IPv4 address.'],
    ['format', { format: 'int64' }, 'The due date field must be an integer.'],
    ['format', { format: 'regex' }, 'The due date field format is invalid.'],
    ['format', { format: 'constructor' }, 'The due date field format is invalid.'],
    ['pattern', { pattern: '^#' }, 'The due date field format is invalid.'],
    ['minLength', { limit: 1 }, 'The due date field is required.'],
    ['minLength', { limit: 8 }, 'The due date field must be at least 8 characters.'],
    ['maxLength', { limit: 255 }, 'The due date field must not be greater than 255 characters.'],
    ['minimum', { limit: 1, comparison: '>=' }, 'The due date field must be at least 1.'],
    ['maximum', { limit: 100 }, 'The due date field must not be greater than 100.'],
    ['maximum', { limit: 1_234_567.25 }, 'The due date field must not be greater than 1234567.25.'],
    ['maximum', { limit: 1e21 }, 'The due date field must not be greater than 1000000000000000000000.'],
    ['minimum', { limit: 1e-7 }, 'The due date field must be at least 0.0000001.'],
    ['exclusiveMinimum', { limit: 0 }, 'The due date field must be greater than 0.'],
    ['exclusiveMaximum', { limit: -1.5 }, 'The due date field must be less than -1.5.'],
    ['multipleOf', { multipleOf: 0.5 }, 'The due date field must be a multiple of 0.5.'],
    ['minItems', { limit: 1 }, 'The due date field must have at least 1 items.'],
    ['maxItems', { limit: 5 }, 'The due date field must not have more than 5 items.'],
    ['items', { limit: 2 }, 'The due date field must not have more than 2 items.'],
    ['unevaluatedItems', { len: 2 }, 'The due date field must not have more than 2 items.'],
    ['uniqueItems', {}, 'The due date field has a duplicate value.'],
    ['contains', { minContains: 1 }, 'The due date field is missing a required value.'],
    ['minProperties', { limit: 1 }, 'The due date field must have at least 1 items.'],
    ['maxProperties', { limit: 0 }, 'The due date field must not have more than 0 items.'],
    ['additionalProperties', { additionalProperty: 'due_date' }, 'The due date field is prohibited.'],
    ['unevaluatedProperties', {}, 'The due date field is prohibited.'],
    ['propertyNames', {}, 'The due date field is prohibited.'],
    ['false schema', {}, 'The due date field is prohibited.'],
    [
      'dependentRequired',
      { property: 'start_date', missingProperty: 'due_date' },
      'The due date field is required when start date is present.',
    ],
    ['dependencies', { property: 'start_date' }, 'The due date field is required when start date is present.'],
    ['anyOf', {}, 'The selected due date is invalid.'],
    ['oneOf', { passingSchemas: [0, 1] }, 'The selected due date is invalid.'],
    ['if', { failingKeyword: 'then' }, 'The due date field format is invalid.'],
    ['depth', {}, 'The due date field is invalid.'],
    ['constructor', {}, 'The due date field is invalid.'],
    ['__proto__', {}, 'The due date field is invalid.'],
  ])('%s %j: %s', (keyword, params, message) => {
    expect(toMessages(toViolation(keyword, params))).toEqual([message]);
  });

  test.each(['object', 'array'])('a union that rejects an %s reports its format', (actual) => {
    expect(toMessages(toViolation('oneOf', {}, { actual }))).toEqual(['The due date field format is invalid.']);
  });
});

describe('a field', () => {
  test.each<[SchemaViolation['path'], FieldViolation['location'], string | undefined, string, string]>([
    [
      ['metadata', 'tool_groups', 0, 'label'],
      'body',
      undefined,
      'metadata.tool_groups.0.label',
      'metadata.tool groups.0.label',
    ],
    [
      ['authentication_config', 'token', 'url'],
      'body',
      undefined,
      'authentication_config.token.url',
      'authentication config.token.url',
    ],
    [['petId'], 'body', undefined, 'petId', 'pet id'],
    [['URL'], 'body', undefined, 'URL', 'URL'],
    [[], 'body', undefined, 'body', 'body'],
    [[], 'query', 'per_page', 'per_page', 'per page'],
    [[1], 'query', 'user_ids', 'user_ids.1', 'user ids.1'],
    [['$&', ':limit', '$1'], 'body', undefined, '$&.:limit.$1', '$&.:limit.$1'],
  ])('%j in %s (prefix %s) is %s, read as "%s"', (...[path, location, prefix, field, shown]) => {
    expect(toFieldViolations([toViolation('maxLength', { limit: 2 }, { path })], location, prefix)).toEqual([
      { field, location, keyword: 'maxLength', message: `The ${shown} field must not be greater than 2 characters.` },
    ]);
  });

  test('of the wrong type has no other message', () => {
    const violations = [
      toViolation('minimum', { limit: 1 }),
      toViolation('type', { type: 'string' }),
      toViolation('enum'),
      toViolation('enum', {}, { path: ['other'] }),
    ];
    expect(toFieldViolations(violations, 'body').map(({ field, keyword }) => [field, keyword])).toEqual([
      ['due_date', 'type'],
      ['other', 'enum'],
    ]);
  });

  test('with a long unknown name is shortened', () => {
    const [violation] = toFieldViolations(
      [toViolation('additionalProperties', {}, { path: ['x'.repeat(100_000)] })],
      'body',
    );
    expect(violation?.field).toHaveLength(201);
    expect(violation?.message.length).toBeLessThan(300);
  });
});

describe('the body of a 422', () => {
  const wrong = (field: string, message: string): FieldViolation => ({
    field,
    message,
    location: 'body',
    keyword: 'type',
  });

  test.each<[FieldViolation[], string, Record<string, string[]>]>([
    [[], 'The given data was invalid.', {}],
    [[wrong('a', 'A.')], 'A.', { a: ['A.'] }],
    [[wrong('a', 'A.'), wrong('b', 'B.')], 'A. (and 1 more error)', { a: ['A.'], b: ['B.'] }],
    [[wrong('a', 'A.'), wrong('b', 'B.'), wrong('a', 'C.')], 'A. (and 2 more errors)', { a: ['A.', 'C.'], b: ['B.'] }],
    [[wrong('a', 'A.'), wrong('a', 'A.')], 'A.', { a: ['A.'] }],
    [[wrong('a', 'A.'), wrong('b', 'A.')], 'A. (and 1 more error)', { a: ['A.'], b: ['A.'] }],
  ])('%j is summarized as "%s"', (violations, message, errors) => {
    expect(toValidationBody(violations)).toEqual({ message, errors });
  });

  test('keeps fields with the names of inherited properties', () => {
    const { errors } = toValidationBody([wrong('__proto__', 'A.'), wrong('constructor', 'B.')]);
    expect(JSON.stringify(errors)).toBe('{"__proto__":["A."],"constructor":["B."]}');
  });
});

test('a body with many violations is reported completely', () => {
  const schema = {
    type: 'object',
    required: ['name', 'provider_uuid'],
    properties: {
      name: { type: 'string', minLength: 1, maxLength: 5 },
      provider_uuid: { type: 'string', format: 'uuid' },
      visibility: { enum: ['public', 'private'] },
      metadata: {
        type: ['object', 'null'],
        properties: { tool_groups: { type: 'array', items: { type: 'object', required: ['label'] } } },
      },
      authentication_config: {
        anyOf: [{ type: 'object', properties: { url: { type: 'string', format: 'uri' } } }, { type: 'null' }],
      },
      is_shared: { type: 'boolean' },
    },
  };
  expect(
    toErrors(schema, {
      name: '',
      visibility: 'x',
      metadata: { tool_groups: [{}] },
      authentication_config: { url: 'x' },
      is_shared: '1',
    }),
  ).toEqual({
    name: ['The name field is required.'],
    provider_uuid: ['The provider uuid field is required.'],
    visibility: ['The selected visibility is invalid.'],
    'metadata.tool_groups.0.label': ['The metadata.tool groups.0.label field is required.'],
    'authentication_config.url': ['The authentication config.url field must be a valid URL.'],
    is_shared: ['The is shared field must be true or false.'],
  });
  expect(toErrors(schema, [])).toEqual({ body: ['The body must be a JSON object.'] });
});
