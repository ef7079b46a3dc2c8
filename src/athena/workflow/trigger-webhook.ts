import type { PrepareRule } from '../../behaviour/rule/behaviour.ts';
import { compileEnvelope } from '../../behaviour/rule/envelope.ts';
import { compileFindRecord } from '../../behaviour/resource/find-record.ts';
import { isJsonObject } from '../../kernel/json/json.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { StoredRecord } from '../../store/port/store.ts';
import { getNamedResource } from '../contract/named-resource.ts';
import { EXECUTIONS, startExecution } from './execution/executions.ts';
import { planStart } from './execution/plan-start.ts';

/**
 * Trigger a webhook: starts an execution on the caller's behalf. Work that is already due (`--speed instant`) runs
 * before the response is sent.
 */
export const prepareTriggerWebhook: PrepareRule = (operation, { contract, access, representer }) => {
  const executions = getNamedResource(contract, 'WorkflowExecution');
  const find = compileFindRecord(operation, getNamedResource(contract, 'Workflow'), access);
  const envelope = compileEnvelope(operation);

  return async function triggerWebhook({ world, commitStep, caller, path, body, request, runDueWork }) {
    const started = await commitStep((transaction): Outcome | StoredRecord => {
      const found = find(path, 'run', { reader: transaction, caller });
      if (found.kind === 'rejected') return found.outcome;
      const payload = isJsonObject(body) ? body : {};
      const plan = planStart(found.record, payload, { email: String(caller?.record['email'] ?? '') });
      if ('kind' in plan) return plan;
      const common = {
        workflow: String(found.record['uuid']),
        user: caller?.key ?? Number(found.record['user_id']),
        retryOf: null,
      };
      return startExecution(transaction, { ...common, ...plan }, { world, now: world.clock.now() });
    });
    if (isOutcome(started)) return started;
    await runDueWork();
    const record = world.store.get(EXECUTIONS, String(started['uuid'])) ?? started;
    const view = { reader: world.store, caller, origin: request.origin };
    return { kind: 'success', body: envelope(representer.represent(executions, record, view)) };
  };
};

function isOutcome(value: Outcome | StoredRecord): value is Outcome {
  return 'kind' in value;
}
