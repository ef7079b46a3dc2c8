import { cancelWork } from '../../../behaviour/time/schedule.ts';
import { toTimestamp } from '../../../kernel/time/clock.ts';
import { isJsonObject } from '../../../kernel/json/json.ts';
import type { RecordKey, StoredRecord, StoreReader, Transaction } from '../../../store/port/store.ts';
import type { World } from '../../../store/port/world.ts';
import { EXECUTION_DATA, EXECUTIONS, FINISH_STEP, ownerOf, RETRY_EXECUTION, scheduleFor } from './executions.ts';
import { readRun, toData, toExecutionFields, type Run, type Step } from './run.ts';

/** The run of a step; undefined where the execution is not there any more, or at its end. */
export function findRun(
  reader: StoreReader,
  { execution: uuid }: Pick<Step, 'execution'>,
): { readonly execution: StoredRecord; readonly run: Run } | undefined {
  const execution = reader.get(EXECUTIONS, uuid);
  const data =
    execution === undefined
      ? undefined
      : reader.get(EXECUTION_DATA, execution['workflow_execution_data_id'] as RecordKey);
  if (execution === undefined || data === undefined || execution['is_finished'] === true) return undefined;
  return { execution, run: readRun(execution, data) };
}

/** What is saved with a run. */
export interface Saving {
  readonly execution: StoredRecord;
  readonly world: World;
  readonly now: number;
}

/** Writes down how far an execution has come, and schedules what has begun. */
export function saveRun(transaction: Transaction, run: Run, { execution, world, now }: Saving): void {
  const uuid = String(execution['uuid']);
  const at = toTimestamp(now);
  transaction.update(EXECUTION_DATA, execution['workflow_execution_data_id'] as RecordKey, {
    data: toData(run),
    updated_at: at,
  });
  const fields = toExecutionFields(run);
  const { started_at: started = null, workflow_execution_data_id: data = null } = execution;
  const stopped = run.ending === undefined ? null : at;
  transaction.update(EXECUTIONS, uuid, {
    ...fields,
    started_at: started,
    workflow_execution_data_id: data,
    stopped_at: stopped,
    updated_at: at,
  });
  for (const { step, due } of run.begun) scheduleFor(transaction, uuid, { kind: FINISH_STEP, due, payload: step });
  if (run.ending === undefined) return;
  cancelWork(transaction, ownerOf(uuid));
  concludeTries(transaction, { execution, run, world, now });
}

/**
 * A try that went well is noted with the execution that it tried again; one that failed is tried again, as often as the
 * workflow says.
 */
function concludeTries(transaction: Transaction, { execution, run, world, now }: Saving & { readonly run: Run }): void {
  const first = String(execution['retry_of'] ?? execution['uuid']);
  if (
    run.ending?.status === 'success' &&
    execution['retry_of'] !== null &&
    transaction.get(EXECUTIONS, first) !== undefined
  ) {
    transaction.update(EXECUTIONS, first, {
      retry_success_id: execution['uuid'] ?? null,
      updated_at: toTimestamp(now),
    });
  }
  if (run.ending?.status !== 'error') return;
  const settings = run.workflowData['settings'];
  const most = isJsonObject(settings) ? Number(settings['max_retries'] ?? 0) : 0;
  const tries = transaction.find(EXECUTIONS, 'retry_of', first).length;
  if (tries >= most || transaction.get(EXECUTIONS, first) === undefined) return;
  const due = now + world.pace.scale(RETRY_AFTER * 2 ** tries);
  scheduleFor(transaction, first, {
    kind: RETRY_EXECUTION,
    due,
    payload: { execution: first, start_data: run.startData },
  });
}

/** How long after a failure an execution is tried again, in milliseconds; then twice as long, and so on. */
const RETRY_AFTER = 60_000;
