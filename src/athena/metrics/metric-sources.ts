import type { MetricSource } from './metrics.ts';

/** The records that each of the five metrics operations counts. */
export const METRIC_SOURCES = {
  agents: {
    resource: 'Agent',
    owner: 'user_id',
    filters: { agent_uuids: 'uuid', visibility: 'visibility', status: 'status' },
  },
  workflows: {
    resource: 'Workflow',
    owner: 'user_id',
    filters: { workflow_uuids: 'uuid', visibility: 'visibility', status: 'status' },
  },
  threads: { resource: 'Thread', owner: 'creator_id', filters: { thread_uuids: 'uuid', agent_uuids: 'agent_uuid' } },
  messages: {
    resource: 'Message',
    through: 'thread',
    owner: 'thread.creator_id',
    filters: { thread_uuids: 'thread_uuid', agent_uuids: 'thread.agent_uuid', role: 'role' },
  },
  executions: {
    resource: 'WorkflowExecution',
    through: 'workflow',
    owner: 'user_id',
    filters: { workflow_uuids: 'workflow_uuid', status: 'status' },
  },
} as const satisfies Readonly<Record<string, MetricSource>>;
