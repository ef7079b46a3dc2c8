import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/assembly/load/load-contract.ts';
import { packagedFiles } from '../../src/assembly/load/packaged-files.ts';
import { loadFixtures } from '../../src/document/load-fixtures.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/kernel/json/json.ts';
import { toPeriodStart } from '../../src/kernel/time/periods.ts';
import { foreignKeysOf } from '../../src/sample/world/world-plan.ts';
import { INSTANTS, nameInstant, readWorlds, type WorldState } from '../support/demo-world.ts';
import { isDue } from '../support/is-due.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const JOHN = 123;
const WORKSPACE = '550e8400-e29b-41d4-a716-446655440000';
const COUNTED = ['agents', 'workflows', 'threads', 'messages', 'workflow_executions'] as const;

const { contract } = await loadContract(undefined);
const fixtures = await loadFixtures(packagedFiles.fixtures());
const worldAt = await readWorlds();
const worlds = INSTANTS.map((now) => [nameInstant(now), { now, world: worldAt(now) }] as const);

const timeOf = (record: JsonObject, field = 'created_at'): number => Date.parse(String(record[field]));
const all = (world: WorldState, name: string): readonly JsonObject[] => world[name] ?? [];

/** The records that the five metrics count for John in his primary workspace. */
function countedIn(world: WorldState, name: (typeof COUNTED)[number]): readonly JsonObject[] {
  const keysOf = (collection: string): ReadonlySet<unknown> =>
    new Set(
      all(world, collection)
        .filter(({ workspace_uuid: uuid }) => uuid === WORKSPACE)
        .map(({ uuid }) => uuid),
    );
  const records = all(world, name);
  if (name === 'messages') {
    const threads = keysOf('threads');
    return records.filter(({ thread_uuid: uuid }) => threads.has(uuid));
  }
  if (name !== 'workflow_executions') return records.filter(({ workspace_uuid: uuid }) => uuid === WORKSPACE);
  const workflows = keysOf('workflows');
  return records.filter(({ workflow_uuid: uuid, user_id: user }) => workflows.has(uuid) && user === JOHN);
}

describe.each(worlds)('the demo world on %s', (_name, { now, world }) => {
  it('was active in the last 24 hours and in the current hour, in all five metrics', () => {
    const empty = COUNTED.flatMap((name) => {
      const times = countedIn(world, name).map((record) => timeOf(record));
      const isActive =
        times.some((time) => time > now - DAY) && times.some((time) => time >= toPeriodStart(now, 'hourly'));
      return isActive ? [] : [name];
    });
    expect(empty).toEqual([]);
  });

  it('had no busier day in the last weeks than the last 24 hours', () => {
    const busier = ['threads', 'messages', 'workflow_executions'].flatMap((name) => {
      const counts = countByDay(all(world, name), now, 28);
      return counts.flatMap((count, days) => (count > (counts[0] ?? 0) ? [`${name}: ${count}, ${days} days ago`] : []));
    });
    expect(busier).toEqual([]);
  });

  it('has no day without messages in the last two weeks but those of a weekend', () => {
    const quiet = countByDay(all(world, 'messages'), now, 14).filter((count) => count === 0);
    expect(quiet.length).toBeLessThanOrEqual(4);
  });

  it('has executions that run or wait since the last hours', () => {
    const open = all(world, 'workflow_executions').filter(({ is_finished: isFinished }) => isFinished === false);
    expect(new Set(open.map(({ status }) => status))).toEqual(new Set(['running', 'waiting', 'pending']));
    expect(open.filter((record) => timeOf(record) < now - 4 * HOUR).map(({ id }) => id)).toEqual([]);
    expect(open.filter(({ wait_till: due }) => due !== null && Date.parse(String(due)) <= now)).toEqual([]);
  });

  it('has no time in the future but of what ends or is due, and no change before its creation', () => {
    const late = Object.entries(world).flatMap(([name, records]) =>
      records.flatMap((record) => timesIn(record, name).filter(({ time }) => time > now)),
    );
    expect(late.filter(({ place }) => !/(expires_at|wait_till|due_at)$/.test(place))).toEqual([]);
    const wrong = Object.entries(world).flatMap(([name, records]) =>
      records
        .filter((record) => timeOf(record) > timeOf(record, 'updated_at'))
        .map(({ uuid, id }) => [name, uuid ?? id]),
    );
    expect(wrong).toEqual([]);
  });

  it('has no record that is older than one that it refers to', () => {
    // A user and the primary workspace are made one after the other.
    const resources = [...contract.resources.values()].filter(({ name }) => name !== 'User');
    const older = resources.flatMap((resource) =>
      foreignKeysOf(resource).flatMap(({ field, schema }) => {
        const other = contract.resources.get(schema);
        const byKey = new Map<unknown, JsonObject>(
          all(world, other?.collection ?? '').map((record) => [record[other?.key ?? ''], record]),
        );
        return all(world, resource.collection).flatMap((record) => {
          const keys: readonly unknown[] = [record[field]].flat();
          const parents = keys.map((key) => byKey.get(key)).filter((parent) => parent !== undefined);
          return parents
            .filter((parent) => timeOf(parent) > timeOf(record))
            .map((parent) => [resource.name, record[resource.key], schema, parent[other?.key ?? '']]);
        });
      }),
    );
    expect(older).toEqual([]);
  });

  it('keeps each schedule: executions that a trigger started are on time', () => {
    const workflows = new Map(all(world, 'workflows').map((workflow) => [workflow['uuid'], workflow]));
    const scheduled = all(world, 'workflow_executions').filter(({ mode }) => mode === 'trigger');
    const wrong = scheduled.filter((record) => {
      const nodes = workflows.get(record['workflow_uuid'])?.['nodes'];
      const [first] = Array.isArray(nodes) ? (nodes as readonly JsonObject[]) : [];
      const parameters = isJsonObject(first?.['data']) ? first['data']['parameters'] : undefined;
      const cron = isJsonObject(parameters) ? String(parameters['cron']) : '';
      return !isDue(cron, new Date(timeOf(record, 'started_at')));
    });
    expect(scheduled.length).toBeGreaterThan(10);
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });
});

