import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSimulator } from '../../../src/index.ts';
import type { JsonObject } from '../../../src/kernel/json/json.ts';
import { asPeople } from '../people.ts';

const WORKSPACE = '550e8400-e29b-41d4-a716-446655440000';
const GRANULARITIES = ['hourly', 'daily', 'weekly', 'monthly'] as const;
const NOW = Date.parse('2025-06-30T12:00:00Z');
const YEAR = 365 * 86_400_000;

const moment = fc
  .integer({ min: Math.floor((NOW - 2 * YEAR) / 1000), max: Math.floor(NOW / 1000) })
  .map((second) => toTime(second * 1000));
/** Some moments lie close together, and on the edges of days and months. */
const edge = fc.constantFrom(
  '2024-02-29T23:59:59Z',
  '2024-03-01T00:00:00Z',
  '2024-12-31T23:59:59Z',
  '2025-01-01T00:00:00Z',
  '2025-03-30T01:30:00Z',
  '2025-06-29T24:00:00Z',
);
const history = fc.array(
  fc.oneof(
    moment,
    edge.map((text) => toTime(Date.parse(text))),
  ),
  { maxLength: 40 },
);
const day = moment.map((time) => time.slice(0, 10));
const question = fc.record({
  granularity: fc.constantFrom(...GRANULARITIES),
  days: fc.tuple(day, day).map((days) => days.toSorted()),
});

it('the counts of all periods add up to the total of the list, and an empty period counts zero', async () => {
  await fc.assert(
    fc.asyncProperty(history, fc.array(question, { minLength: 1, maxLength: 4 }), async (times, questions) => {
      const fixtures = await writeWorld(times);
      const simulator = await createSimulator({ fixtures });
      const call = asPeople(simulator);
      try {
        for (const { granularity, days } of questions) {
          const [from = '', last = ''] = days;
          // A year by the hour is more than is given.
          const to = granularity === 'hourly' ? toTime(Date.parse(from) + 72 * HOUR).slice(0, 10) : last;
          const { body: list } = await call(
            'john',
            'GET',
            `threads?per_page=1&workspace_uuid=${WORKSPACE}&date_from=${from}&date_to=${to}`,
          );
          const sent = {
            calculation: 'time_series_count',
            workspace_uuid: WORKSPACE,
            granularity,
            date_from: from,
            date_to: to,
          };
          const { status, body } = await call('john', 'POST', 'threads/metrics', sent);
          expect(status).toBe(200);
          const data = body['data'] as readonly { date: string; value: number }[];
          expect(body['total']).toBe((list['meta'] as JsonObject)['total']);
          expect(data.reduce((sum, { value }) => sum + value, 0)).toBe(body['total']);
          const starts = data.map(({ date }) => date);
          expect(starts).toEqual(expectedStarts(granularity, from, to));
          const inRange = times.filter((time) => time >= `${from}T00:00:00Z` && time <= `${to}T23:59:59Z`);
          const counted = starts.map(
            (start, index) => inRange.filter((time) => time >= start && time < (starts[index + 1] ?? '9')).length,
          );
          expect(data.map(({ value }) => value)).toEqual(counted);
        }
      } finally {
        await simulator.close();
        await rm(fixtures, { recursive: true });
      }
    }),
    { numRuns: 10 },
  );
});

/** Every hour, midnight, Monday or first of a month, one after the other, from the one before the range begins. */
function expectedStarts(granularity: (typeof GRANULARITIES)[number], from: string, to: string): readonly string[] {
  const isStart = (time: Date): boolean =>
    granularity === 'hourly' ||
    (time.getUTCHours() === 0 &&
      (granularity === 'daily' || (granularity === 'weekly' ? time.getUTCDay() === 1 : time.getUTCDate() === 1)));
  let time = Date.parse(from);
  while (!isStart(new Date(time))) time -= HOUR;
  const starts: string[] = [];
  for (; time < Date.parse(to) + 24 * HOUR; time += HOUR) if (isStart(new Date(time))) starts.push(toTime(time));
  return starts;
}

async function writeWorld(times: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'metrics-'));
  const write = (name: string, content: unknown) => writeFile(join(folder, `${name}.json`), JSON.stringify(content));
  const at = { created_at: '2023-01-01T00:00:00Z', updated_at: '2023-01-01T00:00:00Z' };
  const person = { id: 123, name: 'John Doe', first_name: 'John', last_name: 'Doe', email: 'john.doe@example.com' };
  await write('users', [
    {
      ...person,
      profile_photo_url: '/assets/avatars/john.svg',
      multiplai_id: null,
      primary_workspace_uuid: WORKSPACE,
      ...at,
    },
  ]);
  const workspace = {
    uuid: WORKSPACE,
    id: 3,
    slug: 'w',
    name: 'W',
    is_onboarded: true,
    metadata: {},
    user_id: 123,
    ...at,
  };
  await write('workspaces', [{ ...workspace, profile_photo_url: '/assets/avatars/w.svg', multiplai_id: null }]);
  await write('world', { now: '2025-06-30T12:00:00Z' });
  await write(
    'threads',
    times.map((time, index) => ({
      uuid: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      name: `Thread ${index}`,
      metadata: {},
      is_pinned: false,
      is_archived: false,
      created_at: time,
      updated_at: time,
      creator_id: 123,
      agent_uuid: null,
      workspace_uuid: WORKSPACE,
    })),
  );
  return folder;
}

function toTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

const HOUR = 3_600_000;
