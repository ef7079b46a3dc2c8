import { SCHEDULED_WORK } from '../../../behaviour/time/schedule.ts';
import type { JsonObject } from '../../../kernel/json/json.ts';
import { isJsonObject } from '../../../kernel/json/json.ts';
import { toTimestamp } from '../../../kernel/time/clock.ts';
import type { StoredRecord, Transaction } from '../../../store/port/store.ts';
import { BEGIN_EXECUTION, EXECUTION_DATA, ownerOf } from './executions.ts';

/** Stores the data of an execution that begins now, with a copy of the workflow as it is. Returns the record. */
export function insertExecutionData(
  transaction: Transaction,
  { uuid }: StoredRecord,
  {
    workflow,
    startData,
    now,
  }: { readonly workflow: StoredRecord; readonly startData: JsonObject; readonly now: number },
): StoredRecord {
  const { id, uuid: workflowUuid, name, nodes = [], edges = [], variables = {}, settings = {} } = workflow;
  const at = toTimestamp(now);
  const data = {
    id: transaction.next(EXECUTION_DATA),
    data: { start_data: startData, result_data: { run_data: {}, last_node_executed: null, error: null } },
    workflow_data: {
      id: id ?? null,
      uuid: workflowUuid ?? null,
      name: name ?? null,
      nodes,
      edges,
      variables,
      settings,
    },
    workflow_execution_uuid: uuid ?? null,
    created_at: at,
    updated_at: at,
  };
  transaction.insert(EXECUTION_DATA, data);
  return data;
}

/**
 * Stores the data of an execution that ends before it begins, so that a retry finds what it was started with. Returns
 * undefined when nothing is scheduled for it any more, or its workflow is gone.
 */
export function insertUnbegunData(
  transaction: Transaction,
  execution: StoredRecord,
  now: number,
): StoredRecord | undefined {
  const owner = ownerOf(String(execution['uuid']));
  const payload = transaction.find(SCHEDULED_WORK.name, 'owner', owner).find(({ kind }) => kind === BEGIN_EXECUTION)?.[
    'payload'
  ];
  const workflow = transaction.get('workflows', String(execution['workflow_uuid']));
  if (workflow === undefined || !isJsonObject(payload) || !isJsonObject(payload['start_data'])) return undefined;
  return insertExecutionData(transaction, execution, { workflow, startData: payload['start_data'], now });
}
