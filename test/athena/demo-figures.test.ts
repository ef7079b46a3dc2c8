import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/assembly/load/load-contract.ts';
import { packagedFiles } from '../../src/assembly/load/packaged-files.ts';
import { loadFixtures } from '../../src/document/load-fixtures.ts';
import type { JsonObject, JsonValue } from '../../src/kernel/json/json.ts';

const JOHN = 123;
const WORKSPACE = '550e8400-e29b-41d4-a716-446655440000';
const THIRTY_DAYS_BEFORE = '2025-05-31T12:00:00Z';

const { contract } = await loadContract(undefined);
const fixtures = await loadFixtures(packagedFiles.fixtures());
const all = (name: string): readonly JsonObject[] =>
  fixtures.collections.find((collection) => collection.name === name)?.records ?? [];
const find = (name: string, uuid: JsonValue | undefined): JsonObject | undefined =>
  all(name).find((record) => record['uuid'] === uuid);

/** The first example of an answer, or the one of that name. */
function exampleOf(id: string, name?: string): unknown {
  const mediaType = contract.operations.find((operation) => operation.id === id)?.success.mediaTypes[0];
  return name === undefined ? mediaType?.example : mediaType?.examples.get(name);
}

const isInWorkspace = (record: JsonObject | undefined): boolean => record?.['workspace_uuid'] === WORKSPACE;
const isSeen = (record: JsonObject): boolean => record['user_id'] === JOHN || record['visibility'] === 'public';
const answers = all('messages').filter(
  ({ role, created_at: at }) => role === 'assistant' && String(at) >= THIRTY_DAYS_BEFORE,
);
const executions = all('workflow_executions').filter((record) => record['user_id'] === JOHN);

describe('the figures in the examples of the contract equal those of the demo world', () => {
  it.each([
    ['retrieveAgentsMetrics', all('agents').filter((record) => isSeen(record) && isInWorkspace(record))],
    ['retrieveWorkflowsMetrics', all('workflows').filter((record) => isSeen(record) && isInWorkspace(record))],
    [
      'retrieveThreadsMetrics',
      all('threads').filter((record) => record['creator_id'] === JOHN && isInWorkspace(record)),
    ],
    ['retrieveMessagesMetrics', all('messages').filter((record) => isInJohnsThread(record))],
    [
      'retrieveWorkflowExecutionsMetrics',
      executions.filter((record) => isInWorkspace(find('workflows', record['workflow_uuid']))),
    ],
  ])('%s', (id, counted) => {
    expect(exampleOf(id)).toEqual({ data: [{ value: counted.length }], total: counted.length });
    const { data, total } = exampleOf(id, 'time_series_count') as {
      readonly data: readonly { readonly date: string; readonly value: number }[];
      readonly total: number;
    };
    const length = Date.parse(data[1]?.date ?? '') - Date.parse(data[0]?.date ?? '');
    const madeFrom = (start: number): number =>
      counted.filter(({ created_at: at }) => start <= Date.parse(String(at)) && Date.parse(String(at)) < start + length)
        .length;
    expect(data).toEqual(data.map(({ date }) => ({ date, value: madeFrom(Date.parse(date)) })));
    expect(total).toBe(data.reduce((sum, { value }) => sum + value, 0));
  });

  it('retrieveWorkspacesMetrics by date', () => {
    const { data } = exampleOf('retrieveWorkspacesMetrics', 'by_date') as {
      readonly data: {
        readonly total: number;
        readonly results: readonly { readonly date: string; readonly value: number }[];
      };
    };
    const runs = answers.filter((message) => isInWorkspace(find('agents', message['agent_uuid'])));
    expect(data.total).toBe(runs.length);
    expect(data.results).toHaveLength(30);
    expect(data.results).toEqual(
      data.results.map(({ date }) => ({
        date,
        value: runs.filter(({ created_at: at }) => String(at).startsWith(date)).length,
      })),
    );
  });

  it('retrieveWorkflowExecutionCounts', () => {
    const statuses = ['pending', 'running', 'waiting', 'success', 'error', 'canceled', 'crashed'];
    const counts = statuses.map((status) => [
      status,
      executions.filter((record) => record['status'] === status).length,
    ]);
    const review = executions.filter((record) => record['requires_human_review'] === true).length;
    expect(exampleOf('retrieveWorkflowExecutionCounts')).toEqual({
      data: { total: executions.length, ...Object.fromEntries(counts), requires_human_review: review },
    });
  });

  it('listAgentLeaderboard', () => {
    const { data } = exampleOf('listAgentLeaderboard') as {
      readonly data: readonly (JsonObject & { readonly agent: JsonObject })[];
    };
    const ranked = all('agents')
      .filter((agent) => isInWorkspace(agent))
      .map(({ uuid }) => ({ uuid, runs: answers.filter((message) => message['agent_uuid'] === uuid) }))
      .toSorted((one, other) => other.runs.length - one.runs.length);
    const figures = ranked.slice(0, data.length).map(({ uuid, runs }, index) => {
      const threads = new Set(runs.map((message) => message['thread_uuid'])).size;
      const average = Math.round((runs.length / threads) * 100) / 100;
      const last = runs.map(({ created_at: at }) => String(at)).reduce((one, other) => (one > other ? one : other));
      return {
        rank: index + 1,
        agent: uuid,
        score: runs.length,
        runs: runs.length,
        messages: runs.length,
        threads,
        average,
        last,
      };
    });
    const shown = data.map(({ agent, ...place }) => ({
      rank: place['rank'],
      agent: agent['uuid'],
      score: place['score'],
      runs: place['runs_count'],
      messages: place['messages_count'],
      threads: place['threads_count'],
      average: place['average_messages_per_thread'],
      last: place['last_run_at'],
    }));
    expect(shown).toEqual(figures);
  });
});

function isInJohnsThread(message: JsonObject): boolean {
  const thread = find('threads', message['thread_uuid']);
  return thread?.['creator_id'] === JOHN && isInWorkspace(thread);
}
