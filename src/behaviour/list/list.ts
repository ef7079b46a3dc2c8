import type { Operation } from '../../contract/model/contract.ts';
import { findFilter, LIST_PARAMETERS } from '../../contract/resource/find-filter.ts';
import type { Resource } from '../../contract/model/resource.ts';
import { findOwn, type JsonObject } from '../../kernel/json/json.ts';
import type { PrepareRule, RuleDeps } from '../rule/behaviour.ts';
import type { Caller } from '../representation/caller.ts';
import type { Store, StoredRecord } from '../../store/port/store.ts';
import { getResource } from '../rule/get-resource.ts';
import { OrderedView, type Selection, type ViewDefinition } from './ordered-view.ts';
import { compilePageText } from './page-texts.ts';
import { compileField, type ReadField } from '../representation/read-field.ts';
import { RecentMap } from '../../kernel/recent-map.ts';
import type { Selected } from '../representation/tracking/dependencies.ts';
import { areSameRecords } from '../representation/tracking/tracking-reader.ts';
import { TrackedStore } from '../representation/tracking/tracked-store.ts';
import { readRequestedRelations } from '../representation/requested-relations.ts';
import { compileSearch } from './search-records.ts';
import { compileFilter, findActive, findCandidates, passesAll } from './select-records.ts';
import { sortRecords } from './sort-records.ts';
import { getOrCreate } from '../../kernel/get-or-create.ts';

/** Lists the records that the caller may see: filtered, searched, sorted and paged by the operation's parameters. */
export const prepareList: PrepareRule = (operation, deps) => {
  const resource = getResource(operation);
  const select = compileSelect(operation, resource, deps);
  const toText = compilePageText(operation, deps.presenter.isCaching);
  const hasPages =
    operation.parameters.some(({ field }) => field === 'page' || field === 'per_page') ||
    operation.success.envelope.paginated;

  return function listRecords({ world, caller, path, query, request }) {
    const { total, slice } = select({ store: world.store, caller, query: { ...path, ...query } });
    const { page, perPage } = hasPages ? toPage(query) : { page: 1, perPage: Math.max(total, 1) };
    const view = { reader: world.store, caller, origin: request.origin, ...readRequestedRelations(query) };
    const items = slice((page - 1) * perPage, page * perPage).map(deps.presenter.presentFor(resource, view));
    return { kind: 'success', text: toText({ items, page: { page, perPage, total, count: items.length }, request }) };
  };
};

/** A request to list records: of which store, for whom, and with which parameters. */
interface ListRequest {
  readonly store: Store;
  readonly caller: Caller | undefined;
  /** Includes the path parameters, which filter too. */
  readonly query: JsonObject;
}

type Select = (request: ListRequest) => Selection;

type ViewsByStore = WeakMap<Store, RecentMap<string, OrderedView>>;

/**
 * Compiles the selection of a list. With caching, it keeps an ordered view for each caller, filter, search and order;
 * without, it scans the collection at each request.
 */
function compileSelect(operation: Operation, resource: Resource, deps: RuleDeps): Select {
  const define = compileDefinition(operation, resource, deps);
  if (!deps.presenter.isCaching) return (request) => selectUncached(define(request), request);
  const views: ViewsByStore = new WeakMap();
  return function selectByView(request) {
    const tracked = request.store instanceof TrackedStore ? request.store : undefined;
    const store = tracked?.base ?? request.store;
    const recent = getOrCreate(views, store, () => new RecentMap(MAX_CACHED_ENTRIES));
    const definition = define({ ...request, store });
    const id = definition.toId();
    const cached = recent.get(id);
    const view = cached ?? new OrderedView(store, definition);
    const descending = isDescending(request.query);
    const selection = view.select(descending);
    if (cached === undefined) recent.set(id, view, view.size + VIEW_COST);
    if (tracked === undefined) return selection;
    return {
      total: selection.total,
      slice: (from, to) => {
        const records = selection.slice(from, to);
        const repeat = createRepeat(views, { id, descending, from, to, total: selection.total, records });
        tracked.addSelected({ collections: view.collections(), size: records.length, repeat });
        return records;
      },
    };
  };
}

