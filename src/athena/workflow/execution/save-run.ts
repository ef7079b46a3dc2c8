import { cancelWork } from '../../../behaviour/time/schedule.ts';
import { toTimestamp } from '../../../kernel/time/clock.ts';
import { isJsonObject } from '../../../kernel/json/json.ts';
import type { RecordKey, StoredRecord, StoreReader, Transaction } from '../../../store/port/store.ts';
import type { World } from '../../../store/port/world.ts';
import { EXECUTION_DATA, EXECUTIONS, FINISH_STEP, ownerOf, RETRY_EXECUTION, scheduleFor } from './executions.ts';
import { readRun, toData, toExecutionFields, type Run, type Step } from './run.ts';

/** Returns the execution and run of a step, or undefined when the execution was deleted or has ended. */
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

/** The execution's record, the world and the time to save a run with. */
export interface SaveContext {
  readonly execution: StoredRecord;
  readonly world: World;
  readonly now: number;
}

/** Stores the state of an execution and schedules the ends of the steps that have started. */
export function saveRun(transaction: Transaction, run: Run, { execution, world, now }: SaveContext): void {
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
  for (const { step, due } of run.startedSteps)
    scheduleFor(transaction, uuid, { kind: FINISH_STEP, due, payload: step });
  if (run.ending === undefined) return;
  cancelWork(transaction, ownerOf(uuid));
  recordAttempt(transaction, { execution, run, world, now });
}

/**
 * Records a successful retry in the execution that it retried, and schedules the next retry of a failed one, up to the
 * workflow's `max_retries`.
 */
function recordAttempt(
  transaction: Transaction,
  { execution, run, world, now }: SaveContext & { readonly run: Run },
): void {
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
  const maxRetries = isJsonObject(settings) ? Number(settings['max_retries'] ?? 0) : 0;
  const retries = transaction.find(EXECUTIONS, 'retry_of', first).length;
  if (retries >= maxRetries || transaction.get(EXECUTIONS, first) === undefined) return;
  const due = now + world.pace.scale(RETRY_DELAY * 2 ** retries);
  scheduleFor(transaction, first, {
    kind: RETRY_EXECUTION,
    due,
    payload: { execution: first, start_data: run.startData },
  });
}

/** Delay before the first retry, in milliseconds; it doubles with each further retry. */
const RETRY_DELAY = 60_000;
