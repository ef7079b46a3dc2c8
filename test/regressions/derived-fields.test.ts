import { expect, it } from 'vitest';
import { createSimulator } from '../../src/index.ts';
import { call, useShopVariants } from '../support/shop-variants.ts';

const variant = useShopVariants();

it('filters and sorts by derived fields', async () => {
  const spec = await variant(
    [
      'computed: { id: increment, slug: { slug: name } }',
      'computed: { id: increment, slug: { slug: name }, total_books: { count: books }, alias: { field: name } }',
    ],
    [
      '        books_count: { type: integer }\n',
      '        books_count: { type: integer }\n        total_books: { type: integer }\n        alias: { type: string }\n',
    ],
    ['sort: [name, position]', 'sort: [name, total_books, books_count, alias]'],
    ['enum: [name, position]', 'enum: [name, total_books, books_count, alias]'],
    [
      '        - { name: search, in',
      '        - { name: total_books, in: query, schema: { type: integer } }\n        - { name: alias, in: query, schema: { type: string } }\n        - { name: search, in',
    ],
    ['search: [name]', 'search: [alias]'],
  );
  const simulator = await createSimulator({ spec });
  for (const name of ['c', 'a', 'b']) await call(simulator, 'POST', '/shelves', { name });
  for (const shelf of [1, 1, 1, 3]) await call(simulator, 'POST', '/books', { title: 't', shelf_id: shelf });
  const names = async (query: string) => {
    const { status, data } = await call(simulator, 'GET', `/shelves?${query}`);
    expect(status).toBe(200);
    return (data as { name: string }[]).map(({ name }) => name).join('');
  };
  expect(await names('sort_by=total_books')).toBe('abc');
  expect(await names('sort_by=total_books&sort_direction=desc')).toBe('cba');
  expect(await names('sort_by=books_count&sort_direction=desc')).toBe('cba');
  expect(await names('sort_by=alias')).toBe('abc');
  expect(await names('total_books=3')).toBe('c');
  expect(await names('total_books=0')).toBe('a');
  expect(await names('alias=b')).toBe('b');
  expect(await names('search=B')).toBe('b');
  await simulator.close();
});
