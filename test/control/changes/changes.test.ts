import { describe, expect, it } from 'vitest';
import { toGraph } from '../../athena/workflow/client.ts';
import { idOf, PLACES, useSimulator, type Answer, type Call } from '../admin.ts';

const KEY = '550e8400-e29b-41d4-a716-446655440000';
const ACCOUNT = `/api/v1/accounts/${KEY}`;

const shared = useSimulator();

async function changesOf(call: Call, answer: Answer) {
  const found = await call('GET', `/__admin/requests/${idOf(answer)}/changes`);
  expect(found.status).toBe(200);
  return found.body;
}

const revert = (call: Call, answer: Answer): Promise<Answer> =>
  call('POST', `/__admin/requests/${idOf(answer)}/revert`);

describe.each(PLACES)('what a request changed in %s', (_, place) => {
  it('is listed field by field', async () => {
    const call = shared.at(place);
    const before = await call('GET', `/__admin/state/accounts/${KEY}`);
    const updated = await call('PUT', ACCOUNT, { provider_display_name: 'Ada' });
    expect(await changesOf(call, updated)).toMatchObject({
      transactions: 1,
      changes: [
        {
          kind: 'updated',
          collection: 'accounts',
          key: KEY,
          fields: [
            { path: '/provider_display_name', from: before.body.provider_display_name, to: 'Ada' },
            { path: '/updated_at' },
          ],
        },
      ],
      is_truncated: false,
    });
  });

  it('is what was created, and what was deleted with its consequences', async () => {
    const call = shared.at(place);
    const made = await call('POST', '/api/v1/agents', { name: 'Short' });
    const key = made.body.data.uuid;
    expect((await changesOf(call, made)).changes).toMatchObject([
      { kind: 'created', collection: 'agents', key, fields: [], record: { name: 'Short' } },
    ]);
    const deleted = await call('DELETE', `/api/v1/agents/${key}`);
    expect(deleted.status).toBeLessThan(300);
    expect((await changesOf(call, deleted)).changes).toContainEqual(
      expect.objectContaining({ kind: 'deleted', collection: 'agents', key }),
    );
  });

  it('is nothing for a read and for a rejected request', async () => {
    const call = shared.at(place);
    for (const answer of [await call('GET', ACCOUNT), await call('PUT', ACCOUNT, { provider_display_name: 7 })])
      expect(await changesOf(call, answer)).toMatchObject({ transactions: 0, changes: [], scheduled: [] });
  });

  it('is undone, byte by byte', async () => {
    const call = shared.at(place);
    const records = async (): Promise<unknown> => (await call('GET', '/__admin/state')).body.collections;
    const before = await records();
    const updated = await call('PUT', ACCOUNT, { provider_display_name: `Eve of ${String(place)}` });
    expect(await records()).not.toEqual(before);
    expect((await revert(call, updated)).body).toEqual({ reverted: 1 });
    expect(await records()).toEqual(before);
    const made = await call('POST', '/api/v1/agents', { name: 'Undone' });
    expect((await revert(call, made)).body).toEqual({ reverted: 1 });
    expect(await records()).toEqual(before);
    const again = await revert(call, made);
    expect([again.status, again.body.detail, again.body.errors]).toEqual([
      409,
      expect.stringMatching(/^Every record that the request changed is as it was before: /),
      undefined,
    ]);
    expect(again.body.remedy).toMatch(/^There is nothing left to undo\./);
  });

  it('is not undone when a record has changed since, and nothing changes then', async () => {
    const call = shared.at(place);
    const first = await call('PUT', ACCOUNT, { provider_display_name: 'First' });
    const second = await call('PUT', ACCOUNT, { provider_display_name: 'Second' });
    const refused = await revert(call, first);
    const pointer = `/collections/accounts/${KEY}`;
    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: 'STATE_CONFLICT',
        errors: [
          {
            pointer,
            message: `accounts/${KEY} was changed since by the request ${idOf(second)}.`,
            request_id: idOf(second),
            remedy: expect.stringMatching(`^Revert that request first \\(.* changes revert ${idOf(second)}`),
          },
        ],
      },
    });
    expect((await call('GET', ACCOUNT)).body.data.provider_display_name).toBe('Second');
    // Nothing names a request where another edit came later.
    await call('PATCH', `/__admin/state/accounts/${KEY}`, { provider_display_name: 'Third' });
    const [edited] = (await revert(call, first)).body.errors;
    expect(edited).toEqual({
      pointer,
      message: `accounts/${KEY} was changed since.`,
      remedy: expect.stringContaining('changes revert REQUEST-ID'),
    });
  });

  it('is not undone when a record was deleted or made again since; what to do can be done', async () => {
    const call = shared.at(place);
    const made = await call('POST', '/api/v1/agents', { name: 'Deleted later' });
    const agent = `/__admin/state/agents/${made.body.data.uuid}`;
    const { body: record } = await call('GET', agent);
    const changed = await call('PUT', `/api/v1/agents/${record.uuid}`, { name: 'Changed' });
    await call('DELETE', agent);
    const [deleted] = (await revert(call, changed)).body.errors;
    expect(deleted).toMatchObject({ message: `agents/${record.uuid} was deleted since.` });
    expect(deleted.remedy).toMatch(/ or restore a snapshot\.$/);
    await call('PUT', agent, record);
    const removed = await call('DELETE', `/api/v1/agents/${record.uuid}`);
    await call('PUT', agent, { ...record, name: 'Made again' });
    const [again] = (await revert(call, removed)).body.errors;
    expect(again.remedy).toMatch(/ or delete the record: DELETE .+\.$/);
    expect((await call('DELETE', again.remedy.match(/DELETE (\S+)\.$/)[1])).status).toBeLessThan(300);
  });
});

