import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../../src/index.ts';
import type { JsonObject, JsonValue } from '../../../src/kernel/json/json.ts';
import { asPeople } from '../people.ts';

const WORKSPACE = '550e8400-e29b-41d4-a716-446655440000';
const LAB = 'b72a9188-cf63-4a46-9bff-95ccaa26433e';

let simulator: Simulator;
let call: ReturnType<typeof asPeople>;
beforeAll(async () => {
  simulator = await createSimulator();
  call = asPeople(simulator);
});
afterAll(async () => {
  expect(simulator.violations().breaches).toEqual([]);
  await simulator.close();
});

const count = (path: string, body: JsonObject) =>
  call('john', 'POST', `${path}/metrics`, { calculation: 'accumulated_count', ...body });
const total = async (path: string, body: JsonObject): Promise<JsonValue | undefined> =>
  (await count(path, body)).body['total'];

describe('the five metrics', () => {
  it.each([
    ['agents', '', {}],
    ['agents', '&visibility=public', { visibility: 'public' }],
    ['workflows', '&date_from=2025-06-01&date_to=2025-06-20', { date_from: '2025-06-01', date_to: '2025-06-20' }],
    ['threads', '&date_from=2025-06-20', { date_from: '2025-06-20' }],
    ['workflow-executions', '', {}],
    ['workflow-executions', '&status=success&date_to=2025-06-25', { status: 'success', date_to: '2025-06-25' }],
  ])('%s%s counts the records of the list', async (path, query, body) => {
    for (const workspace of [WORKSPACE, LAB]) {
      const { body: list } = await call('john', 'GET', `${path}?per_page=1&workspace_uuid=${workspace}${query}`);
      expect(await total(path, { ...body, workspace_uuid: workspace })).toBe((list['meta'] as JsonObject)['total']);
    }
  });

  it('uses the primary workspace by default, and finds a workspace by its organization', async () => {
    expect(await total('agents', {})).toBe(await total('agents', { workspace_uuid: WORKSPACE }));
    expect(await total('agents', { organization_multiplai_id: 'multiplai_workspace_abc123' })).toBe(
      await total('agents', {}),
    );
    expect(
      await total('agents', { workspace_uuid: LAB, organization_multiplai_id: 'multiplai_workspace_abc123' }),
    ).not.toBe(await total('agents', {}));
  });

  it.each([
    [
      { workspace_uuid: '64bb0e43-7514-409b-933b-43d9baecb796' },
      { workspace_uuid: ['The selected workspace uuid is invalid.'] },
    ],
    [
      { organization_multiplai_id: 'no-such' },
      { organization_multiplai_id: ['The selected organization multiplai id is invalid.'] },
    ],
    [
      { date_from: '2025-06-30', date_to: '2025-06-01' },
      { date_to: ['The date to field must be a date after or equal to date from.'] },
    ],
    [
      { granularity: 'hourly', date_from: '0001-01-01' },
      { granularity: [expect.stringContaining('makes more than 10000 periods of this range')] },
    ],
    [{ calculation: 'sum' }, { calculation: ['The selected calculation is invalid.'] }],
  ])('%j is rejected', async (body, errors) => {
    const answer = await count('threads', body);
    expect(answer.status).toBe(422);
    expect(answer.body['errors']).toEqual(errors);
  });

  it('requires a workspace from a user without a primary workspace', async () => {
    const { status, body } = await call('mei', 'POST', 'agents/metrics', { calculation: 'accumulated_count' });
    expect(status).toBe(422);
    expect(body['errors']).toEqual({ workspace_uuid: ['The workspace uuid field is required.'] });
  });

  it('averages over all periods, and from the first period up to each period', async () => {
    const range = { date_from: '2025-06-24', date_to: '2025-06-30' };
    const { body: counts } = await count('messages', { ...range, calculation: 'time_series_count' });
    const values = (counts['data'] as readonly { value: number }[]).map(({ value }) => value);
    const sum = values.reduce((one, other) => one + other, 0);
    const { body: average } = await count('messages', { ...range, calculation: 'accumulated_average' });
    expect(average).toEqual({ data: [{ value: Math.round((sum / 7) * 100) / 100 }], total: sum });
    const { body: running } = await count('messages', { ...range, calculation: 'time_series_average' });
    const means = values.map(
      (_, index) =>
        Math.round((values.slice(0, index + 1).reduce((one, other) => one + other, 0) / (index + 1)) * 100) / 100,
    );
    expect((running['data'] as readonly { value: number }[]).map(({ value }) => value)).toEqual(means);
  });
});

