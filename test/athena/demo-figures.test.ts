import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/assembly/load-contract.ts';
import { packagedFiles } from '../../src/assembly/packaged-files.ts';
import { loadFixtures } from '../../src/document/load-fixtures.ts';
import type { JsonObject, JsonValue } from '../../src/kernel/json.ts';

const JOHN = 123;
const WORKSPACE = '550e8400-e29b-41d4-a716-446655440000';
const THIRTY_DAYS_BEFORE = '2025-05-31T12:00:00Z';

const { contract } = await loadContract(undefined);
const fixtures = await loadFixtures(packagedFiles.fixtures());
const all = (name: string): readonly JsonObject[] => fixtures.collections.find((collection) => collection.name === name)?.records ?? [];
const find = (name: string, uuid: JsonValue | undefined): JsonObject | undefined => all(name).find((record) => record['uuid'] === uuid);
const exampleOf = (id: string): unknown => contract.operations.find((operation) => operation.id === id)?.success.mediaTypes[0]?.example;

const isInWorkspace = (record: JsonObject | undefined): boolean => record?.['workspace_uuid'] === WORKSPACE;
const isSeen = (record: JsonObject): boolean => record['user_id'] === JOHN || record['visibility'] === 'public';
const executions = all('workflow_executions').filter((record) => record['user_id'] === JOHN);

describe('the figures in the examples of the contract are those of the demo world', () => {
  it.each([
    ['retrieveAgentsMetrics', all('agents').filter((record) => isSeen(record) && isInWorkspace(record))],
    ['retrieveWorkflowsMetrics', all('workflows').filter((record) => isSeen(record) && isInWorkspace(record))],
    ['retrieveThreadsMetrics', all('threads').filter((record) => record['creator_id'] === JOHN && isInWorkspace(record))],
    ['retrieveMessagesMetrics', all('messages').filter((record) => isInJohnsThread(record))],
    ['retrieveWorkflowExecutionsMetrics', executions.filter((record) => isInWorkspace(find('workflows', record['workflow_uuid'])))],
  ])('%s', (id, counted) => {
    expect(exampleOf(id)).toEqual({ data: [{ value: counted.length }], total: counted.length });
  });

  it('retrieveWorkflowExecutionCounts', () => {
    const statuses = ['pending', 'running', 'waiting', 'success', 'error', 'canceled', 'crashed'];
    const counts = statuses.map((status) => [status, executions.filter((record) => record['status'] === status).length]);
    const review = executions.filter((record) => record['requires_human_review'] === true).length;
    expect(exampleOf('retrieveWorkflowExecutionCounts')).toEqual({
      data: { total: executions.length, ...Object.fromEntries(counts), requires_human_review: review },
    });
  });

  it('listAgentLeaderboard', () => {
    const { data } = exampleOf('listAgentLeaderboard') as {
      readonly data: readonly { readonly agent: JsonObject; readonly runs_count: number }[];
    };
    const answers = all('messages').filter(({ role, created_at: at }) => role === 'assistant' && String(at) >= THIRTY_DAYS_BEFORE);
    const ranked = all('agents')
      .filter((agent) => isInWorkspace(agent))
      .map(({ uuid }) => ({ uuid, runs: answers.filter((message) => message['agent_uuid'] === uuid).length }))
      .toSorted((one, other) => other.runs - one.runs);
    expect(data.map(({ agent, runs_count: runs }) => ({ uuid: agent['uuid'], runs }))).toEqual(ranked.slice(0, data.length));
  });
});

function isInJohnsThread(message: JsonObject): boolean {
  const thread = find('threads', message['thread_uuid']);
  return thread?.['creator_id'] === JOHN && isInWorkspace(thread);
}
