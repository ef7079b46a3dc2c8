import type { PrepareRule } from '../../behaviour/rule/behaviour.ts';
import { prepareCreateWorkflow, prepareUpdateWorkflow } from './graph/checked.ts';
import { prepareExecutionCounts } from './counts.ts';
import { prepareGenerateWorkflow } from './generate/generate-workflow.ts';
import { prepareTriggerWebhook } from './trigger-webhook.ts';

/** The rules of workflows and executions, by operationId. */
export const WORKFLOW_RULES = {
  createWorkflow: prepareCreateWorkflow,
  updateWorkflow: prepareUpdateWorkflow,
  generateWorkflow: prepareGenerateWorkflow,
  triggerWorkflowWebhook: prepareTriggerWebhook,
  retrieveWorkflowExecutionCounts: prepareExecutionCounts,
} as const satisfies Readonly<Record<string, PrepareRule>>;