describe('what a request changed', () => {
  it('shows no secret, and lists that it changed', async () => {
    const call = shared.call;
    const updated = await call('PUT', ACCOUNT, { token: 'sk-secret-77', provider_display_name: 'With a token' });
    expect(updated.status).toBe(200);
    const changes = await changesOf(call, updated);
    expect(JSON.stringify(changes)).not.toContain('sk-secret-77');
    const signedIn = await call('POST', '/api/v1/auth/sign-in', {
      email: 'john.doe@example.com',
      password: 'password',
    });
    const tokens = await changesOf(call, signedIn);
    expect(tokens.changes.map(({ collection }: { collection: string }) => collection).toSorted()).toEqual([
      'personal_access_tokens',
      'sessions',
    ]);
    expect(tokens.changes[0].record.token_hash).toBe('[redacted]');
  });

  it('names the record that relies on what is to be undone, and the request that created it', async () => {
    const call = shared.at('relied');
    const made = await call('POST', '/api/v1/agents', { name: 'Relied on' });
    const agent = made.body.data.uuid;
    const thread = await call('POST', '/api/v1/threads', { name: 'Inside', agent_uuid: agent });
    const key = thread.body.data.uuid;
    const refused = await revert(call, made);
    const message = `threads/${key} (created by the request ${idOf(thread)}) refers to agents/${agent}, which the request created.`;
    expect(refused).toMatchObject({
      status: 409,
      body: {
        detail: `Failed to revert the request: ${message} Nothing was changed.`,
        remedy: expect.stringMatching(/^Undo first what prevents it/),
        errors: [{ pointer: `/collections/threads/${key}/agent_uuid`, message, request_id: idOf(thread) }],
      },
    });
    const [{ remedy }] = refused.body.errors;
    expect(remedy).toContain(
      `Revert that request first (npx athena-simulator changes revert ${idOf(thread)} --sandbox relied), or delete the record: DELETE /__admin/state/threads/${key}`,
    );
    expect((await call('GET', `/api/v1/agents/${agent}`)).status).toBe(200);
    expect((await revert(call, thread)).status).toBe(200);
    expect((await revert(call, made)).status).toBe(200);
  });

  it('names the request that made another record refer to it', async () => {
    const call = shared.at('referred');
    const thread = await call('POST', '/api/v1/threads', { name: 'First' });
    const made = await call('POST', '/api/v1/agents', { name: 'Later' });
    const [agent, path] = [made.body.data.uuid, `/api/v1/threads/${thread.body.data.uuid}`];
    const moved = await call('PUT', path, { agent_uuid: agent });
    expect(moved.status).toBe(200);
    await call('PUT', path, { name: 'Renamed' });
    const [error] = (await revert(call, made)).body.errors;
    expect(error.message).toContain(`(changed by the request ${idOf(moved)}) refers to agents/${agent}`);
    expect(error.request_id).toBe(idOf(moved));
  });

  it('says what to do where no request has made the record that relies on it', async () => {
    const call = shared.at('edited');
    const made = await call('POST', '/api/v1/agents', { name: 'Edited into' });
    const agent = made.body.data.uuid;
    const { uuid: thread } = (await call('POST', '/api/v1/threads', { name: 'Edited' })).body.data;
    expect((await call('PATCH', `/__admin/state/threads/${thread}`, { agent_uuid: agent })).status).toBe(200);
    const [error] = (await revert(call, made)).body.errors;
    expect(error).toEqual({
      pointer: `/collections/threads/${thread}/agent_uuid`,
      message: `threads/${thread} refers to agents/${agent}, which the request created.`,
      remedy: `Delete the record: DELETE /__admin/state/threads/${thread}, or change its agent_uuid: npx athena-simulator state patch threads ${thread} agent_uuid=VALUE --sandbox edited.`,
    });
  });

  it('names the request that has deleted what a deleted record refers to', async () => {
    const call = shared.at('lost');
    const made = await call('POST', '/api/v1/agents', { name: 'Lost' });
    const agent = made.body.data.uuid;
    const thread = await call('POST', '/api/v1/threads', { name: 'Of it', agent_uuid: agent });
    const removed = await call('DELETE', `/api/v1/threads/${thread.body.data.uuid}`);
    const lost = await call('DELETE', `/api/v1/agents/${agent}`);
    expect([removed.status, lost.status]).toEqual([204, 204]);
    const [error] = (await revert(call, removed)).body.errors;
    expect(error).toMatchObject({
      message: `threads/${thread.body.data.uuid} refers to agents/${agent}, which was deleted since by the request ${idOf(lost)}.`,
      request_id: idOf(lost),
    });
    expect((await revert(call, lost)).status).toBe(200);
    expect((await revert(call, removed)).status).toBe(200);
  });

  it('is undone as a whole when it is a cascade of thousands of records', async () => {
    const call = shared.at('cascade');
    const before = await call('GET', '/__admin/state');
    const [thread] = before.body.collections.threads;
    const [message] = before.body.collections.messages;
    const records = Array.from({ length: 4000 }, (_, index) => ({
      ...message,
      uuid: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      thread_uuid: thread.uuid,
    }));
    expect((await call('PATCH', '/__admin/state/messages', { records })).status).toBe(200);
    const full = await call('GET', '/__admin/state/messages');
    const deleted = await call('DELETE', `/api/v1/workspaces/${KEY}`);
    expect(deleted.status).toBe(204);
    const changes = await changesOf(call, deleted);
    expect(changes.is_truncated).toBe(false);
    expect(changes.changes.length).toBeGreaterThan(4000);
    expect((await revert(call, deleted)).body.reverted).toBeGreaterThan(4000);
    expect((await call('GET', '/__admin/state/messages')).body.records).toHaveLength(full.body.records.length);
  });

  it('has a limit, and says that it is cut and how to undo it', async () => {
    const call = shared.at('large');
    const parameters = Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [`text${index}`, 'x'.repeat(1_000_000)]),
    );
    const nodes = [
      { id: 'start', type: 'trigger.webhook' },
      { id: 'set', type: 'data.set', data: { parameters } },
    ];
    const made = await call('POST', '/api/v1/workflows', { name: 'Long', ...toGraph(nodes, ['start > set']) });
    expect(made.status).toBe(201);
    const changes = await changesOf(call, made);
    expect(changes).toMatchObject({ changes: [], transactions: 1, is_truncated: true });
    expect(Object.keys(changes).indexOf('is_truncated')).toBeLessThan(Object.keys(changes).indexOf('changes'));
    const refused = await revert(call, made);
    expect(refused.status).toBe(409);
    expect(refused.body.detail).toContain('more than is kept of one request');
    expect(refused.body.remedy).toContain('Save a snapshot before');
  });

  it('is undone in Node', async () => {
    const box = shared.simulator.sandbox('undone');
    const call = shared.at('undone');
    const updated = await call('PUT', ACCOUNT, { provider_display_name: 'Node' });
    const { changes } = await box.changes(idOf(updated));
    expect(changes[0]?.fields[0]).toMatchObject({ path: '/provider_display_name', to: 'Node' });
    expect(await box.revert(idOf(updated))).toBe(1);
    await expect(box.revert(idOf(updated))).rejects.toMatchObject({ code: 'STATE_CONFLICT' });
  });
});
