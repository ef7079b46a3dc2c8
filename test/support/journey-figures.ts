import { expect } from 'vitest';
import type { JsonObject } from '../../src/kernel/json/json.ts';
import type { FrontEnd } from './front-end.ts';

/** The figures that a dashboard shows. */
export interface Figures {
  readonly threads: number;
  readonly messages: number;
  readonly executions: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly agentRuns: number;
  readonly workflowRuns: number;
  /** The figures of one agent in the leaderboard; undefined if it has not run. */
  readonly rank: { readonly runs: number; readonly threads: number; readonly users: number } | undefined;
}

/** Reads the figures from the API. Figures that two operations return must agree. */
export async function readFigures(front: FrontEnd, agent?: string): Promise<Figures> {
  const executions = await count(front, 'workflow-executions', {});
  const succeeded = await count(front, 'workflow-executions', { status: 'success' });
  const failed = await count(front, 'workflow-executions', { status: 'error' });
  const { data: counts } = await front.ask(200, 'GET', `/workflow-executions/count?workspace_uuid=${WORKSPACE}`);
  expect(counts).toMatchObject({ total: executions, success: succeeded, error: failed });
  return {
    threads: await count(front, 'threads', {}),
    messages: await count(front, 'messages', {}),
    executions,
    succeeded,
    failed,
    agentRuns: await measure(front, 'agents'),
    workflowRuns: await measure(front, 'workflows'),
    rank: agent === undefined ? undefined : await findRank(front, agent),
  };
}

async function count(front: FrontEnd, resource: string, filter: JsonObject): Promise<number> {
  const { body } = await front.ask(200, 'POST', `/${resource}/metrics`, {
    calculation: 'accumulated_count',
    ...filter,
  });
  return Number(body['total']);
}

async function measure(front: FrontEnd, entity: string): Promise<number> {
  const { data } = await front.ask(
    200,
    'GET',
    `/workspaces/metrics?entity=${entity}&metric=executions&aggregation=count`,
  );
  return Number(data['total']);
}

async function findRank(front: FrontEnd, agent: string): Promise<Figures['rank']> {
  const { list } = await front.ask(200, 'GET', '/agents/leaderboard?limit=100');
  const entry = list.find((candidate) => (candidate['agent'] as JsonObject)['uuid'] === agent);
  if (entry === undefined) return undefined;
  return {
    runs: Number(entry['runs_count']),
    threads: Number(entry['threads_count']),
    users: Number(entry['users_count']),
  };
}

/** John's primary workspace, the default of the metrics. */
const WORKSPACE = '550e8400-e29b-41d4-a716-446655440000';
