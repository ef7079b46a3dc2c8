import { expect, it } from 'vitest';
import { describeViolation } from '../../../src/contract/schema/describe-violation.ts';

it.each([
  ['type', { type: 'string' }, 'number', 'must be a string, and is a number'],
  ['type', { type: ['integer', 'null'] }, 'object', 'must be an integer or null, and is an object'],
  ['minLength', { limit: 1 }, 'string', 'must have at least 1 character'],
  ['maxItems', { limit: 3 }, 'array', 'must have at most 3 items'],
  ['minProperties', { limit: 2 }, 'object', 'must have at least 2 properties'],
  ['enum', { allowedValues: ['a', 1, null] }, 'string', 'must be one of "a", 1, null'],
  ['enum', { allowedValues: Array.from({ length: 25 }, (_, index) => index) }, 'string', /19 and 5 more$/],
  ['required', { missingProperty: 'name' }, 'missing', 'is missing'],
  ['additionalProperties', {}, 'string', 'is not declared'],
  ['format', { format: 'uuid' }, 'string', 'must have the format uuid'],
  ['const', { allowedValue: 'x'.repeat(500) }, 'string', /^must be "x{199}…$/],
  ['contains', {}, 'array', 'breaks "contains" of its schema'],
  ['constructor', {}, 'array', 'breaks "constructor" of its schema'],
])('%s %j is described to developers in words', (keyword, params, actual, words) => {
  const described = describeViolation({ path: [], keyword, params, actual });
  expect(described).toEqual(typeof words === 'string' ? words : expect.stringMatching(words));
});
