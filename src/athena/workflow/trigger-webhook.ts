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

/** Starts an execution on the caller's behalf. What is due at once (`--speed instant`) is done before the answer. */
export const prepareTriggerWebhook: PrepareRule = (operation, { contract, access, representer }) => {
  const executions = getNamedResource(contract, 'WorkflowExecution');
  const find = compileFindRecord(operation, getNamedResource(contract, 'Workflow'), access);
  const envelope = compileEnvelope(operation);

  return async function triggerWebhook({ world, commitStep, caller, path, body, request, runDueWork: settle }) {
    const started = await commitStep((transaction): Outcome | StoredRecord => {
      const found = find(path, 'run', { reader: transaction, caller });
      if (found.kind === 'refused') return found.outcome;
      const payload = isJsonObject(body) ? body : {};
      const plan = plans(found.record, payload, String(caller?.record['email'] ?? ''));
      if ('kind' in plan) return plan;
      const common = {
        workflow: String(found.record['uuid']),
        user: caller?.key ?? Number(found.record['user_id']),
        retryOf: null,
      };
      return startExecution(transaction, { ...common, ...plan }, { world, now: world.clock.now() });
    });
    if (isOutcome(started)) return started;
    await settle();
    const record = world.store.get(EXECUTIONS, String(started['uuid'])) ?? started;
    const view = { reader: world.store, caller, origin: request.origin };
    return { kind: 'success', body: envelope(representer.represent(executions, record, view)) };
  };
};

/** What an execution begins with, or why it may not. */
interface Plan {
  readonly mode: string;
  readonly startData: JsonObject;
}

function plans(workflow: StoredRecord, payload: JsonObject, email: string): Plan | Outcome {
  const name = String(workflow['name']);
  if (workflow['status'] !== 'active')
    return {
      kind: 'conflict',
      message: `The workflow "${name}" is ${String(workflow['status'])}: only an active one is started.`,
    };
  if (workflow['is_enabled'] === false) return { kind: 'conflict', message: `The workflow "${name}" is not enabled.` };
  const trigger = findTrigger(toGraph(workflow));
  if (trigger === undefined) return { kind: 'conflict', message: `The workflow "${name}" has no steps to run.` };
  const missing = trigger.type === 'trigger.manual' ? missingFields(trigger, payload) : [];
  if (missing.length > 0) return { kind: 'invalid', violations: missing };
  if (trigger.type === 'trigger.webhook') return { mode: 'webhook', startData: payload };
  return { mode: 'manual', startData: Object.keys(payload).length > 0 ? payload : { started_by: email } };
}

/** What a person has to fill in. */
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
