import { expect, it } from 'vitest';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/kernel/json/json.ts';
import { toSimpleValue } from '../../../src/kernel/json/simple-value.ts';

const resolve = (value: JsonValue | undefined): JsonObject => (isJsonObject(value) ? value : {});

it.each<[type: JsonValue, value: unknown]>([
  ['integer', 1],
  [['boolean', 'null'], true],
  ['array', []],
  ['string', '…'],
  ['constructor', '…'],
  ['__proto__', '…'],
])('the simplest value of the type %j is %j', (type, value) => {
  expect(toSimpleValue({ type }, resolve)).toEqual(value);
});

it('a schema that requires itself in each of its fields has a value of bounded size', () => {
  const names = Array.from({ length: 100 }, (_, index) => `field_${index}`);
  const self = { required: names, properties: {} };
  self.properties = Object.fromEntries(names.map((name) => [name, self]));
  const value = toSimpleValue(self, resolve);
  expect(Object.keys(value as JsonObject)).toContain('field_0');
  expect(JSON.stringify(value).length).toBeLessThan(100_000);
});
