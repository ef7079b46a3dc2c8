import type { PrepareRule } from '../../behaviour/rule/behaviour.ts';
import { compileEnvelope } from '../../behaviour/rule/envelope.ts';
import { compileFilter, findActive, findCandidates, passesAll } from '../../behaviour/list/select-records.ts';
import type { Filter, Resource } from '../../contract/model/resource.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import type { StoredRecord } from '../../store/port/store.ts';
import { getNamedResource } from '../contract/named-resource.ts';

/** Retrieve Workflow Execution Counts: counts by status the executions that the list shows for the same filters. */
export const prepareExecutionCounts: PrepareRule = (operation, deps) => {
  const resource = getNamedResource(deps.contract, 'WorkflowExecution');
  const filters = Object.entries(PARAMETERS).flatMap(
    ([name, listed]) => compileFilter(name, toFilter(resource, listed), resource, deps) ?? [],
  );
  const envelope = compileEnvelope(operation);

  return function countExecutions({ world, caller, query }) {
    const viewpoint = { reader: world.store, caller };
    const active = findActive(filters, query);
    const found = findCandidates(resource, active, world.store).filter(
      (record) => passesAll(record, active, viewpoint) && deps.access.canSee(resource, record, viewpoint),
    );
    return { kind: 'success', body: envelope(toCounts(found)) };
  };
};

function toFilter(resource: Resource, name: string): Filter {
  const filter = resource.filters.get(name);
  if (filter === undefined) throw new Error(`The list of executions has no filter ${name}.`);
  return filter;
}

function toCounts(records: readonly StoredRecord[]): JsonValue {
  const counts = new Map<string, number>(STATUSES.map((status) => [status, 0]));
  for (const { status } of records) counts.set(String(status), (counts.get(String(status)) ?? 0) + 1);
  const reviews = records.filter((record) => record['requires_human_review'] === true).length;
  return { total: records.length, ...Object.fromEntries(counts), requires_human_review: reviews };
}

/** The query parameters, each with the list parameter of the same meaning. */
const PARAMETERS = {
  workspace_uuid: 'workspace_uuid',
  multiplai_id: 'organization_multiplai_id',
  start_date: 'date_from',
  end_date: 'date_to',
} as const;

const STATUSES = ['pending', 'running', 'waiting', 'success', 'error', 'canceled', 'crashed'];
