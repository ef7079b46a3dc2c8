import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { statusesInTurn, type OpenReplicas, type Replica } from './open-replicas.ts';

const ACCOUNT = '/api/v1/accounts/550e8400-e29b-41d4-a716-446655440000';
const OTHER = '/api/v1/workspaces';
const DEMO = { authorization: 'Bearer athena-demo-token' };

/**
 * Sends two requests to each replica in turn, the second of each pair to another operation. That begins in a later
 * millisecond: requests of one millisecond are put in the order of their replicas.
 */
export async function play({ left, right }: { readonly left: Replica; readonly right: Replica }): Promise<void> {
  await statusesInTurn([left, right], ACCOUNT, 2);
  await sleep(20);
  await statusesInTurn([left, right], OTHER, 2);
}

/** The behaviour of reports that replicas gather, over every log. */
export function describeReports(place: string, openReplicas: OpenReplicas): void {
  describe(`reports of replicas over ${place}`, () => {
    it('list the requests of all replicas in their order, numbered once, page by page', async () => {
      await using replicas = await openReplicas();
      await play(replicas);
      const all = (await replicas.right.call('GET', '/__admin/requests')).body;
      expect(all).toMatchObject({ total: 4, seen: 4, next: null });
      const paths = [ACCOUNT, ACCOUNT, OTHER, OTHER];
      expect(all.requests).toMatchObject(paths.map((path, index) => ({ path, number: index + 1 })));
      const page = (await replicas.left.call('GET', '/__admin/requests?after=1&limit=2')).body;
      expect(page.requests).toEqual(all.requests.slice(1, 3));
      expect(page).toMatchObject({ next: 3 });
      const newest = (await replicas.left.call('GET', '/__admin/requests?order=desc&limit=3')).body;
      expect(newest).toMatchObject({ total: 4, next: 2, requests: all.requests.slice(1).toReversed() });
      const rest = (await replicas.right.call('GET', '/__admin/requests?order=desc&after=2')).body;
      expect(rest).toMatchObject({ next: null, requests: all.requests.slice(0, 1) });
      const { body } = await replicas.left.call('GET', '/__admin/requests?operation_id=listWorkspaces');
      expect(body).toMatchObject({ total: 2, requests: [{ number: 3 }, { number: 4 }] });
    });

    it('export and verify the requests of all replicas', async () => {
      await using replicas = await openReplicas();
      await play(replicas);
      const { log } = (await replicas.left.call('GET', '/__admin/requests/export')).body;
      expect(log.entries).toHaveLength(4);
      const verify = async (body: object) => (await replicas.right.call('POST', '/__admin/requests/verify', body)).body;
      expect(await verify({ path: ACCOUNT, exactly: 2 })).toEqual({
        satisfied: true,
        count: 2,
        matched: [1, 2],
        closest: [],
      });
      expect(await verify({ in_order: [{ path: ACCOUNT }, { path: ACCOUNT }, { path: OTHER }] })).toMatchObject({
        satisfied: true,
        matched: [1, 2, 3],
      });
      expect(await verify({ in_order: [{ path: OTHER }, { path: ACCOUNT }] })).toMatchObject({
        satisfied: false,
        count: 1,
      });
      expect(await verify({ path: ACCOUNT, at_least: 3 })).toMatchObject({
        satisfied: false,
        closest: [{ path: OTHER }, { path: OTHER }],
      });
    });

    it('find the replica that has a request, which sends it again', async () => {
      await using replicas = await openReplicas();
      const { left, right } = replicas;
      const original = await left.callSandbox('PUT', ACCOUNT, { provider_display_name: 'By the left' });
      const path = `/__admin/requests/${original.headers.get('x-request-id')}/replay`;
      const { status, body } = await right.callSandbox('POST', path);
      expect(status).toBe(200);
      expect(body).toMatchObject({ sandbox: 'w1-fork-1', status: 200, original_status: 200, body_differences: [] });
      expect(body.original_changes).toMatchObject([{ kind: 'updated', collection: 'accounts' }]);
      expect((await right.call('GET', '/__admin/sandboxes/w1-fork-1')).status).toBe(200);
      const missing = await right.callSandbox('POST', path, { sandbox: 'w9' });
      expect([missing.status, missing.body.code]).toEqual([404, 'RECORD_NOT_FOUND']);
      expect((await right.callSandbox('POST', '/__admin/requests/none/replay')).status).toBe(404);
    });

    it('are of this replica and of those that its health names', async () => {
      await using replicas = await openReplicas();
      const names = async ({ call }: Replica): Promise<unknown> => (await call('GET', '/__admin/health')).body.peers;
      const { body } = await replicas.left.call('GET', '/__admin/replicas');
      const listed = body.replicas as readonly { readonly name: string; readonly self: boolean }[];
      const others = listed.flatMap(({ name, self }) => (self ? [] : name));
      await vi.waitFor(async () => expect(await names(replicas.left)).toEqual(others));
      expect(await names(replicas.right)).toHaveLength(1);
    });

    it('explain, list and undo a request at any replica', async () => {
      await using replicas = await openReplicas();
      const { left, right } = replicas;
      for (const [sent, asked] of [
        [left.call, right.call],
        [left.callSandbox, right.callSandbox],
      ] as const) {
        const before = (await sent('GET', ACCOUNT)).body.data.provider_display_name;
        const updated = await sent('PUT', ACCOUNT, { provider_display_name: 'Elsewhere' });
        const path = `/__admin/requests/${updated.headers.get('x-request-id')}`;
        const explained = await asked('GET', `${path}/explain`);
        expect(explained.body).toMatchObject({ operation_id: 'updateAccount', status: 200 });
        expect((await asked('GET', `${path}/changes`)).body.changes).toMatchObject([{ kind: 'updated' }]);
        expect((await asked('POST', `${path}/revert`)).body).toEqual({ reverted: 1 });
        expect((await asked('GET', ACCOUNT)).body.data.provider_display_name).toBe(before);
        expect((await asked('POST', `${path}/revert`)).status).toBe(409);
      }
      expect((await right.call('GET', '/__admin/requests/none/explain')).status).toBe(404);
    });

    it('tell requests with the same id apart by their numbers in the list, at any replica', async () => {
      await using replicas = await openReplicas();
      const { left, right } = replicas;
      const renamed = async ({ simulator }: Replica, name: string): Promise<void> => {
        const headers = { 'x-request-id': 'page', 'content-type': 'application/json', ...DEMO };
        const body = JSON.stringify({ provider_display_name: name });
        const { status } = await simulator.fetch(`http://localhost${ACCOUNT}`, { method: 'PUT', headers, body });
        expect(status).toBe(200);
        // Those of one millisecond are put in the order of their replicas.
        await sleep(20);
      };
      // The numbers at the replicas differ from those in the list.
      await statusesInTurn([left], OTHER, 3);
      await renamed(right, 'First');
      await renamed(left, 'Second');
      await renamed(right, 'Third');
      const { requests } = (await left.call('GET', '/__admin/requests')).body;
      const traced = (requests as readonly { readonly id: string; readonly number: number }[]).filter(
        ({ id }) => id === 'page',
      );
      const numbers = traced.map(({ number }) => number);
      expect(numbers).toEqual([4, 5, 6]);
      for (const { call } of [left, right]) {
        const names = numbers.map(async (number) => {
          const { body } = await call('GET', `/__admin/requests/page/changes?number=${number}`);
          expect(body.number).toBe(number);
          return body.changes[0].fields.find(({ path }: { path: string }) => path === '/provider_display_name').to;
        });
        expect(await Promise.all(names)).toEqual(['First', 'Second', 'Third']);
        const again = await call('POST', '/__admin/requests/page/replay?number=5');
        expect(again.body.original_body.data.provider_display_name).toBe('Second');
        const missing = await call('GET', '/__admin/requests/page/explain?number=1');
        expect([missing.status, missing.body.detail]).toEqual([404, expect.stringContaining('the numbers 4, 5, 6.')]);
      }
      for (const number of [6, 5])
        expect((await left.call('POST', `/__admin/requests/page/revert?number=${number}`)).body).toEqual({
          reverted: 1,
        });
      expect((await right.call('GET', ACCOUNT)).body.data.provider_display_name).toBe('First');
    });

    it('delete the requests of all replicas, and go on numbering', async () => {
      await using replicas = await openReplicas();
      await play(replicas);
      expect((await replicas.left.call('DELETE', '/__admin/requests')).status).toBe(204);
      await replicas.right.call('GET', ACCOUNT);
      expect((await replicas.left.call('GET', '/__admin/requests')).body).toMatchObject({
        total: 1,
        seen: 5,
        requests: [{ number: 5 }],
      });
    });

    it('add up coverage and violations, and reset the coverage of all', async () => {
      await using replicas = await openReplicas();
      await play(replicas);
      const coverage = (await replicas.left.call('GET', '/__admin/coverage')).body;
      expect(coverage).toMatchObject({ requests: 4, summary: { operations: { covered: 2 } } });
      const { checked } = (await replicas.right.call('GET', '/__admin/violations')).body;
      expect(checked).toBe(4);
      await replicas.right.call('DELETE', '/__admin/coverage');
      expect((await replicas.left.call('GET', '/__admin/coverage')).body).toMatchObject({ requests: 0 });
    });

    it('stream the events of all replicas, and tell when one begins', async () => {
      await using replicas = await openReplicas();
      const stopped = new AbortController();
      const response = await replicas.left.simulator.fetch('http://localhost/__admin/events', {
        signal: stopped.signal,
      });
      let text = '';
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      const reading = (async () => {
        for (let next = await reader?.read(); next?.done === false; next = await reader?.read()) text += next.value;
      })();
      await vi.waitFor(() => expect(text).toMatch(/"name":"[^"]+","follows":true/));
      await replicas.right.call('GET', ACCOUNT);
      await replicas.left.call('GET', OTHER);
      await vi.waitFor(() => expect(text).toContain(OTHER));
      await vi.waitFor(() => expect(text.match(/event: exchange/g)).toHaveLength(2));
      expect(text).toContain(ACCOUNT);
      // Each has the number that it has at the replica that served it.
      const { replicas: names } = (await replicas.left.call('GET', '/__admin/replicas')).body;
      const nameOf = (isSelf: boolean): unknown =>
        (names as readonly { readonly name: string; readonly self: boolean }[]).find(({ self }) => self === isSelf)
          ?.name;
      const served = [...text.matchAll(/^event: exchange\ndata: (.+)$/gm)].map(([, data = '']) => JSON.parse(data));
      expect(served.find(({ path }) => path === ACCOUNT)).toMatchObject({ number: 1, replica: nameOf(false) });
      expect(served.find(({ path }) => path === OTHER)).toMatchObject({ number: 1, replica: nameOf(true) });
      await reader?.cancel();
      await reading;
    });
  });
}
