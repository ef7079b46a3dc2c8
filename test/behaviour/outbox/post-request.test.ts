import { expect, it } from 'vitest';
import { listDeliveries, type LoggedDelivery } from '../../../src/behaviour/outbox/list-deliveries.ts';
import { MAX_PENDING, postRequest, type Posted } from '../../../src/behaviour/outbox/post-request.ts';
import { createStore } from '../../../src/store/create-store.ts';
import { createMemoryJournal } from '../../../src/store/journals/memory-journal.ts';
import { FAILED_DELIVERIES, OUTBOX } from '../../../src/store/port/outbox.ts';
import type { World } from '../../../src/store/port/world.ts';
import { COLLECTIONS, createWorld } from './outbox-world.ts';

const open = (): World => createWorld(createStore({ collections: COLLECTIONS, journal: createMemoryJournal() }));

function postAll(world: World, urls: readonly string[]): Promise<readonly Posted[]> {
  const context = { world, allowedReceivers: new Set(['hooks.test:443']), cause: 'notes/1' };
  const headers = { authorization: 'Bearer mine' };
  return world.store.transaction((transaction) =>
    urls.map((url) => postRequest(transaction, { method: 'POST', url, headers, body: null }, context)),
  );
}

const failedOf = (world: World): readonly LoggedDelivery[] =>
  listDeliveries(world).filter(({ status }) => status === 'failed');

it('a request beyond those that a world may have pending fails, and the log says why', async () => {
  const world = open();
  const urls = Array.from({ length: MAX_PENDING }, () => 'https://hooks.test/');
  expect((await postAll(world, urls)).every(({ kind }) => kind === 'pending')).toBe(true);
  const reason = 'The world has 1000 pending deliveries, and may not have more.';
  const [posted] = await postAll(world, ['https://hooks.test/more?token=abc123']);
  expect(posted).toEqual({ kind: 'failed', id: expect.any(String) as string, reason });
  expect(world.store.all(OUTBOX.name)).toHaveLength(MAX_PENDING);
  expect(failedOf(world)).toMatchObject([
    {
      summary: 'POST https://hooks.test/more?token=redacted',
      cause: 'notes/1',
      tries: [{ failure: reason }],
      next_try_at: null,
    },
  ]);
  expect(JSON.stringify(world.store.all(FAILED_DELIVERIES.name))).not.toMatch(/mine|abc123/);
});

it('a sandbox does not count what the baseline has pending', async () => {
  const baseline = open();
  await postAll(
    baseline,
    Array.from({ length: MAX_PENDING }, () => 'https://hooks.test/'),
  );
  const sandbox = createWorld(baseline.store.fork(), 'left');
  expect(await postAll(sandbox, ['https://hooks.test/'])).toMatchObject([{ kind: 'pending' }]);
});

it('a request whose URL is too long fails, also when it is long only once it is encoded', async () => {
  const world = open();
  const [start, reason] = ['https://hooks.test/', 'The URL is longer than 2000 characters.'];
  const longest = start + 'x'.repeat(2000 - start.length);
  const urls = [longest, `${longest}x`, start + 'ü'.repeat(1000), `\t${start}?q=${'%41'.repeat(100_000)}`];
  expect(await postAll(world, urls)).toMatchObject([
    { kind: 'pending' },
    { kind: 'failed', reason },
    { kind: 'failed', reason },
    { kind: 'failed', reason },
  ]);
  expect(failedOf(world)).toHaveLength(3);
  expect(Math.max(...failedOf(world).map(({ summary }) => summary.length))).toBe(500);
});
