import type { PrepareRule } from '../../behaviour/rule/behaviour.ts';
import type { PrepareFieldCheck } from '../../behaviour/rule/field-check.ts';
import { prepareCheckedCreate } from '../../behaviour/resource/create.ts';
import { prepareCheckedUpdate } from '../../behaviour/resource/update.ts';
import { checkGraph } from './graph/check-graph.ts';
import { toGraph } from './graph/graph.ts';
import { findSentGraph } from './graph/sent-graph.ts';
import { prepareExecutionCounts } from './counts.ts';
import { prepareCheckNewExecution, prepareCreateExecution } from './create-execution.ts';
import { prepareGenerateWorkflow } from './generate/generate-workflow.ts';
import { prepareStopExecution } from './stop-execution.ts';
import { prepareTriggerWebhook } from './trigger-webhook.ts';

/** Creates a workflow, and rejects a graph that cannot run. */
const prepareCreateWorkflow: PrepareRule = (operation, deps) =>
  prepareCheckedCreate(operation, deps, { check: (record) => checkGraph(toGraph(record)) });

/**
 * Updates a workflow, and rejects a graph that cannot run. Nodes or edges that are not sent keep their stored value.
 */
const prepareUpdateWorkflow: PrepareRule = (operation, deps) =>
  prepareCheckedUpdate(operation, deps, (record) => checkGraph(toGraph(record)));

/** Finds the faults of a complete graph in a body that is invalid elsewhere, so that both are reported together. */
const prepareCheckGraph: PrepareFieldCheck =
  () =>
  ({ body }) => {
    const graph = findSentGraph(body);
    return graph === undefined ? [] : checkGraph(graph);
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
