import { expect, it } from 'vitest';
import { createSimulator } from '../../src/index.ts';
import { findOwn, setOwn } from '../../src/kernel/json/json.ts';
import { call, useShopVariants } from '../support/shop-variants.ts';

const variant = useShopVariants();

it('accepts properties, filters and keys with the names of inherited properties', async () => {
  const properties =
    '{ type: integer, default: 0 }\n        constructor: { type: string }\n        toString: { type: [string, "null"] }\n';
  const spec = await variant(
    ['{ type: integer, default: 0 }\n', properties],
    [
      '        position: { type: integer, minimum: 0 }',
      '        position: { type: integer, minimum: 0 }\n        constructor: { type: string }',
    ],
    [
      '        - { name: search, in',
      '        - { name: constructor, in: query, schema: { type: string } }\n        - { name: search, in',
    ],
    ['required: [id, name, position, slug]', 'required: [id, name, position, slug, toString]'],
  );
  const simulator = await createSimulator({ spec });
  const plain = { id: 1, name: 'a', slug: 'a', position: 0, toString: null };
  expect(await call(simulator, 'POST', '/shelves', { name: 'a' })).toEqual({ status: 201, data: plain });
  const made = { id: 2, name: 'b', slug: 'b', position: 0, constructor: 'McLaren', toString: null };
  expect(await call(simulator, 'POST', '/shelves', { name: 'b', constructor: 'McLaren' })).toEqual({
    status: 201,
    data: made,
  });
  expect(await call(simulator, 'GET', '/shelves')).toEqual({ status: 200, data: [plain, made] });
  expect(await call(simulator, 'GET', '/shelves?constructor=McLaren')).toEqual({ status: 200, data: [made] });
  expect(simulator.violations().breaches).toEqual([]);
  await simulator.close();
});

it('reads a document whose objects have the names of inherited properties', async () => {
  const spec = await variant(['    ShelfBody:\n', '    ShelfBody:\n      constructor: 1\n      toString: { a: 1 }\n']);
  const simulator = await createSimulator({ spec });
  expect((await call(simulator, 'POST', '/shelves', { name: 'a' })).status).toBe(201);
  await simulator.close();
});

it('finds and sets own properties only', () => {
  const object: Record<string, unknown> = {};
  expect(findOwn(object, 'constructor')).toBeUndefined();
  for (const name of ['constructor', '__proto__', 'a']) setOwn(object, name, 1);
  expect(Object.entries(object)).toEqual([
    ['constructor', 1],
    ['__proto__', 1],
    ['a', 1],
  ]);
  expect(findOwn(object, '__proto__')).toBe(1);
});