describe('the metrics of a workspace', () => {
  const measure = (query: string) => call('john', 'GET', `workspaces/metrics?${query}`);

  it('contain only the total without grouping', async () => {
    expect((await measure('')).data).toEqual({
      entity: 'agents',
      metric: 'created',
      aggregation: 'count',
      group_by: null,
      granularity: null,
      total: 12,
      results: [],
    });
  });

  it('are grouped by user, in the documented shape', async () => {
    const { data } = await measure(
      'entity=workflows&metric=executions&group_by=user&order_by=value&order_dir=desc&limit=10',
    );
    const { body } = await call('john', 'GET', `workflow-executions?workspace_uuid=${WORKSPACE}&per_page=1`);
    const runs = (body['meta'] as JsonObject)['total'];
    expect(data).toEqual({
      entity: 'workflows',
      metric: 'executions',
      aggregation: 'count',
      group_by: 'user',
      total: runs,
      results: [{ user_id: '123', user_name: 'John Doe', value: runs }],
    });
  });

  it('read their fields from a body too, as documented, and the body overrides the query', async () => {
    const { body } = await request(simulator.app)
      .get('/api/v1/workspaces/metrics?entity=agents&metric=created')
      .set('authorization', 'Bearer athena-demo-token')
      .send({
        workspace_uuid: WORKSPACE,
        entity: 'workflows',
        metric: 'executions',
        aggregation: 'count',
        filters: { period: '1w' },
      })
      .expect(200);
    const { data } = await measure('entity=workflows&metric=executions&filters[period]=1w');
    expect(body).toEqual({ data });
    expect(data).toMatchObject({ entity: 'workflows', metric: 'executions' });
  });

  it('count shares and copies', async () => {
    expect((await measure('metric=shares')).data).toMatchObject({ total: 4 });
    expect((await measure('entity=workflows&metric=shares')).data).toMatchObject({ total: 2 });
    expect((await measure('entity=workflows&metric=copies')).data).toMatchObject({ total: 1 });
    const { data } = await call('jane', 'GET', 'workspaces/metrics?entity=workflows&metric=copies');
    expect(data).toMatchObject({ total: 1 });
  });

  it('average the duration of executions, in milliseconds', async () => {
    const { data } = await call('john', 'GET', `workflow-executions?workspace_uuid=${WORKSPACE}&per_page=100`);
    const durations = (data as readonly JsonObject[])
      .filter(({ stopped_at: stopped }) => stopped !== null)
      .map((run) => Date.parse(String(run['stopped_at'])) - Date.parse(String(run['started_at'])));
    const mean = durations.reduce((sum, duration) => sum + duration, 0) / durations.length;
    expect((await measure('entity=workflows&metric=avg_duration')).data).toMatchObject({
      total: Math.round(mean * 100) / 100,
      results: [],
    });
    expect((await measure('entity=workflows&metric=avg_duration&aggregation=max')).data).toMatchObject({
      total: Math.max(...durations),
    });
  });

  it('aggregate, order and limit the groups as requested', async () => {
    const query = 'metric=executions&group_by=date&granularity=weekly&filters[period]=4w';
    const { data } = await measure(query);
    const results = (data as { results: { date: string; value: number }[] }).results;
    expect(results.map(({ date }) => date)).toEqual([
      '2025-06-02',
      '2025-06-09',
      '2025-06-16',
      '2025-06-23',
      '2025-06-30',
    ]);
    const values = results.map(({ value }) => value);
    expect((await measure(`${query}&aggregation=max`)).data).toMatchObject({ total: Math.max(...values) });
    const { data: best } = await measure(`${query}&order_by=value&order_dir=desc&limit=2`);
    expect((best as { results: { value: number }[] }).results.map(({ value }) => value)).toEqual(
      values.toSorted((one, other) => other - one).slice(0, 2),
    );
  });

  it.each([
    ['metric=avg_duration', { metric: ['The avg duration metric is only available for workflows.'] }],
    [
      'entity=workflows&metric=avg_duration&group_by=user',
      { group_by: ['The avg duration metric does not support grouping.'] },
    ],
    ['group_by=date', { granularity: ['The granularity field is required when group by is date.'] }],
    ['order_by=date', { order_by: ['The selected order by is invalid.'] }],
    [
      'workspace_uuid=64bb0e43-7514-409b-933b-43d9baecb796',
      { workspace_uuid: ['The selected workspace uuid is invalid.'] },
    ],
  ])('reject %s', async (query, errors) => {
    const { status, body } = await measure(query);
    expect(status).toBe(422);
    expect(body['errors']).toEqual(errors);
  });
});

describe('the leaderboard', () => {
  it('is ordered by the requested metric, and by age among equal agents', async () => {
    for (const metric of ['runs', 'threads', 'messages', 'users']) {
      const { data } = await call('john', 'GET', `agents/leaderboard?metric=${metric}&period=1y&limit=100`);
      const places = data as readonly (JsonObject & { score: number; agent: { created_at: string } })[];
      expect(places.length).toBeGreaterThan(3);
      expect(places.map(({ rank }) => rank)).toEqual(places.map((_, index) => index + 1));
      const sorted = places.toSorted(
        (one, other) => other.score - one.score || one.agent.created_at.localeCompare(other.agent.created_at),
      );
      expect(places).toEqual(sorted);
      for (const place of places) expect(place[`${metric}_count`]).toBe(place.score);
    }
  });

  it('agrees with the metrics of the workspace', async () => {
    const { data } = await call('john', 'GET', 'agents/leaderboard?period=30d&limit=100');
    const runs = (data as readonly { score: number }[]).reduce((sum, { score }) => sum + score, 0);
    expect((await call('john', 'GET', 'workspaces/metrics?metric=executions&filters[period]=30d')).data).toMatchObject({
      total: runs,
    });
  });

  it('compares each rank with that of the previous period', async () => {
    const { data } = await call('john', 'GET', 'agents/leaderboard?period=1w&limit=100');
    const trends = (data as readonly { rank: number; previous_rank: number | null; trend: string }[]).map(
      (place) => place,
    );
    for (const { rank, previous_rank: before, trend } of trends) {
      expect(trend).toBe(before === null ? 'new' : before > rank ? 'up' : before < rank ? 'down' : 'same');
    }
  });
});
