import type { PrepareRule } from '../../behaviour/rule/behaviour.ts';
import { getKey } from '../../behaviour/representation/record-key.ts';
import { parseTimestamp, toTimestamp } from '../../kernel/time/clock.ts';
import type { JsonObject } from '../../kernel/json/json.ts';
import type { StoredRecord } from '../../store/port/store.ts';
import { findAnswers, type Measurement } from './measurements.ts';
import { round } from './metrics.ts';
import { getNamedResource } from '../contract/named-resource.ts';
import { toSpanStart } from '../../kernel/time/periods.ts';
import { findWorkspace } from './workspace-context.ts';

/** List Agent Leaderboard: the agents of a workspace that answered in a period, best first, ties by creation time. */
export const prepareLeaderboard: PrepareRule = (_operation, deps) => {
  const agents = getNamedResource(deps.contract, 'Agent');

  return function listAgentLeaderboard({ world, caller, query, request }) {
    const viewpoint = { reader: world.store, caller };
    const workspace = findWorkspace(query, 'query', { deps, viewpoint });
    if (workspace.kind === 'invalid') return workspace;
    const now = world.clock.now();
    const period = String(query['period'] ?? '30d');
    const from = toSpanStart(period, now);
    const candidates = world.store
      .find(agents.collection, 'workspace_uuid', workspace.key)
      .filter((record) => deps.access.canSee(agents, record, viewpoint))
      .toSorted((one, other) => ageOf(one) - ageOf(other))
      .map((record) => ({ record, answers: findAnswers(getKey(agents, record), world.store) }));
    const metric = toMetric(query['metric']);
    const ranking = rank(candidates, { from, to: Number.POSITIVE_INFINITY }, metric);
    const previous = rank(candidates, { from: toSpanStart(period, from - 1), to: from }, metric);
    const view = { ...viewpoint, origin: request.origin };
    const data = ranking.slice(0, Number(query['limit'] ?? DEFAULT_LIMIT)).map(({ record, answers, score }, index) => ({
      ...compare(index + 1, previous.findIndex((ranked) => ranked.record === record) + 1),
      score,
      ...summarise(answers),
      agent: deps.representer.represent(agents, record, view),
    }));
    return { kind: 'success', body: { data } };
  };
};

interface Candidate {
  readonly record: StoredRecord;
  readonly answers: readonly Measurement[];
}

interface RankedAgent extends Candidate {
  readonly score: number;
}

function rank(
  candidates: readonly Candidate[],
  { from, to }: { readonly from: number; readonly to: number },
  metric: (answers: readonly Measurement[]) => number,
): readonly RankedAgent[] {
  return candidates
    .map(({ record, answers }) => ({ record, answers: answers.filter(({ time }) => from <= time && time < to) }))
    .filter(({ answers }) => answers.length > 0)
    .map((candidate) => ({ ...candidate, score: metric(candidate.answers) }))
    .toSorted((one, other) => other.score - one.score);
}

function ageOf({ created_at: at }: StoredRecord): number {
  return parseTimestamp(String(at)) ?? 0;
}

/** Compares an agent's rank with its previous one; `previous` is 0 when there is none. */
function compare(current: number, previous: number): JsonObject {
  if (previous === 0) return { rank: current, previous_rank: null, trend: 'new' };
  return {
    rank: current,
    previous_rank: previous,
    trend: current < previous ? 'up' : current > previous ? 'down' : 'same',
  };
}

function summarise(answers: readonly Measurement[]): JsonObject {
  const threads = countThreads(answers);
  return {
    runs_count: answers.length,
    threads_count: threads,
    messages_count: answers.length,
    users_count: countUsers(answers),
    average_messages_per_thread: round(answers.length / threads),
    last_run_at: toTimestamp(answers.reduce((latest, { time }) => Math.max(latest, time), 0)),
  };
}

function toMetric(name: unknown): (answers: readonly Measurement[]) => number {
  if (name === 'threads') return countThreads;
  return name === 'users' ? countUsers : ({ length }) => length;
}

function countThreads(answers: readonly Measurement[]): number {
  return new Set(answers.map(({ record }) => record['thread_uuid'])).size;
}

function countUsers(answers: readonly Measurement[]): number {
  return new Set(answers.map(({ user }) => user)).size;
}

const DEFAULT_LIMIT = 10;
