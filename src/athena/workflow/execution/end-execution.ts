import { cancelWork } from '../../../behaviour/time/schedule.ts';
import { toTimestamp } from '../../../kernel/time/clock.ts';
import type { StoredRecord, Transaction } from '../../../store/port/store.ts';
import type { World } from '../../../store/port/world.ts';
import { insertUnbegunData } from './execution-data.ts';
import { EXECUTIONS, ownerOf } from './executions.ts';
import { cancelOpenSteps } from './finish-step.ts';
import type { Ending } from './run.ts';
import { findRun, saveRun } from './save-run.ts';

/** Ends an unfinished execution before its last step: its open steps and scheduled work are canceled. */
export function endExecution(
  transaction: Transaction,
  execution: StoredRecord,
  { ending, world, now }: { readonly ending: Ending; readonly world: World; readonly now: number },
): void {
  const uuid = String(execution['uuid']);
  const found = findRun(transaction, { execution: uuid });
  if (found !== undefined) {
    const run = cancelOpenSteps({ ...found.run, ending }, { now });
    return saveRun(transaction, run, { execution, world, now });
  }
  const at = toTimestamp(now);
  const data = insertUnbegunData(transaction, execution, now);
  cancelWork(transaction, ownerOf(uuid));
  transaction.update(EXECUTIONS, uuid, {
    status: ending.status,
    is_finished: true,
    wait_till: null,
    stopped_at: at,
    updated_at: at,
    ...(data === undefined ? {} : { workflow_execution_data_id: data['id'] ?? null }),
  });
}
