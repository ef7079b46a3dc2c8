import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { createSimulator } from '../../src/index.ts';
import { call, useShopVariants } from '../support/shop-variants.ts';

const variant = useShopVariants();
const ID = '00000000-0000-4000-8000-000000000001';

it('stores URLs of this server without its origin, so that sending back a record changes nothing', async () => {
  const cover = "  cover_url: { anyOf: [{ type: string, format: uri }, { type: 'null' }] }\n";
  const spec = await variant(
    ['  title: { type: string }\n', `  title: { type: string }\n${cover}`, 'schemas/Book.yaml'],
    ['  is_lent: { type: boolean }\n', `  is_lent: { type: boolean }\n${cover}`, 'schemas/BookChanges.yaml'],
  );
  const fixtures = dirname(spec);
  const time = '2024-01-15T10:30:00Z';
  const book = {
    id: ID,
    title: 'Atlas',
    pages: null,
    published_at: null,
    is_lent: false,
    shelf_id: 1,
    created_at: time,
    updated_at: time,
  };
  await writeFile(join(fixtures, 'books.json'), JSON.stringify([{ ...book, cover_url: '/assets/atlas.svg' }]));
  await writeFile(join(fixtures, 'shelves.json'), JSON.stringify([{ id: 1, name: 'Maps', slug: 'maps', position: 0 }]));
  const simulator = await createSimulator({ spec, fixtures });
  const path = `/books/${ID}`;
  const before = (await call(simulator, 'GET', path)).data as Record<string, unknown>;
  expect(before['cover_url']).toBe('http://shop.test/assets/atlas.svg');
  expect(await call(simulator, 'PATCH', path, before)).toEqual({ status: 200, data: before });
  const elsewhere = await simulator.fetch(`https://shop.example${path}`);
  expect(await elsewhere.json()).toMatchObject({
    data: { cover_url: 'https://shop.example/assets/atlas.svg', updated_at: time },
  });

  const external = 'http://shop.test.example/assets/atlas.svg';
  const { data } = await call(simulator, 'PATCH', path, { cover_url: external });
  expect(data).toMatchObject({ cover_url: external });
  expect((data as { updated_at: string }).updated_at).not.toBe(time);
  await simulator.close();
});
