import { describe, expect, it } from 'vitest';
import { paginate } from '../../../src/behaviour/list/paginate.ts';

const request = {
  origin: 'http://host',
  path: '/books',
  queryPairs: [
    ['sort_by', 'title'],
    ['page', '4'],
    ['ids[]', '1'],
    ['ids[]', '2'],
  ],
} as const;

describe('paginate', () => {
  it.each([
    { page: 1, perPage: 15, total: 0, count: 0, from: null, to: null, last: 1 },
    { page: 1, perPage: 15, total: 15, count: 15, from: 1, to: 15, last: 1 },
    { page: 2, perPage: 15, total: 16, count: 1, from: 16, to: 16, last: 2 },
    { page: 9, perPage: 15, total: 16, count: 0, from: null, to: null, last: 2 },
  ])('counts page $page of $total', ({ from, to, last, ...page }) => {
    const { meta } = paginate(page, request);
    expect(meta).toMatchObject({
      current_page: page.page,
      from,
      to,
      last_page: last,
      per_page: page.perPage,
      total: page.total,
      path: 'http://host/books',
    });
  });

  it('keeps the query and replaces the page', () => {
    const { links } = paginate({ page: 2, perPage: 1, total: 3, count: 1 }, request);
    expect(links).toEqual({
      first: 'http://host/books?sort_by=title&ids%5B%5D=1&ids%5B%5D=2&page=1',
      last: 'http://host/books?sort_by=title&ids%5B%5D=1&ids%5B%5D=2&page=3',
      prev: 'http://host/books?sort_by=title&ids%5B%5D=1&ids%5B%5D=2&page=1',
      next: 'http://host/books?sort_by=title&ids%5B%5D=1&ids%5B%5D=2&page=3',
    });
  });

  it('returns the keys of meta in the order of the paginator', () => {
    const { meta } = paginate({ page: 1, perPage: 1, total: 1, count: 1 }, request);
    expect(Object.keys(meta)).toEqual([
      'current_page',
      'from',
      'last_page',
      'links',
      'path',
      'per_page',
      'to',
      'total',
    ]);
  });

  it.each([
    { page: 1, last: 13, labels: '1 2 3 4 5 6 7 8 9 10 11 12 13' },
    { page: 1, last: 20, labels: '1 2 3 4 5 6 7 8 9 10 ... 19 20' },
    { page: 7, last: 20, labels: '1 2 3 4 5 6 7 8 9 10 ... 19 20' },
    { page: 8, last: 20, labels: '1 2 ... 5 6 7 8 9 10 11 ... 19 20' },
    { page: 13, last: 20, labels: '1 2 ... 10 11 12 13 14 15 16 ... 19 20' },
    { page: 14, last: 20, labels: '1 2 ... 11 12 13 14 15 16 17 18 19 20' },
    { page: 20, last: 20, labels: '1 2 ... 11 12 13 14 15 16 17 18 19 20' },
  ])('links the window around page $page of $last', ({ page, last, labels }) => {
    const { meta } = paginate({ page, perPage: 1, total: last, count: 1 }, request);
    const links = meta['links'] as { label: string; active: boolean; url: string | null }[];
    expect(links.map(({ label }) => label).join(' ')).toBe(`&laquo; Previous ${labels} Next &raquo;`);
    expect(links.filter(({ active }) => active).map(({ label }) => label)).toEqual([String(page)]);
    expect(links[0]?.url === null).toBe(page === 1);
    expect(links.at(-1)?.url === null).toBe(page === last);
  });
});
