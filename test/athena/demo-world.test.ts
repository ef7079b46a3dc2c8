import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { packagedFiles } from '../../src/assembly/load/packaged-files.ts';
import { loadFixtures } from '../../src/document/load-fixtures.ts';
import { createSimulator } from '../../src/index.ts';
import type { JsonObject, JsonValue } from '../../src/kernel/json/json.ts';

const fixtures = await loadFixtures(packagedFiles.fixtures());
const NOW = fixtures.now ?? '';
const SIXTY_DAYS_BEFORE = '2025-05-01T12:00:00Z';
const PINNED = new Set<JsonValue>(Object.values(fixtures.pinned).flat());

/** The records of a collection, of a shape that the schema check of `validate` has already held them to. */
function all(name: string): readonly JsonObject[] {
  return fixtures.collections.find((collection) => collection.name === name)?.records ?? [];
}

function text(record: JsonObject | undefined, field: string): string {
  const value = record?.[field];
  return typeof value === 'string' ? value : '';
}

const byUuid = (name: string): ReadonlyMap<JsonValue | undefined, JsonObject> =>
  new Map(all(name).map((record) => [record['uuid'], record]));
const label = (record: JsonObject): string => text(record, 'name') || text(record, 'uuid') || String(record['id']);

describe('the demo world', () => {
  it.each([
    ['agents', 20],
    ['workflows', 10],
    ['workflow_executions', 60],
    ['prompts', 25],
    ['memories', 30],
    ['threads', 20],
    ['messages', 200],
  ])('has enough %s: at least %i', (name, least) => {
    expect(all(name).length).toBeGreaterThanOrEqual(least);
  });

  it('has sixty executions in the last thirty days, and executions of every status', () => {
    const recent = all('workflow_executions').filter((record) => text(record, 'created_at') >= '2025-05-31T12:00:00Z');
    expect(recent.length).toBeGreaterThanOrEqual(60);
    const statuses = new Set(all('workflow_executions').map((record) => text(record, 'status')));
    expect([...statuses].toSorted((one, other) => one.localeCompare(other))).toEqual([
      'canceled',
      'crashed',
      'error',
      'pending',
      'running',
      'success',
      'waiting',
    ]);
  });

  it('has messages with pictures, and messages with calls of existing tools', () => {
    const messages = all('messages');
    const calls = messages.flatMap(({ tool_calls: list }) => list as readonly JsonObject[]);
    const slugs = all('tools').map(({ slug }) => slug);
    expect(
      messages.filter(({ attachment_uuids: list }) => (list as readonly string[]).length > 0).length,
    ).toBeGreaterThanOrEqual(10);
    expect(calls.length).toBeGreaterThanOrEqual(20);
    expect(calls.filter(({ name }) => !slugs.includes(name ?? ''))).toEqual([]);
  });

  it.each(fixtures.collections.map(({ name }) => name))(
    '%s were created before they changed, within the last sixty days',
    (name) => {
      const wrong = all(name).flatMap((record) => {
        const { created_at: created, updated_at: updated = created } = record as Record<string, string>;
        if (created === undefined || updated === undefined || PINNED.has(record['uuid'] ?? record['id'] ?? null))
          return [];
        return SIXTY_DAYS_BEFORE <= created && created <= updated && updated <= NOW ? [] : [label(record)];
      });
      expect(wrong).toEqual([]);
    },
  );

  it('has no future time except expiry and waiting times', () => {
    const late = fixtures.collections.flatMap(({ name, records }) =>
      records.flatMap((record) => timesIn(record, name)),
    );
    expect(late.filter(({ time, place }) => time > NOW && !/(expires_at|wait_till)$/.test(place))).toEqual([]);
    expect(late.length).toBeGreaterThan(1000);
  });

  it('sets is_shared on shared records only', () => {
    const wrong = [
      ...all('agents').map((record) => ['agent', record] as const),
      ...all('workflows').map((record) => ['workflow', record] as const),
    ]
      .filter(([kind, record]) => {
        const isShared = all('shares').some(
          (share) => share['shareable_type'] === kind && share[`${kind}_uuid`] === record['uuid'],
        );
        return isShared !== record['is_shared'];
      })
      .map(([, record]) => label(record));
    expect(wrong).toEqual([]);
    expect(all('shares').length).toBeGreaterThan(3);
  });

  it('has every message within the time of its thread, and after its pictures', () => {
    const [threads, attachments] = [byUuid('threads'), byUuid('attachments')];
    const wrong = all('messages').filter((message) => {
      const thread = threads.get(message['thread_uuid']);
      const said = text(message, 'created_at');
      const ended = PINNED.has(thread?.['uuid'] ?? null) ? NOW : text(thread, 'updated_at');
      const pictures = (message['attachment_uuids'] as readonly string[]).map((uuid) => attachments.get(uuid));
      const isInTime = text(thread, 'created_at') <= said && said <= ended;
      return (
        !isInTime ||
        pictures.some(
          (picture) => text(picture, 'created_at') > said || picture?.['user_id'] !== thread?.['creator_id'],
        )
      );
    });
    expect(wrong.map(label)).toEqual([]);
  });

  it('has no placeholder text', () => {
    expect(JSON.stringify(fixtures.collections)).not.toMatch(/lorem|ipsum|\bfoo\b|\basdf|\btodo\b|\bxxx/i);
  });

  it('is served with every picture and file that it names, of its recorded type and size', async () => {
    const simulator = await createSimulator();
    const paths = new Set(JSON.stringify(fixtures.collections).match(/(?<=")\/assets\/[^"]+(?=")/g));
    const missing: string[] = [];
    for (const path of paths) if ((await request(simulator.app).get(path)).status !== 200) missing.push(path);
    expect(missing).toEqual([]);
    for (const media of all('media')) {
      const { headers } = await request(simulator.app)
        .head(text(media, 'original_url'))
        .set('accept-encoding', 'identity');
      const served = { mime_type: headers['content-type']?.split(';')[0], size: Number(headers['content-length']) };
      expect(media).toMatchObject(served);
    }
    await simulator.close();
  });
});

function timesIn(value: JsonValue, place: string): readonly { readonly place: string; readonly time: string }[] {
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value) ? [{ place, time: value }] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, child]) => timesIn(child, `${place}.${name}`));
}
