import { schedule, type Work } from '../../../behaviour/time/schedule.ts';
import { toTimestamp } from '../../../kernel/time/clock.ts';
import type { JsonObject } from '../../../kernel/json/json.ts';
import type { RecordKey, StoredRecord, StoreReader, Transaction } from '../../../store/port/store.ts';
import type { World } from '../../../store/port/world.ts';
import { createChance } from '../../responder/model/chance.ts';
import { NO_PROGRESS } from './run.ts';

/** The collection that stores executions. */
export const EXECUTIONS = 'workflow_executions';
/** The collection that stores the data of executions. */
export const EXECUTION_DATA = 'workflow_execution_data';

/** The kind of scheduled work that starts an execution. */
export const BEGIN_EXECUTION = 'workflow.begin';
/** The kind of scheduled work that finishes a step. */
export const FINISH_STEP = 'workflow.finish-step';
/** The kind of scheduled work that retries a failed execution. */
export const RETRY_EXECUTION = 'workflow.retry';

/** The fields of a new execution. */
export interface NewExecution {
  readonly workflow: RecordKey;
  readonly user: RecordKey;
  readonly mode: string;
  readonly startData: JsonObject;
  /** The uuid of the execution that this one retries, or null. */
  readonly retryOf: string | null;
}

/** Stores a pending execution and schedules its start. */
export function startExecution(
  transaction: Transaction,
  { workflow, user, mode, startData, retryOf }: NewExecution,
  { world, now }: { readonly world: World; readonly now: number },
): StoredRecord {
  const id = transaction.next(EXECUTIONS);
  const uuid = world.ids.uuid(EXECUTIONS, id);
  const at = toTimestamp(now);
  const record = {
    id,
    uuid,
    mode,
    retry_of: retryOf,
    created_at: at,
    updated_at: at,
    workflow_uuid: workflow,
    user_id: user,
    ...PENDING,
  };
  transaction.insert(EXECUTIONS, record);
  const queued = createChance(world.random, `workflow/${uuid}`).number('queued', 300, 900);
  scheduleFor(transaction, uuid, {
    kind: BEGIN_EXECUTION,
    due: now + world.pace.scale(queued),
    payload: { execution: uuid, start_data: startData },
  });
  return record;
}

/** Schedules work that an execution owns: it is cancelled when the execution is deleted. */
export function scheduleFor(transaction: Transaction, execution: string, work: Omit<Work, 'owner'>): void {
  schedule(transaction, { ...work, owner: ownerOf(execution) });
}

/** Returns the name of an execution: that of its workflow. */
export function findExecutionName(record: StoredRecord, collection: string, reader: StoreReader): string | undefined {
  if (collection !== EXECUTIONS) return undefined;
  const name = reader.get('workflows', String(record['workflow_uuid']))?.['name'];
  return typeof name === 'string' ? name : undefined;
}

/** Returns the owner key of an execution's scheduled work. */
export function ownerOf(execution: string): string {
  return `${EXECUTIONS}/${execution}`;
}

/** The fields of every execution that has not started. */
const PENDING: StoredRecord = {
  is_finished: false,
  retry_success_id: null,
  started_at: null,
  stopped_at: null,
  wait_till: null,
  status: 'pending',
  deleted_at: null,
  workflow_execution_data_id: null,
  workflow_approvals_count: 0,
  pending_workflow_approvals_count: 0,
  requires_human_review: false,
  has_command_room_task: false,
  progress: NO_PROGRESS as unknown as JsonObject,
};