/** A selected page: how it was selected, and the result. */
interface SelectedPage {
  /** Identifies the view. */
  readonly id: string;
  readonly descending: boolean;
  readonly from: number;
  readonly to: number;
  readonly total: number;
  readonly records: readonly StoredRecord[];
}

/**
 * Creates the function that selects a page again. A cached response holds it, so it refers neither to a view nor to its
 * store: both can be freed.
 */
function createRepeat(
  views: ViewsByStore,
  { id, descending, from, to, total, records }: SelectedPage,
): Selected['repeat'] {
  return function repeat(store) {
    const view = views.get(store)?.get(id);
    const selection = view?.select(descending);
    const isSame = selection?.total === total && areSameRecords(selection.slice(from, to), records);
    return isSame ? view?.collections() : undefined;
  };
}

function selectUncached({ candidates, passes, sortBy }: ViewDefinition, { store, query }: ListRequest): Selection {
  const records = candidates().filter((record) => passes(record, store));
  const read = sortBy === undefined ? undefined : (record: StoredRecord) => sortBy(record, store);
  const sorted = sortRecords(records, { read, descending: isDescending(query) });
  return { total: sorted.length, slice: (from, to) => sorted.slice(from, to) };
}

/** Equal definitions have the same id. */
type IdentifiedDefinition = ViewDefinition & { readonly toId: () => string };

function compileDefinition(
  operation: Operation,
  resource: Resource,
  deps: RuleDeps,
): (request: ListRequest) => IdentifiedDefinition {
  const filters = compileFilters(operation, resource, deps);
  const matches = compileSearch(resource, deps);
  const readers = new Map(resource.sort.map((field) => [field, compileField([field], resource, deps)]));
  return function define({ store, caller, query }) {
    const active = findActive(filters, query);
    const search = findOwn(query, 'search');
    const field = toSortField(query, resource);
    const read = field === undefined ? undefined : (readers.get(field) ?? readStoredField(field));
    return {
      toId: () =>
        JSON.stringify([
          caller?.key ?? null,
          field ?? null,
          search ?? null,
          active.map(({ name, wanted }) => [name, wanted]),
        ]),
      collection: resource.collection,
      key: resource.key,
      candidates: () => findCandidates(resource, active, store),
      passes: (record, reader) => {
        const viewpoint = { reader, caller };
        return (
          passesAll(record, active, viewpoint) &&
          deps.access.canSee(resource, record, viewpoint) &&
          matches(record, search, viewpoint)
        );
      },
      sortBy: read === undefined ? undefined : (record, reader) => read(record, { reader, caller }),
    };
  };
}

function compileFilters(operation: Operation, resource: Resource, deps: RuleDeps) {
  return operation.parameters.flatMap((parameter) => {
    if (parameter.in !== 'path' && (parameter.in !== 'query' || LIST_PARAMETERS.has(parameter.field))) return [];
    const filter = findFilter(resource, parameter.field, deps.contract.resources);
    return filter === undefined ? [] : (compileFilter(parameter.field, filter, resource, deps) ?? []);
  });
}

/** Returns the field of `sort_by`, else the resource's default; undefined means insertion order. */
function toSortField({ sort_by: asked }: JsonObject, { sort }: Resource): string | undefined {
  return typeof asked === 'string' ? asked : sort[0];
}

function readStoredField(field: string): ReadField {
  return (record) => findOwn(record, field);
}

function isDescending({ sort_direction: direction }: JsonObject): boolean {
  return direction === 'desc';
}

function toPage(query: JsonObject): { page: number; perPage: number } {
  const { page, per_page: perPage } = query;
  return { page: typeof page === 'number' ? page : 1, perPage: typeof perPage === 'number' ? perPage : PER_PAGE };
}

/** Eloquent's default. */
const PER_PAGE = 15;
/** The total number of entries in the cached views of one operation in one world. */
const MAX_CACHED_ENTRIES = 400_000;
/** Fixed weight of each view against MAX_CACHED_ENTRIES. */
const VIEW_COST = 2500;
