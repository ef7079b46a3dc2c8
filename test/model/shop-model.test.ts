import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';

const SHOP = fileURLToPath(new URL('../contracts/shop/openapi.yaml', import.meta.url));

interface Shelf {
  readonly id: number;
  readonly name: string;
}
interface Book {
  readonly id: string;
  readonly title: string;
  readonly shelfId: number;
}

/** What a plain list of what was acknowledged would hold. */
interface Model {
  shelves: Shelf[];
  books: Book[];
}

const step = fc.oneof(
  fc.record({ kind: fc.constant('addShelf' as const), name: fc.stringMatching(/^[a-z]{1,8}$/) }),
  fc.record({ kind: fc.constant('addBook' as const), title: fc.stringMatching(/^[a-z]{1,8}$/), shelf: fc.nat(6) }),
  fc.record({ kind: fc.constant('moveBook' as const), book: fc.nat(8), shelf: fc.nat(6) }),
  fc.record({ kind: fc.constant('removeBook' as const), book: fc.nat(8) }),
  fc.record({ kind: fc.constant('removeShelf' as const), shelf: fc.nat(6) }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

async function call(
  simulator: Simulator,
  method: string,
  path: string,
  body?: object,
): Promise<{ status: number; data: unknown }> {
  const init =
    body === undefined
      ? { method }
      : { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const response = await simulator.fetch(new Request(`http://localhost${path}`, init));
  const text = await response.text();
  return { status: response.status, data: text === '' ? undefined : (JSON.parse(text) as { data?: unknown }).data };
}

/** Takes a step on both; a shelf or book number beyond the end stands for one that is not there. */
async function take(simulator: Simulator, model: Model, { kind, ...arguments_ }: Step): Promise<void> {
  const {
    name = '',
    title = '',
    shelf: shelfNumber = 0,
    book: bookNumber = 0,
  } = arguments_ as { name?: string; title?: string; shelf?: number; book?: number };
  const shelf = model.shelves[shelfNumber];
  const book = model.books[bookNumber];
  const bookPath = `/books/${book?.id ?? '00000000-0000-4000-8000-000000000000'}`;
  switch (kind) {
    case 'addShelf': {
      const { data } = await call(simulator, 'POST', '/shelves', { name });
      model.shelves.push({ id: (data as Shelf).id, name });
      break;
    }
    case 'addBook': {
      const { status, data } = await call(simulator, 'POST', '/books', { title, shelf_id: shelf?.id ?? 999 });
      expect(status).toBe(shelf === undefined ? 422 : 201);
      if (shelf !== undefined) model.books.push({ id: (data as Book).id, title, shelfId: shelf.id });
      break;
    }
    case 'moveBook': {
      const { status } = await call(simulator, 'PATCH', bookPath, { shelf_id: shelf?.id ?? 999 });
      expect(status).toBe(book === undefined ? 404 : shelf === undefined ? 422 : 200);
      if (book !== undefined && shelf !== undefined) model.books[bookNumber] = { ...book, shelfId: shelf.id };
      break;
    }
    case 'removeBook': {
      const { status } = await call(simulator, 'DELETE', bookPath);
      expect(status).toBe(book === undefined ? 404 : 204);
      model.books = model.books.filter((other) => other !== book);
      break;
    }
    case 'removeShelf': {
      const isHeld = model.books.some(({ shelfId }) => shelfId === shelf?.id);
      const { status } = await call(simulator, 'DELETE', `/shelves/${shelf?.id ?? 999}`);
      expect(status).toBe(shelf === undefined ? 404 : isHeld ? 409 : 204);
      if (!isHeld) model.shelves = model.shelves.filter((other) => other !== shelf);
      break;
    }
  }
}

it('agrees with a plain list after any sequence of operations', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const simulator = await createSimulator({ spec: SHOP });
      const model: Model = { shelves: [], books: [] };
      for (const next of steps) await take(simulator, model, next);
      const shelves = (await call(simulator, 'GET', '/shelves?per_page=50&with_count=books')).data as {
        id: number;
        books_count: number;
      }[];
      const books = (await call(simulator, 'GET', '/books?per_page=50')).data as {
        id: string;
        title: string;
        shelf: { id: number };
      }[];
      const counts = (id: number): number => model.books.filter(({ shelfId }) => shelfId === id).length;
      expect(new Map(shelves.map(({ id, books_count: count }) => [id, count]))).toEqual(
        new Map(model.shelves.map(({ id }) => [id, counts(id)])),
      );
      expect(new Map(books.map(({ id, title, shelf }) => [id, `${title} on ${shelf.id}`]))).toEqual(
        new Map(model.books.map(({ id, title, shelfId }) => [id, `${title} on ${shelfId}`])),
      );
      expect(simulator.violations().breaches).toEqual([]);
      await simulator.close();
    }),
    { numRuns: 60, seed: 20_251 },
  );
});
