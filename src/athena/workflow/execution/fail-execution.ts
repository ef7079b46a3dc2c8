import type { HandleFailedWork } from '../../../behaviour/time/failed-work.ts';
import { toTimestamp } from '../../../kernel/time/clock.ts';
import { EXECUTIONS } from './executions.ts';
import { cancelOpenSteps } from './finish-step.ts';
import { findRun, saveRun } from './save-run.ts';

/** Ends an execution as failed when its scheduled work throws; without this it would stay unfinished for ever. */
export const failExecution: HandleFailedWork = (transaction, payload, { world, now, message }) => {
  const uuid = String(payload['execution']);
  const found = findRun(transaction, { execution: uuid });
  if (found !== undefined) {
    const error = { message: `The step failed: ${message}`, node_id: String(payload['node'] ?? '') };
    const run = cancelOpenSteps({ ...found.run, ending: { status: 'error', error } }, { now });
    return saveRun(transaction, run, { execution: found.execution, world, now });
  }
  const execution = transaction.get(EXECUTIONS, uuid);
  if (execution === undefined || execution['is_finished'] === true) return;
  const at = toTimestamp(now);
  transaction.update(EXECUTIONS, uuid, { status: 'error', is_finished: true, stopped_at: at, updated_at: at });
};
