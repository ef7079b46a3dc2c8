import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import type { RequestInfo } from '../rule/behaviour.ts';

/** A page of a longer list. */
export interface Page {
  /** Counted from 1. */
  readonly page: number;
  readonly perPage: number;
  readonly total: number;
  /** How many records this page holds. */
  readonly count: number;
}

/** Returns `links` and `meta` of a page like Laravel's LengthAwarePaginator. Every link keeps the request's query. */
export function paginate(page: Page, request: RequestInfo): { readonly links: JsonObject; readonly meta: JsonObject } {
  const last = Math.max(Math.ceil(page.total / page.perPage), 1);
  const path = request.origin + request.path;
  const query = toOtherQuery(request);
  const url = (number: number): string => `${path}?${query}page=${number}`;
  const previous = page.page > 1 ? url(page.page - 1) : null;
  const next = page.page < last ? url(page.page + 1) : null;
  const from = page.count === 0 ? null : (page.page - 1) * page.perPage + 1;
  return {
    links: { first: url(1), last: url(last), prev: previous, next },
    meta: {
      current_page: page.page,
      from,
      last_page: last,
      links: [
        { url: previous, label: '&laquo; Previous', active: false },
        ...toWindow(page.page, last).map((number) => toLink(number, page.page, url)),
        { url: next, label: 'Next &raquo;', active: false },
      ],
      path,
      per_page: page.perPage,
      to: from === null ? null : from + page.count - 1,
      total: page.total,
    },
  };
}

/**
 * Returns the page numbers to link, with `null` for a gap, like Illuminate\Pagination\UrlWindow with three pages on
 * each side.
 */
function toWindow(page: number, last: number): readonly (number | null)[] {
  if (last < ON_EACH_SIDE * 2 + 8) return range(1, last);
  const edge = ON_EACH_SIDE + 4;
  if (page <= edge) return [...range(1, edge + ON_EACH_SIDE), null, ...range(last - 1, last)];
  if (page > last - edge) return [1, 2, null, ...range(last - (edge + ON_EACH_SIDE - 1), last)];
  return [1, 2, null, ...range(page - ON_EACH_SIDE, page + ON_EACH_SIDE), null, ...range(last - 1, last)];
}

function toLink(number: number | null, page: number, url: (number: number) => string): JsonValue {
  return number === null
    ? { url: null, label: '...', active: false }
    : { url: url(number), label: String(number), active: number === page };
}

/** Returns the request's query without the page, ready for another parameter. */
function toOtherQuery({ queryPairs }: RequestInfo): string {
  const query = new URLSearchParams();
  for (const [name, value] of queryPairs) if (name !== 'page') query.append(name, value);
  return query.size === 0 ? '' : `${query.toString()}&`;
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

const ON_EACH_SIDE = 3;