describe('the moved demo world', () => {
  it('keeps pinned records, and the weekday and time of day of all that others refer to', () => {
    const own = Object.fromEntries(fixtures.collections.map(({ name, records }) => [name, records]));
    const { world } = worlds[9]?.[1] ?? { world: {} };
    const [agent] = all(world, 'agents');
    expect(agent).toEqual(own['agents']?.[0]);
    const shifts = all(world, 'users')
      .map((user, index) => timeOf(user) - timeOf(own['users']?.[index] ?? {}))
      .filter((shift) => shift !== 0);
    expect(shifts).toHaveLength(3);
    expect(shifts.filter((shift) => shift % (7 * DAY) !== 0)).toEqual([]);
  });

  it('keeps the messages of a conversation apart as they were', () => {
    const before = fixtures.collections.find(({ name }) => name === 'messages')?.records ?? [];
    const { world } = worlds[6]?.[1] ?? { world: {} };
    const isOld = (record: JsonObject): boolean => timeOf(record) < Date.parse(fixtures.now ?? '') - HOUR;
    const shifts = new Map<unknown, Set<number>>();
    for (const [index, message] of all(world, 'messages').entries()) {
      const original = before[index] ?? {};
      if (!isOld(original)) continue;
      const known = shifts.get(message['thread_uuid']) ?? new Set();
      shifts.set(message['thread_uuid'], known.add(timeOf(message) - timeOf(original)));
    }
    expect([...shifts.values()].filter(({ size }) => size > 1)).toEqual([]);
  });

  it('is the same as its files before their time', () => {
    expect(worldAt(Date.parse('2025-01-01T00:00:00Z'))['threads']).toEqual(
      fixtures.collections.find(({ name }) => name === 'threads')?.records,
    );
  });
});

/** Returns the numbers of records that were made in the last 24 hours, in the 24 hours before, and so on. */
function countByDay(records: readonly JsonObject[], now: number, days: number): readonly number[] {
  const times = records.map((record) => timeOf(record));
  return Array.from({ length: days }, (_each, day) => [now - (day + 1) * DAY, now - day * DAY] as const).map(
    ([from, to]) => times.filter((time) => time > from && time <= to).length,
  );
}

function timesIn(value: JsonValue, place: string): readonly { readonly place: string; readonly time: number }[] {
  if (typeof value === 'string')
    return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value) ? [{ place, time: Date.parse(value) }] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, child]) => timesIn(child, `${place}.${name}`));
}
