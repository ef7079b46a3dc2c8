import { expect, test } from 'vitest';
import { createValidatorFactory } from '../../src/contract/schema/create-validator-factory.ts';
import type { JsonObject, JsonValue } from '../../src/kernel/json/json.ts';

function check(schema: JsonObject, value: JsonValue): readonly string[] {
  const validate = createValidatorFactory({ components: { schemas: { It: schema } } }).at('/components/schemas/It');
  return validate(value).map(({ keyword }) => keyword);
}

// ajv's comparison called properties of these names as functions, so that a request with one was a 500.
test.each<JsonValue>([
  { valueOf: 1 },
  { toString: 'x' },
  { a: 1, toString: null },
  [{ valueOf: 1 }],
  { a: { valueOf: [] } },
])('const and enum of objects reject %j without an error', (value) => {
  expect(check({ const: { a: 1 } }, value)).toEqual(['const']);
  expect(check({ const: [{ a: 1 }] }, value)).toEqual(['const']);
  expect(check({ enum: [{ a: { b: 1 } }, 2] }, value)).toEqual(['enum']);
});

test('const and enum of objects accept equal values with properties in any order', () => {
  expect(check({ const: { a: 1, toString: [1, 2] } }, { toString: [1, 2], a: 1 })).toEqual([]);
  expect(check({ enum: [{ a: 1, b: null }, 'x', 2] }, { b: null, a: 1 })).toEqual([]);
  expect(check({ enum: [{ a: 1, b: null }, 'x', 2] }, 'x')).toEqual([]);
  expect(check({ enum: [{ a: 1, b: null }, 'x', 2] }, '2')).toEqual(['enum']);
});
