import { describe, expect, test } from 'vitest';
import type { SchemaViolation } from '../../src/contract/model/contract.ts';
import { createValidatorFactory } from '../../src/contract/schema/create-validator-factory.ts';
import type { JsonObject } from '../../src/kernel/json/json.ts';
import { measureProcessorTime } from '../support/processor-time.ts';

const AT = '/components/schemas/It';

function createFactory(schemas: JsonObject, paths: JsonObject = {}) {
  return createValidatorFactory({ openapi: '3.1.0', paths, components: { schemas } });
}

function check(schema: JsonObject, value: unknown, strict = false): readonly SchemaViolation[] {
  return createFactory({
    It: schema,
    Named: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
  }).at(AT, {
    strict,
  })(value);
}

/** Returns `path keyword` for each violation. */
function outline(violations: readonly SchemaViolation[]): readonly string[] {
  return violations.map(({ path, keyword }) => `${path.join('/')} ${keyword}`);
}

const NAMED = { $ref: '#/components/schemas/Named' };

describe('hostile values', () => {
  const many = 200_000;
  const elements = (element: unknown): unknown[] => Array.from({ length: many }, () => element);
  const names = Object.fromEntries(elements(1).map((value, index) => [`NAME${index}`, value]));

  test.each<[string, JsonObject, unknown]>([
    ['wrong elements', { items: NAMED }, elements({})],
    ['wrong elements of a union', { items: { anyOf: [NAMED, { type: 'null' }] } }, elements({})],
    ['wrong elements after the first', { prefixItems: [true], items: NAMED }, elements({})],
    ['wrong properties', { additionalProperties: NAMED }, names],
    ['wrong properties of a pattern', { patternProperties: { '^N': NAMED } }, names],
    ['unknown properties', { additionalProperties: false }, names],
    ['unknown properties of a union', { anyOf: [{ additionalProperties: false }, { type: 'null' }] }, names],
    ['wrong names', { propertyNames: { $ref: '#/components/schemas/Named' } }, names],
    ['elements without the required one', { contains: NAMED }, elements({})],
    ['equal objects', { uniqueItems: true }, elements({ a: [1] })],
    ['equal texts', { uniqueItems: true, items: { type: 'string' } }, elements('a')],
    ['wrong unevaluated elements', { unevaluatedItems: NAMED }, elements({})],
    ['wrong unevaluated properties', { unevaluatedProperties: NAMED }, names],
    [
      'lists of lists',
      { items: { items: NAMED } },
      Array.from({ length: 400 }, () => Array.from({ length: 400 }, () => ({}))),
    ],
  ])(
    'hundreds of thousands of %s are rejected quickly, with at most a hundred violations',
    async (_title, schema, value) => {
      const validate = createFactory({ It: schema, Named: schemaOfNamed }).at(AT);
      validate([]);
      let count = 0;
      expect(await measureProcessorTime(() => (count = validate(value).length))).toBeLessThan(2000);
      expect(count).toBeGreaterThan(0);
      expect(count).toBeLessThanOrEqual(100);
    },
  );

  test('hundreds of thousands of different objects are found unique quickly', async () => {
    const objects = elements(0).map((_, index) => ({ index }));
    const time = await measureProcessorTime(() => expect(check({ uniqueItems: true }, objects)).toEqual([]));
    expect(time).toBeLessThan(2000);
  });

  test('the next branch is checked after a branch with hundreds of errors', () => {
    const schema = { anyOf: [{ items: { type: 'string' } }, { items: { type: 'boolean' } }] };
    expect(
      check(
        schema,
        Array.from({ length: 500 }, () => 5),
      ).length,
    ).toBeGreaterThan(0);
    expect(
      check(
        { allOf: [{ items: { type: 'string' } }], additionalProperties: false, items: { type: 'boolean' } },
        elements(5),
      ),
    ).toHaveLength(100);
  });

  test('a value deeper than the stack is rejected', () => {
    const validate = createFactory({ It: { type: 'array', items: { $ref: '#/components/schemas/It' } } }).at(AT);
    const deep: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
    expect(outline(validate(deep))).toEqual([' depth']);
    expect(validate([[]])).toEqual([]);
  });

  test.each<[JsonObject, string, string[]]>([
    [{ required: ['constructor', 'toString'] }, '{}', ['constructor required', 'toString required']],
    [{ properties: { constructor: { type: 'string' }, valueOf: { type: 'string' } } }, '{}', []],
    [
      { additionalProperties: { type: 'string' } },
      '{"__proto__":{"a":1},"constructor":1}',
      ['__proto__ type', 'constructor type'],
    ],
    [{ additionalProperties: false }, '{"__proto__":{"a":1}}', ['__proto__ additionalProperties']],
    [{ required: ['polluted'] }, '{"__proto__":{"polluted":1}}', ['polluted required']],
    [{ uniqueItems: true }, '["__proto__","__proto__"]', [' uniqueItems']],
  ])('%j sees only the own properties of %s', (schema, text, expected) => {
    expect(outline(check(schema, JSON.parse(text)))).toEqual(expected);
  });

  // It refers to itself, so that ajv calls it instead of inlining it.
  const schemaOfNamed = { type: 'object', required: ['name'], properties: { name: { type: 'string' }, child: NAMED } };
});
