import { describe, expect, it, vi } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';
import { INSTANTS, nameInstant } from '../support/demo-world.ts';

const METRICS = ['agents', 'workflows', 'threads', 'messages', 'workflow-executions'];
const GRANULARITIES = ['hourly', 'daily', 'weekly', 'monthly'];
const HEADERS = { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json' };
const DAY = 86_400_000;

interface Series {
  readonly data: readonly { readonly date: string; readonly value: number }[];
  readonly total: number;
}

describe('a server of the demo world', () => {
  it.each(INSTANTS.map((now) => [nameInstant(now), now]))(
    'on %s has activity in the last 24 hours, and in the last bucket of every series',
    async (_instant, now) => {
      vi.useFakeTimers({ now, toFake: ['Date'] });
      const simulator = await createSimulator({ seed: null });
      try {
        expect(await findQuiet(simulator, now)).toEqual([]);
        const query =
          'entity=agents&metric=executions&aggregation=count&group_by=date&granularity=daily&filters[period]=7d';
        const { data } = await ask<{ readonly data: { readonly results: Series['data'] } }>(
          simulator,
          `/api/v1/workspaces/metrics?${query}`,
        );
        expect(data.results.at(-1)?.value).toBeGreaterThan(0);
      } finally {
        await simulator.close();
        vi.useRealTimers();
      }
    },
  );
});

/** Lists the series of the five metrics that end with an empty bucket, or have none in the last 24 hours. */
async function findQuiet(simulator: Simulator, now: number): Promise<readonly string[]> {
  const quiet: string[] = [];
  for (const metric of METRICS) {
    for (const granularity of GRANULARITIES) {
      const from = new Date(now - (granularity === 'hourly' ? DAY : 60 * DAY)).toISOString().slice(0, 10);
      const body = { calculation: 'time_series_count', granularity, date_from: from };
      const { data } = await ask<Series>(simulator, `/api/v1/${metric}/metrics`, body);
      if ((data.at(-1)?.value ?? 0) === 0) quiet.push(`${metric} ${granularity}`);
      const lastDay = data.filter(({ date }) => Date.parse(date) > now - DAY);
      if (granularity === 'hourly' && lastDay.every(({ value }) => value === 0)) quiet.push(`${metric}, last 24 hours`);
    }
  }
  return quiet;
}

async function ask<Body>(simulator: Simulator, path: string, body?: object): Promise<Body> {
  const init =
    body === undefined ? { headers: HEADERS } : { method: 'POST', headers: HEADERS, body: JSON.stringify(body) };
  const response = await simulator.fetch(`http://127.0.0.1${path}`, init);
  expect(response.status).toBe(200);
  return (await response.json()) as Body;
}
