import type { HandleFailedWork } from '../../../behaviour/time/failed-work.ts';
import { toTimestamp } from '../../../kernel/time/clock.ts';
import { EXECUTIONS } from './executions.ts';
import { cancelOpen } from './finish-step.ts';
import { findRun, saveRun } from './save-run.ts';

/** Ends an execution as failed whose work could not be done: nothing else would ever end it. */
export const failExecution: HandleFailedWork = (transaction, payload, { world, now, message }) => {
  const uuid = String(payload['execution']);
  const found = findRun(transaction, { execution: uuid });
  if (found !== undefined) {
    const error = { message: `The step could not be done: ${message}`, node_id: String(payload['node'] ?? '') };
    const run = cancelOpen({ ...found.run, ending: { status: 'error', error } }, { now });
    return saveRun(transaction, run, { execution: found.execution, world, now });
  }
  const execution = transaction.get(EXECUTIONS, uuid);
  if (execution === undefined || execution['is_finished'] === true) return;
  const at = toTimestamp(now);
  transaction.update(EXECUTIONS, uuid, { status: 'error', is_finished: true, stopped_at: at, updated_at: at });
};
