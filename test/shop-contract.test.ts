import { fileURLToPath } from 'node:url';
import request from 'supertest';
import { beforeEach, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../src/index.ts';

const SHOP = fileURLToPath(new URL('contracts/shop/openapi.yaml', import.meta.url));

describe('a contract of two related resources, given as a file', () => {
  let simulator: Simulator;
  beforeEach(async () => {
    simulator = await createSimulator({ spec: SHOP });
    return async () => {
      expect(simulator.violations().breaches).toEqual([]);
      await simulator.close();
    };
  });

  const api = () => request(simulator.app);
  const addShelf = async (name: string) =>
    (await api().post('/shelves').send({ name }).expect(201)).body.data as { id: number; slug: string };
  const addBook = async (fields: object) =>
    (await api().post('/books').send(fields).expect(201)).body.data as { id: string };

  it('creates records with defaults, and with keys, slugs and times of the server', async () => {
    const shelf = await addShelf('Old Maps');
    expect(shelf).toEqual({ id: 1, name: 'Old Maps', slug: 'old-maps', position: 0 });
    expect(await addShelf('Old maps')).toMatchObject({ id: 2, slug: 'old-maps-2' });
    const { body } = await api()
      .post('/books')
      .send({ title: 'Atlas', shelf_id: 1, id: 'mine', is_lent: true, unknown: 1 })
      .expect(201);
    expect(body.data).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      title: 'Atlas',
      pages: null,
      published_at: null,
      is_lent: false,
      shelf,
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      updated_at: body.data.created_at,
    });
  });

  it('lists pages whose links keep the query and lead to the last page', async () => {
    const shelf = await addShelf('Novels');
    for (let number = 1; number <= 7; number += 1) await addBook({ title: `Volume ${number}`, shelf_id: shelf.id });
    const titles: string[] = [];
    type Page = { body: { data: { title: string }[]; meta: object; links: { next: string | null } } };
    let path: string | null = `/books?per_page=3&shelf_ids[]=${shelf.id}`;
    let pages = 0;
    while (path !== null) {
      const { body }: Page = await api().get(path).expect(200);
      titles.push(...body.data.map((book) => book.title));
      pages += 1;
      expect(body.meta).toMatchObject({ current_page: pages, last_page: 3, per_page: 3, total: 7 });
      path = body.links.next === null ? null : body.links.next.replace(/^http:\/\/[^/]+/, '');
      if (path !== null) expect(path).toContain('shelf_ids');
    }
    expect(titles).toEqual([1, 2, 3, 4, 5, 6, 7].map((number) => `Volume ${number}`));
  });

  it('loads a relation on request, omits the relation back, and counts it', async () => {
    const shelf = await addShelf('Poems');
    const book = await addBook({ title: 'Odes', shelf_id: shelf.id });
    const { body } = await api().get('/shelves?with=books&with_count=books').expect(200);
    expect(body.data).toHaveLength(1);
    expect(body.data[0].books).toEqual([{ ...book, shelf: {} }]);
    expect(body.data[0].books_count).toBe(1);
    const plain = await api().get('/shelves').expect(200);
    expect(Object.keys(plain.body.data[0])).toEqual(['id', 'name', 'slug', 'position']);
  });

  it('filters by keys, dates and booleans, searches, and sorts both ways', async () => {
    const [first, second] = [await addShelf('Alpha'), await addShelf('Beta')];
    await addBook({ title: 'Early', shelf_id: first.id, published_at: '2020-05-01T00:00:00Z' });
    const late = await addBook({ title: 'Late', shelf_id: second.id, published_at: '2024-05-01T00:00:00Z' });
    await api().patch(`/books/${late.id}`).send({ is_lent: true }).expect(200);
    const titles = async (query: string) =>
      (await api().get(`/books?${query}`).expect(200)).body.data.map((book: { title: string }) => book.title);
    expect(await titles(`shelf_ids[]=${second.id}`)).toEqual(['Late']);
    expect(await titles(`shelf_ids[]=${first.id}&shelf_ids[]=${second.id}`)).toEqual(['Early', 'Late']);
    expect(await titles('published_from=2024-05-01')).toEqual(['Late']);
    expect(await titles('is_lent=0')).toEqual(['Early']);
    expect(await titles('is_lent=')).toEqual(['Early', 'Late']);
    const names = async (query: string) =>
      (await api().get(`/shelves?${query}`).expect(200)).body.data.map((shelf: { name: string }) => shelf.name);
    expect(await names('search=BET')).toEqual(['Beta']);
    expect(await names('sort_direction=desc')).toEqual(['Beta', 'Alpha']);
  });

  it('updates the sent fields, and keeps the others and the key', async () => {
    const shelf = await addShelf('Essays');
    const book = await addBook({ title: 'Trees', shelf_id: shelf.id, pages: 90 });
    const { body } = await api()
      .patch(`/books/${book.id}`)
      .send({ pages: 91, id: '00000000-0000-4000-8000-000000000000', created_at: 'never' })
      .expect(200);
    expect(body.data).toEqual({ ...book, pages: 91, updated_at: body.data.updated_at });
    expect(body.data.updated_at > body.data.created_at).toBe(true);
    expect((await api().get(`/books/${book.id}`).expect(200)).body).toEqual(body);
    const again = await api().patch(`/books/${book.id}`).send({ pages: 91 }).expect(200);
    expect(again.body.data.updated_at).toBe(body.data.updated_at);
  });

  it('rejects invalid fields with 422 and their names, and changes nothing', async () => {
    const { body } = await api().post('/books').send({ title: '', pages: 'many', published_at: 'soon' }).expect(422);
    expect(body.errors).toEqual({
      title: ['The title field is required.'],
      shelf_id: ['The shelf id field is required.'],
      pages: ['The pages field must be an integer.'],
      published_at: ['The published at field must be a valid date.'],
    });
    expect(body.message).toMatch(/\(and 3 more errors\)$/);
    const missing = await api().post('/books').send({ title: 'Lost', shelf_id: 99 }).expect(422);
    expect(missing.body.errors).toEqual({ shelf_id: ['The selected shelf id is invalid.'] });
    await api().get('/shelves?sort_by=colour').expect(422);
    await api().get('/shelves?with=walls').expect(422);
    expect((await api().get('/books')).body.data).toEqual([]);
  });

  it('never returns a secret, and never stores it as plain text', async () => {
    const shelf = await addShelf('Diaries');
    const book = await addBook({ title: 'Mine', shelf_id: shelf.id, secret_note: 'hunter2' });
    expect(JSON.stringify([book, (await api().get('/books')).body])).not.toContain('hunter2');
  });

  it('deletes a record, rejects a deletion that would leave orphans, and responds with 404 afterwards', async () => {
    const shelf = await addShelf('Plays');
    const book = await addBook({ title: 'Storm', shelf_id: shelf.id });
    const conflict = await api().delete(`/shelves/${shelf.id}`).expect(409);
    expect(conflict.body.message).toBe('The shelf cannot be deleted because books refer to it.');
    await api().delete(`/books/${book.id}`).expect(204);
    const gone = await api().get(`/books/${book.id}`).expect(404);
    expect(gone.body).toEqual({ message: `No query results for model [App\\Models\\Book] ${book.id}` });
    await api().delete(`/books/${book.id}`).expect(404);
    await api().delete(`/shelves/${shelf.id}`).expect(204);
    await api().get('/shelves/7').expect(404);
    await api().get('/books/nonsense').expect(404);
  });

  it('has no platform: it checks no credentials and has no paths of another contract', async () => {
    await api().get('/shelves').set('authorization', 'Bearer wrong').expect(200);
    await api().get('/api/v1/user').expect(404);
    expect(simulator.welcome.user).toBeUndefined();
  });

  it('suggests a path to try that responds', async () => {
    const { samplePath = '' } = simulator.welcome;
    expect((await api().get(samplePath)).status).toBe(200);
  });
});
