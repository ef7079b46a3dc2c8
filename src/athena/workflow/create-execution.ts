import type { PrepareRule, RuleDeps } from '../../behaviour/rule/behaviour.ts';
import type { PrepareFieldCheck } from '../../behaviour/rule/field-check.ts';
import { compileEnvelope } from '../../behaviour/rule/envelope.ts';
import { checkRelations } from '../../behaviour/resource/check-relations.ts';
import { forbid } from '../../behaviour/resource/find-record.ts';
import type { Viewpoint } from '../../behaviour/representation/access.ts';
import type { Resource } from '../../contract/model/resource.ts';
import { isJsonObject, type JsonObject } from '../../kernel/json/json.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { FieldViolation } from '../../kernel/problem.ts';
import type { RecordKey, StoredRecord } from '../../store/port/store.ts';
import { getNamedResource } from '../contract/named-resource.ts';
import { EXECUTION_DATA, EXECUTIONS, startExecution, type NewExecution } from './execution/executions.ts';
import { planStart, type StartPlan } from './execution/plan-start.ts';

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

/**
 * Finds what is invalid in the body of Create a Workflow Execution: a workflow or a retried execution that the caller
 * cannot see, and one that cannot be tried again.
 */
export const prepareCheckNewExecution: PrepareFieldCheck = (_operation, deps) => {
  const executions = getNamedResource(deps.contract, 'WorkflowExecution');
  // The keys that the contract declares are checked without this.
  return ({ body }, viewpoint) => checkRetry(body, executions, { ...deps, viewpoint });
};

/** Returns the new execution that a body describes, or the outcome that rejects it. */
type Plan = (sent: JsonObject, viewpoint: Viewpoint) => NewExecution | Outcome;

function preparePlan({ contract, access }: RuleDeps, executions: Resource): Plan {
  const workflows = getNamedResource(contract, 'Workflow');
  return (sent, viewpoint) => {
    const { workflow_uuid: key, retry_of: retryOf = null } = sent;
    const context = { contract, access, viewpoint };
    const violations = [
      ...checkRelations(executions, { workflow_uuid: key ?? null }, context),
      ...checkRetry(sent, executions, context),
    ];
    const workflow = viewpoint.reader.get(workflows.collection, String(key));
    const mayRun = workflow !== undefined && access.may('run', workflows, workflow, viewpoint);
    if (violations.length > 0 && !(mayRun && isJsonObject(sent['data']))) return { kind: 'invalid', violations };
    if (workflow === undefined) return { kind: 'forbidden' };
    if (!mayRun) return forbid('run', { resource: workflows, record: workflow }, { access, viewpoint });
    const first = retryOf === null ? undefined : viewpoint.reader.get(EXECUTIONS, String(retryOf));
    const data = isJsonObject(sent['data']) ? sent['data'] : first === undefined ? {} : findStartData(first, viewpoint);
    const email = String(viewpoint.caller?.record['email'] ?? '');
    const start = planStart(workflow, data, { email, at: 'data.' });
    if (violations.length > 0) return { kind: 'invalid', violations: [...violations, ...violationsOf(start)] };
    if ('kind' in start) return start;
    return {
      workflow: workflow['uuid'] as RecordKey,
      user: viewpoint.caller?.key ?? Number(workflow['user_id']),
      ...start,
      ...(first === undefined ? { retryOf: null } : { mode: 'retry', retryOf: String(first['uuid']) }),
    };
  };
}

function violationsOf(start: StartPlan | Outcome): readonly FieldViolation[] {
  return 'kind' in start && start.kind === 'invalid' ? start.violations : [];
}

/** Finds an execution that cannot be tried again: it is unknown, unfinished, or of another workflow. */
function checkRetry(
  { workflow_uuid: workflow, retry_of: retryOf = null }: JsonObject,
  executions: Resource,
  { access, viewpoint }: Pick<RuleDeps, 'access'> & { readonly viewpoint: Viewpoint },
): readonly FieldViolation[] {
  if (retryOf === null) return [];
  const first = viewpoint.reader.get(EXECUTIONS, String(retryOf));
  const isRetryable =
    first !== undefined &&
    first['is_finished'] === true &&
    (typeof workflow !== 'string' || first['workflow_uuid'] === workflow) &&
    access.canSee(executions, first, viewpoint);
  return isRetryable ? [] : [NOT_RETRYABLE];
}

function findStartData(execution: StoredRecord, { reader }: Viewpoint): JsonObject {
  const stored = reader.get(EXECUTION_DATA, (execution['workflow_execution_data_id'] ?? '') as RecordKey);
  const data = isJsonObject(stored?.['data']) ? stored['data'] : {};
  return isJsonObject(data['start_data']) ? data['start_data'] : {};
}

function isOutcome(value: Outcome | StoredRecord): value is Outcome {
  return 'kind' in value;
}

const NOT_RETRYABLE: FieldViolation = {
  field: 'retry_of',
  location: 'body',
  keyword: 'exists',
  message: 'The selected retry of is invalid.',
};
