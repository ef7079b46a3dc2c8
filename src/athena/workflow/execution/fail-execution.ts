import type { HandleFailedWork } from '../../../behaviour/time/failed-work.ts';
import { endExecution } from './end-execution.ts';
import { EXECUTIONS } from './executions.ts';

/** Ends an execution as failed when its scheduled work throws; without this it would stay unfinished for ever. */
export const failExecution: HandleFailedWork = (transaction, payload, { world, now, message }) => {
  const execution = transaction.get(EXECUTIONS, String(payload['execution']));
  if (execution === undefined || execution['is_finished'] === true) return;
  const error = { message: `The step failed: ${message}`, node_id: String(payload['node'] ?? '') };
  endExecution(transaction, execution, { ending: { status: 'error', error }, world, now });
};
