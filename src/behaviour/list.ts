import type { Operation } from '../contract/contract.ts';
import { findFilter, LIST_PARAMETERS } from '../contract/find-filter.ts';
import type { Resource } from '../contract/resource.ts';
import { findOwn, type JsonObject } from '../kernel/json.ts';
import type { StoredRecord } from '../store/store.ts';
import type { Viewpoint } from './access.ts';
import type { PrepareRule, RuleTools } from './behaviour.ts';
import { compileEnvelope } from './envelope.ts';
import { getResource } from './get-resource.ts';
import { paginate } from './paginate.ts';
import { compileField } from './read-field.ts';
import { readRequestedRelations } from './requested-relations.ts';
import { compileSearch } from './search-records.ts';
import { compileFilter, selectRecords } from './select-records.ts';
import { sortRecords } from './sort-records.ts';

/** Lists what the caller may see: filtered, searched, sorted and paged by the operation's own parameters. */
export const prepareList: PrepareRule = (operation, tools) => {
  const resource = getResource(operation);
  const filters = compileFilters(operation, resource, tools);
  const matches = compileSearch(resource, tools);
  const sort = compileSort(resource, tools);
  const envelope = compileEnvelope(operation);
  const hasPages =
    operation.parameters.some(({ field }) => field === 'page' || field === 'per_page') || operation.success.envelope.paginated;

  return function listRecords({ world, caller, path, query, request }) {
    const viewpoint: Viewpoint = { reader: world.store, caller };
    const selected = selectRecords(resource, filters, { ...path, ...query }, viewpoint)
      .filter((record) => tools.access.canSee(resource, record, viewpoint))
      .filter((record) => matches(record, query['search'], viewpoint));
    const sorted = sort(selected, query, viewpoint);
    const { page, perPage } = hasPages ? toPage(query) : { page: 1, perPage: Math.max(sorted.length, 1) };
    const shown = sorted.slice((page - 1) * perPage, page * perPage);
    const view = { ...viewpoint, origin: request.origin, ...readRequestedRelations(query) };
    const data = shown.map((record: StoredRecord) => tools.representer.represent(resource, record, view));
    if (!operation.success.envelope.paginated) return { kind: 'success', body: envelope(data) };
    return { kind: 'success', body: { data, ...paginate({ page, perPage, total: sorted.length, count: shown.length }, request) } };
  };
};

function compileFilters(operation: Operation, resource: Resource, tools: RuleTools) {
  return operation.parameters.flatMap((parameter) => {
    if (parameter.in !== 'path' && (parameter.in !== 'query' || LIST_PARAMETERS.has(parameter.field))) return [];
    const filter = findFilter(resource, parameter.field, tools.contract.resources);
    return filter === undefined ? [] : (compileFilter(parameter.field, filter, resource, tools) ?? []);
  });
}

/** By what `sort_by` asks for, else by the first that the resource sorts by, else in the order of insertion. */
function compileSort(resource: Resource, tools: RuleTools) {
  const readers = new Map(resource.sort.map((field) => [field, compileField([field], resource, tools)]));
  return (records: readonly StoredRecord[], query: JsonObject, viewpoint: Viewpoint): readonly StoredRecord[] => {
    const { sort_by: asked, sort_direction: direction } = query;
    const field = typeof asked === 'string' ? asked : resource.sort[0];
    const reader = readers.get(field ?? '') ?? ((record: StoredRecord) => findOwn(record, field ?? ''));
    const read = field === undefined ? undefined : (record: StoredRecord) => reader(record, viewpoint);
    return sortRecords(records, { read, descending: direction === 'desc' });
  };
}

function toPage(query: JsonObject): { page: number; perPage: number } {
  const { page, per_page: perPage } = query;
  return { page: typeof page === 'number' ? page : 1, perPage: typeof perPage === 'number' ? perPage : PER_PAGE };
}

/** Eloquent's own default. */
const PER_PAGE = 15;
