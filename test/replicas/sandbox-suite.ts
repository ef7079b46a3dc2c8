import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { OpenReplicas } from './open-replicas.ts';

const ACCOUNT = '/api/v1/accounts/550e8400-e29b-41d4-a716-446655440000';
const rename = (name: string) => ({ provider_display_name: name });
const named = (name: string) => ({ data: rename(name) });

/** The behaviour of sandboxes in every log. */
export function describeSandboxes(log: string, openReplicas: OpenReplicas): void {
  describe(`a sandbox of replicas over ${log}`, () => {
    it('is made on one and opened on another, as a copy of the baseline at its first use', async () => {
      await using replicas = await openReplicas();
      const { left, right } = replicas;
      const first = await left.callSandbox('PUT', ACCOUNT, rename('In the sandbox'));
      expect(first.headers.get('x-athena-sandbox-event')).toBe('created');
      await left.call('PUT', '/api/v1/workspaces/550e8400-e29b-41d4-a716-446655440000', { name: 'Later' });
      const second = await right.callSandbox('GET', ACCOUNT);
      expect(second.body).toMatchObject(named('In the sandbox'));
      expect(second.headers.get('x-athena-sandbox-event')).toBeNull();
      const workspace = '/api/v1/workspaces/550e8400-e29b-41d4-a716-446655440000';
      expect((await right.callSandbox('GET', workspace)).text).not.toContain('Later');
      expect((await right.call('GET', ACCOUNT)).text).not.toContain('In the sandbox');
      await right.callSandbox('PUT', ACCOUNT, rename('By the right'));
      expect((await left.callSandbox('GET', ACCOUNT)).body).toMatchObject(named('By the right'));
      const { body } = await left.call('GET', '/__admin/sandboxes');
      expect(body.sandboxes).toMatchObject([{ name: 'w1', requests: 5 }]);
      // The replica that has made it knows its age; the other one tells it, too.
      const known = { age: expect.any(Number) as number, idle: expect.any(Number) as number };
      expect((await right.call('GET', '/__admin/sandboxes/w1?include=times')).body).toMatchObject(known);
    });

    it('outlives the replica that made it, and all of them', async () => {
      await using replicas = await openReplicas();
      await replicas.left.callSandbox('PUT', ACCOUNT, rename('Kept'));
      await replicas.left.simulator.close();
      expect((await replicas.right.callSandbox('GET', ACCOUNT)).body).toMatchObject(named('Kept'));
      await replicas.closeAll();
      const again = await replicas.join();
      expect((await again.callSandbox('GET', ACCOUNT)).body).toMatchObject(named('Kept'));
      const { body } = await again.call('GET', '/__admin/sandboxes/w1?include=times');
      expect(body).toMatchObject({ requests: 1, age: null, idle: expect.any(Number) as number });
    });

    it('is one sandbox when requests to both replicas create it together', async () => {
      await using replicas = await openReplicas({ seed: 3 });
      const { left, right } = replicas;
      const changed = await Promise.all(
        Array.from({ length: 10 }, async (_, index) =>
          [left, right][index % 2]?.callSandbox('PUT', ACCOUNT, rename(`Number ${index}`)),
        ),
      );
      expect(changed.map((response) => response?.status)).toEqual(Array.from({ length: 10 }, () => 200));
      const [one, other] = await Promise.all(
        [left, right].map(({ callSandbox }) => callSandbox('GET', '/__admin/state')),
      );
      const { body } = await left.call('GET', '/__admin/state');
      expect(one?.body.position).toBe(body.position + 10);
      expect(one?.text).toBe(other?.text);
    });

    it('is deleted on all replicas, and begins again from the baseline', async () => {
      await using replicas = await openReplicas();
      const { left, right } = replicas;
      await left.callSandbox('PUT', ACCOUNT, rename('Gone'));
      await left.callSandbox('POST', '/__admin/faults', { kind: 'status', status: 503, operation_id: 'listAccounts' });
      await right.callSandbox('GET', ACCOUNT);
      expect((await right.call('DELETE', '/__admin/sandboxes/w1')).status).toBe(204);
      expect((await left.call('GET', '/__admin/sandboxes')).body).toMatchObject({ sandboxes: [] });
      const response = await left.callSandbox('GET', ACCOUNT);
      expect(response.text).not.toContain('Gone');
      expect(response.headers.get('x-athena-sandbox-event')).toBe('created');
      expect((await right.callSandbox('GET', '/api/v1/accounts')).status).toBe(200);
    });

    it('returns to its own beginning by a reset on any replica', async () => {
      await using replicas = await openReplicas();
      const { left, right } = replicas;
      await left.call('PUT', ACCOUNT, rename('Of the baseline'));
      await left.callSandbox('PUT', ACCOUNT, rename('In the sandbox'));
      await left.call('PUT', ACCOUNT, rename('Later'));
      await right.callSandbox('POST', '/__admin/reset');
      for (const { callSandbox } of [left, right])
        expect((await callSandbox('GET', ACCOUNT)).body).toMatchObject(named('Of the baseline'));
    });

    it('is unloaded when others are used, and loaded again with all that it had', async () => {
      await using replicas = await openReplicas({ maxSandboxes: 1 });
      const { simulator } = replicas.left;
      for (const name of ['w1', 'w2', 'w3']) {
        const sandbox = simulator.sandbox(name);
        await sandbox.clock.freeze('2030-01-01T09:00:00Z');
        expect(sandbox.clock.now().toISOString()).toBe('2030-01-01T09:00:00.000Z');
      }
      const { body } = await replicas.right.call('GET', '/__admin/sandboxes');
      const times = ['w1', 'w2', 'w3'].map((name) => ({ name, time: '2030-01-01T09:00:00Z' }));
      expect(body.sandboxes).toMatchObject(times);
      await simulator.sandbox('w1').reset();
      expect((await replicas.right.callSandbox('GET', '/__admin/clock')).body).toMatchObject({ frozen: false });
    });

    it('is forked on one and opened on another, as it was at that moment', async () => {
      await using replicas = await openReplicas();
      const { left, right } = replicas;
      await left.callSandbox('PUT', ACCOUNT, rename('Before the fork'));
      const forked = await right.call('POST', '/__admin/sandboxes/w1/fork', { to: 'w2' });
      expect([forked.status, forked.body.name]).toEqual([201, 'w2']);
      await left.callSandbox('PUT', ACCOUNT, rename('After the fork'));
      for (const { simulator } of [left, right]) {
        const read = await simulator.sandbox('w2').fetch(`http://h${ACCOUNT}`, {
          headers: { authorization: 'Bearer athena-demo-token', 'x-athena-read': 'latest' },
        });
        expect(await read.json()).toMatchObject(named('Before the fork'));
      }
      expect((await left.call('POST', '/__admin/sandboxes/w1/fork', { to: 'w2' })).status).toBe(409);
      const again = await left.call('POST', '/__admin/sandboxes/w2/fork');
      expect(again.body).toMatchObject({ name: 'w2-fork-1', evicted: null });
    });

    it('outlives all replicas when it was forked, and is reset to the moment of the fork', async () => {
      await using replicas = await openReplicas();
      await replicas.left.callSandbox('PUT', ACCOUNT, rename('Before the fork'));
      await replicas.left.call('POST', '/__admin/sandboxes/w1/fork', { to: 'w2' });
      await replicas.left.call('DELETE', '/__admin/sandboxes/w1');
      await replicas.left.simulator.sandbox('w2').clock.freeze('2030-01-01T09:00:00Z');
      await replicas.closeAll();
      const { simulator } = await replicas.join();
      const w2 = simulator.sandbox('w2');
      const state = async () => (await w2.fetch('http://h/__admin/state')).text();
      expect(await state()).toContain('Before the fork');
      expect((await w2.clock.freeze()).frozen).toBe(true);
      expect(w2.clock.now().toISOString()).toBe('2030-01-01T09:00:00.000Z');
      await w2.reset();
      expect(await state()).toContain('Before the fork');
      expect(w2.clock.now().getUTCFullYear()).not.toBe(2030);
    });

    it('is compared by any replica, with what the others have just written', async () => {
      await using replicas = await openReplicas();
      const { left, right } = replicas;
      await left.callSandbox('POST', '/__admin/snapshots', { name: 'before' });
      await left.callSandbox('PUT', ACCOUNT, rename('In the sandbox'));
      const compare = '/__admin/diff?to=sandbox:w1&collection=accounts&from=';
      for (const from of ['baseline', 'fixtures', 'snapshot:before']) {
        const { body } = await right.callSandbox('GET', compare + from);
        expect(body).toMatchObject({
          total: 1,
          collections: { accounts: { changed: [{ fields: expect.anything() }] } },
        });
      }
      expect((await right.call('GET', '/__admin/diff?from=baseline&to=sandbox:w9')).text).toContain('\\"w1\\"');
    });

    it('takes a token that another replica has issued', async () => {
      await using replicas = await openReplicas();
      const { token } = (await replicas.left.callSandbox('POST', '/__admin/tokens', { user: 123 })).body;
      const headers = { authorization: `Bearer ${token}@w1`, 'x-athena-read': 'latest' };
      expect((await replicas.right.simulator.fetch('http://h/api/v1/user', { headers })).status).toBe(200);
    });

    it('is one fork when two replicas make it together', async () => {
      await using replicas = await openReplicas();
      await replicas.left.callSandbox('PUT', ACCOUNT, rename('Before the fork'));
      const statuses = await Promise.all(
        [replicas.left, replicas.right].map(
          async ({ call }) => (await call('POST', '/__admin/sandboxes/w1/fork', { to: 'w2' })).status,
        ),
      );
      expect(new Set(statuses)).toEqual(new Set([201, 409]));
    });

    it('is unloaded when it was idle, and loaded again with all that it had', async () => {
      await using replicas = await openReplicas({ sandboxIdle: 30 });
      const { left } = replicas;
      await left.callSandbox('PUT', ACCOUNT, rename('Kept'));
      await sleep(60);
      const { body } = await left.call('GET', '/__admin/sandboxes');
      // The number of requests is of the time that it has been in memory.
      expect(body.sandboxes).toMatchObject([{ name: 'w1', requests: 0 }]);
      expect((await left.callSandbox('GET', ACCOUNT)).body).toMatchObject(named('Kept'));
    });

    it('is gone after `await using`, on all replicas', async () => {
      await using replicas = await openReplicas();
      {
        await using sandbox = replicas.left.simulator.sandbox('w1');
        await sandbox.clock.freeze();
      }
      expect((await replicas.right.call('GET', '/__admin/sandboxes/w1')).status).toBe(404);
    });
  });
}
