import type { PrepareRule } from '../../behaviour/rule/behaviour.ts';
import type { PrepareFieldCheck } from '../../behaviour/rule/field-check.ts';
import { prepareCheckedCreate } from '../../behaviour/resource/create.ts';
import { prepareCheckedUpdate } from '../../behaviour/resource/update.ts';
import type { JsonObject } from '../../kernel/json/json.ts';
import type { FieldViolation } from '../../kernel/problem.ts';
import { checkGraph } from './graph/check-graph.ts';
import { toGraph } from './graph/graph.ts';
import { findSentGraph } from './graph/sent-graph.ts';
import { prepareExecutionCounts } from './counts.ts';
import { prepareCheckNewExecution, prepareCreateExecution } from './create-execution.ts';
import { prepareGenerateWorkflow } from './generate/generate-workflow.ts';
import { prepareStopExecution } from './stop-execution.ts';
import { checkSchedule, followSchedule } from './schedules.ts';
import { prepareTriggerWebhook } from './trigger-webhook.ts';

/** Returns the reasons why a workflow cannot run, or not by its schedule. */
const checkWorkflow = (record: JsonObject): readonly FieldViolation[] => [
  ...checkGraph(toGraph(record)),
  ...checkSchedule(record),
];

/** Creates a workflow with its schedule, and rejects one that cannot run. */
const prepareCreateWorkflow: PrepareRule = (operation, deps) =>
  prepareCheckedCreate(operation, deps, { check: checkWorkflow, follow: followSchedule });

/**
 * Updates a workflow and its schedule, and rejects one that cannot run. Nodes or edges that are not sent keep their
 * stored value.
 */
const prepareUpdateWorkflow: PrepareRule = (operation, deps) =>
  prepareCheckedUpdate(operation, deps, { check: checkWorkflow, follow: followSchedule });

/** Finds the faults of a complete graph in a body that is invalid elsewhere, so that both are reported together. */
const prepareCheckGraph: PrepareFieldCheck =
  () =>
  ({ body }) => {
    const graph = findSentGraph(body);
    const { nodes: _nodes, edges: _edges, ...rest } = body;
    return graph === undefined ? checkSchedule(rest) : checkWorkflow(body);
  };

/** The checks of fields of workflows and executions, by operationId. */
export const WORKFLOW_FIELD_CHECKS = {
  createWorkflow: prepareCheckGraph,
  updateWorkflow: prepareCheckGraph,
  createWorkflowExecution: prepareCheckNewExecution,
} as const satisfies Readonly<Record<string, PrepareFieldCheck>>;

/** The rules of workflows and executions, by operationId. */
export const WORKFLOW_RULES = {
  createWorkflow: prepareCreateWorkflow,
  updateWorkflow: prepareUpdateWorkflow,
  generateWorkflow: prepareGenerateWorkflow,
  triggerWorkflowWebhook: prepareTriggerWebhook,
  createWorkflowExecution: prepareCreateExecution,
  stopWorkflowExecution: prepareStopExecution,
  retrieveWorkflowExecutionCounts: prepareExecutionCounts,
} as const satisfies Readonly<Record<string, PrepareRule>>;
