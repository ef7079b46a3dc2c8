import { expect, test } from 'vitest';
import { createValidatorFactory } from '../../src/contract/schema/create-validator-factory.ts';

test('compiles a document whose schemas are all connected', () => {
  const schemas = Object.fromEntries(
    Array.from({ length: 1000 }, (_, index) => [
      `S${index}`,
      {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string' }, next: { $ref: `#/components/schemas/S${(index + 1) % 1000}` } },
      },
    ]),
  );
  const factory = createValidatorFactory({ openapi: '3.1.0', paths: {}, components: { schemas } });
  const validate = factory.at('/components/schemas/S0');
  expect(factory.compileAll()).toBe(1);
  const violations = validate({
    name: 'a',
    next: { name: 'b', next: { name: 'c', next: { name: 'd', next: { name: 'e', next: { name: 5 } } } } },
  });
  expect(violations.map(({ path, keyword }) => `${path.join('/')} ${keyword}`)).toEqual([
    'next/next/next/next/next/name type',
  ]);
});
