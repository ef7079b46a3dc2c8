import type { Operation } from '../../contract/model/contract.ts';
import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import type { PrepareRule } from '../rule/behaviour.ts';
import { readParents, rejectMissingParent } from './find-item.ts';
import { getUse } from './get-use.ts';
import { compileWrapInLayout } from './wrap-in-layout.ts';
import { compileShow, getItem, PARENTS, toParentsText } from './stored-item.ts';

/**
 * Lists the items below the parents that the path names. Query parameters with a property's name filter the list; the
 * usual ones (`limit`, `page`, `offset` …) page it.
 */
export const prepareListItems: PrepareRule = (operation, { sample }) => {
  const use = getUse(operation);
  const { collection, layout } = use;
  const show = compileShow(collection);
  const wrapInLayout = compileWrapInLayout(
    layout.kind === 'nothing' ? { ...use, layout: { kind: 'bare', limit: undefined } } : use,
    sample,
  );
  const filters = filterNames(operation, new Set(collection.item.properties.keys()));
  const maxItems = layout.kind === 'bare' || layout.kind === 'wrapped' ? (layout.limit ?? Infinity) : Infinity;

  return function listItems({ world, path, query }) {
    const parents = readParents(use, path);
    const rejection = rejectMissingParent(collection, parents, world.store);
    if (rejection !== undefined) return rejection;
    const all = world.store.find(collection.name, PARENTS, toParentsText(parents)).map(getItem);
    const matching = all.filter((item) => filters.every((name) => passes(item, name, query[name])));
    const { start, count } = toRange(query);
    const page = matching.slice(start, start + Math.min(count, maxItems));
    return wrapInLayout(page.map(show), { total: matching.length });
  };
};

/**
 * Lists the query parameters that filter. A parameter that pages the list does not filter, even if a property has its
 * name.
 */
function filterNames({ parameters }: Operation, properties: ReadonlySet<string>): readonly string[] {
  const names = parameters.filter((parameter) => parameter.in === 'query').map(({ field }) => field);
  return names.filter((name) => properties.has(name) && !PAGING.has(name));
}

function passes(item: JsonObject, name: string, wanted: JsonValue | undefined): boolean {
  if (wanted === undefined) return true;
  const held = item[name];
  const values: readonly JsonValue[] = Array.isArray(held) ? held : [held ?? null];
  const options: readonly JsonValue[] = Array.isArray(wanted) ? wanted : [wanted];
  return options.length === 0 || values.some((value) => options.some((option) => String(option) === String(value)));
}

/** Reads the range from `limit` and `offset`, or from a page number that counts from 1. */
function toRange(query: JsonObject): { readonly start: number; readonly count: number } {
  const count = readNumber(query, SIZES) ?? Infinity;
  const offset = readNumber(query, OFFSETS);
  if (offset !== undefined) return { start: offset, count };
  const page = readNumber(query, PAGES);
  return { start: page === undefined || count === Infinity ? 0 : Math.max(page - 1, 0) * count, count };
}

function readNumber(query: JsonObject, names: readonly string[]): number | undefined {
  const value = names.map((name) => query[name]).find((candidate) => typeof candidate === 'number');
  return typeof value === 'number' && value >= 0 ? value : undefined;
}

const SIZES = ['limit', 'per_page', 'perPage', 'page_size', 'pageSize', 'size'];
const OFFSETS = ['offset', 'skip'];
const PAGES = ['page'];
const PAGING: ReadonlySet<string> = new Set([...SIZES, ...OFFSETS, ...PAGES]);
