import type { PrepareRule } from '../../behaviour/rule/behaviour.ts';
import { compileEnvelope } from '../../behaviour/rule/envelope.ts';
import { compileFindRecord } from '../../behaviour/resource/find-record.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { FieldViolation } from '../../kernel/problem.ts';
import type { StoredRecord } from '../../store/port/store.ts';
import { getNamedResource } from '../contract/named-resource.ts';
import { EXECUTIONS, startExecution } from './execution/executions.ts';
import { findTrigger, parametersOf, toGraph, type Node } from './graph/graph.ts';

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
      const plan = planStart(found.record, payload, String(caller?.record['email'] ?? ''));
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

/** The mode and start data of a new execution. */
interface StartPlan {
  readonly mode: string;
  readonly startData: JsonObject;
}

function planStart(workflow: StoredRecord, payload: JsonObject, email: string): StartPlan | Outcome {
  const name = String(workflow['name']);
  if (workflow['status'] !== 'active')
    return {
      kind: 'conflict',
      message: `The workflow "${name}" is ${String(workflow['status'])}. Set its status to active to start it.`,
    };
  if (workflow['is_enabled'] === false)
    return { kind: 'conflict', message: `The workflow "${name}" is not enabled. Enable it to start it.` };
  const trigger = findTrigger(toGraph(workflow));
  if (trigger === undefined)
    return { kind: 'conflict', message: `The workflow "${name}" has no steps to run. Add a trigger node.` };
  const missing = trigger.type === 'trigger.manual' ? missingFields(trigger, payload) : [];
  if (missing.length > 0) return { kind: 'invalid', violations: missing };
  if (trigger.type === 'trigger.webhook') return { mode: 'webhook', startData: payload };
  return { mode: 'manual', startData: Object.keys(payload).length > 0 ? payload : { started_by: email } };
}

/** Returns a violation for each field of a manual trigger that the payload leaves empty. */
function missingFields(trigger: Node, payload: JsonObject): readonly FieldViolation[] {
  const { fields } = parametersOf(trigger);
  const names: readonly JsonValue[] = Array.isArray(fields) ? (fields as readonly JsonValue[]) : [];
  return names
    .map(String)
    .filter((name) => !Object.hasOwn(payload, name) || payload[name] === null || payload[name] === '')
    .map((field) => ({
      field,
      location: 'body',
      keyword: 'required',
      message: `The ${field.replaceAll('_', ' ')} field is required.`,
    }));
}

function isOutcome(value: Outcome | StoredRecord): value is Outcome {
  return 'kind' in value;
}
