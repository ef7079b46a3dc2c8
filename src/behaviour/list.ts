import type { Operation } from '../contract/contract.ts';
import { findFilter, LIST_PARAMETERS } from '../contract/find-filter.ts';
import type { Resource } from '../contract/resource.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { StoredRecord, StoreReader } from '../store/store.ts';
import type { PrepareRule, RuleTools } from './behaviour.ts';
import { compileEnvelope } from './envelope.ts';
import { getResource } from './get-resource.ts';
import { paginate } from './paginate.ts';
import { readRequestedRelations } from './requested-relations.ts';
import { compileSearch } from './search-records.ts';
import { compileFilter, selectRecords } from './select-records.ts';
import { sortRecords } from './sort-records.ts';

/** Lists what the caller may see: filtered, searched, sorted and paged by the operation's own parameters. */
export const prepareList: PrepareRule = (operation, tools) => {
  const resource = getResource(operation);
  const filters = compileFilters(operation, resource, tools);
  const matches = compileSearch(resource, tools.contract.resources);
  const envelope = compileEnvelope(operation);
  const hasPages =
    operation.parameters.some(({ field }) => field === 'page' || field === 'per_page') || operation.success.envelope.paginated;

  return function listRecords({ world, caller, path, query, request }) {
    const reader: StoreReader = world.store;
    const selected = selectRecords(resource, filters, { ...path, ...query }, reader)
      .filter((record) => tools.access.canSee(resource, record, { reader, caller }))
      .filter((record) => matches(record, query['search'], reader));
    const sorted = sortRecords(selected, toOrder(resource, query));
    const { page, perPage } = hasPages ? toPage(query) : { page: 1, perPage: Math.max(sorted.length, 1) };
    const shown = sorted.slice((page - 1) * perPage, page * perPage);
    const view = { reader, caller, origin: request.origin, ...readRequestedRelations(query) };
    const data = shown.map((record: StoredRecord) => tools.representer.represent(resource, record, view));
    if (!operation.success.envelope.paginated) return { kind: 'success', body: envelope(data) };
    return { kind: 'success', body: { data, ...paginate({ page, perPage, total: sorted.length, count: shown.length }, request) } };
  };
};

function compileFilters(operation: Operation, resource: Resource, { contract }: RuleTools) {
  return operation.parameters.flatMap((parameter) => {
    if (parameter.in !== 'path' && (parameter.in !== 'query' || LIST_PARAMETERS.has(parameter.field))) return [];
    const filter = findFilter(resource, parameter.field, contract.resources);
    return filter === undefined ? [] : (compileFilter(parameter.field, filter, resource, contract.resources) ?? []);
  });
}

function toOrder(resource: Resource, query: JsonObject): { field: string | undefined; descending: boolean } {
  const asked = query['sort_by'];
  return { field: typeof asked === 'string' ? asked : resource.sort[0], descending: query['sort_direction'] === 'desc' };
}

function toPage(query: JsonObject): { page: number; perPage: number } {
  const { page, per_page: perPage } = query;
  return { page: typeof page === 'number' ? page : 1, perPage: typeof perPage === 'number' ? perPage : PER_PAGE };
}

/** Eloquent's own default. */
const PER_PAGE = 15;
