import type { PrepareRule, RuleDeps } from '../../behaviour/rule/behaviour.ts';
import { compileEnvelope } from '../../behaviour/rule/envelope.ts';
import { checkRelations } from '../../behaviour/resource/check-relations.ts';
import type { Viewpoint } from '../../behaviour/representation/access.ts';
import type { Resource } from '../../contract/model/resource.ts';
import { isJsonObject, type JsonObject } from '../../kernel/json/json.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { RecordKey, StoredRecord } from '../../store/port/store.ts';
import { getNamedResource } from '../contract/named-resource.ts';
import { EXECUTION_DATA, EXECUTIONS, startExecution, type NewExecution } from './execution/executions.ts';
import { planStart } from './execution/plan-start.ts';

/**
 * Create a Workflow Execution: starts a workflow on the caller's behalf, or tries an ended execution again. Work that
 * is already due (`--speed instant`) runs before the response is sent.
 */
export const prepareCreateExecution: PrepareRule = (operation, deps) => {
  const executions = getNamedResource(deps.contract, 'WorkflowExecution');
  const plan = preparePlan(deps, executions);
  const envelope = compileEnvelope(operation);

  return async function createExecution({ world, commitStep, caller, body, request, runDueWork }) {
    const sent = isJsonObject(body) ? body : {};
    const started = await commitStep((transaction): Outcome | StoredRecord => {
      const planned = plan(sent, { reader: transaction, caller });
      if ('kind' in planned) return planned;
      return startExecution(transaction, planned, { world, now: world.clock.now() });
    });
    if (isOutcome(started)) return started;
    await runDueWork();
    const record = world.store.get(EXECUTIONS, String(started['uuid'])) ?? started;
    const view = { reader: world.store, caller, origin: request.origin };
    return { kind: 'success', body: envelope(deps.representer.represent(executions, record, view)) };
  };
};

/** Returns the new execution that a body describes, or the outcome that rejects it. */
type Plan = (sent: JsonObject, viewpoint: Viewpoint) => NewExecution | Outcome;

function preparePlan({ contract, access }: RuleDeps, executions: Resource): Plan {
  const workflows = getNamedResource(contract, 'Workflow');
  return (sent, viewpoint) => {
    const { workflow_uuid: key, retry_of: retryOf = null } = sent;
    const violations = checkRelations(executions, { workflow_uuid: key ?? null }, { contract, access, viewpoint });
    if (violations.length > 0) return { kind: 'invalid', violations };
    const workflow = viewpoint.reader.get(workflows.collection, String(key));
    if (workflow === undefined || !access.may('run', workflows, workflow, viewpoint)) return { kind: 'forbidden' };
    const first = retryOf === null ? undefined : viewpoint.reader.get(EXECUTIONS, String(retryOf));
    if (retryOf !== null && !isRetryable(first, workflow, { access, executions, viewpoint })) return NOT_RETRYABLE;
    const data = isJsonObject(sent['data']) ? sent['data'] : first === undefined ? {} : findStartData(first, viewpoint);
    const email = String(viewpoint.caller?.record['email'] ?? '');
    const start = planStart(workflow, data, { email, at: 'data.' });
    if ('kind' in start) return start;
    return {
      workflow: workflow['uuid'] as RecordKey,
      user: viewpoint.caller?.key ?? Number(workflow['user_id']),
      ...start,
      ...(first === undefined ? { retryOf: null } : { mode: 'retry', retryOf: String(first['uuid']) }),
    };
  };
}

function isRetryable(
  execution: StoredRecord | undefined,
  workflow: StoredRecord,
  {
    access,
    executions,
    viewpoint,
  }: Pick<RuleDeps, 'access'> & {
    readonly executions: Resource;
    readonly viewpoint: Viewpoint;
  },
): execution is StoredRecord {
  return (
    execution !== undefined &&
    execution['is_finished'] === true &&
    execution['workflow_uuid'] === workflow['uuid'] &&
    access.canSee(executions, execution, viewpoint)
  );
}

function findStartData(execution: StoredRecord, { reader }: Viewpoint): JsonObject {
  const stored = reader.get(EXECUTION_DATA, (execution['workflow_execution_data_id'] ?? '') as RecordKey);
  const data = isJsonObject(stored?.['data']) ? stored['data'] : {};
  return isJsonObject(data['start_data']) ? data['start_data'] : {};
}

function isOutcome(value: Outcome | StoredRecord): value is Outcome {
  return 'kind' in value;
}

const NOT_RETRYABLE: Outcome = {
  kind: 'invalid',
  violations: [
    { field: 'retry_of', location: 'body', keyword: 'exists', message: 'The selected retry of is invalid.' },
  ],
};
