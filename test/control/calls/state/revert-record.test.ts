import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSimulator, type Simulator } from '../../../../src/index.ts';
import { createCaller, PLACES, type Call } from '../../admin.ts';

const ACCOUNT = '/__admin/state/accounts/550e8400-e29b-41d4-a716-446655440000';
const USER = '/__admin/state/users/123';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await createSimulator();
});
afterEach(() => simulator.close());

describe.each(PLACES)('an edit of a record in %s', (_place, sandbox) => {
  let call: Call;
  beforeEach(() => {
    call = createCaller(simulator, sandbox);
  });
  const read = async (path: string) => (await call('GET', path)).body;

  test('is reverted, secrets and all', async () => {
    const before = await read(USER);
    const after = (await call('PATCH', USER, { name: 'Jo' })).body;
    const { status, body } = await call('POST', `${USER}/revert`, { before, after });
    expect([status, body]).toEqual([200, before]);
    const credentials = { email: 'john.doe@example.com', password: 'password' };
    expect((await call('POST', '/api/v1/auth/sign-in', credentials)).status).toBe(200);
  });

  test('is not reverted when the record has changed since: the fields are named, and nothing changes', async () => {
    const before = await read(ACCOUNT);
    const after = (await call('PATCH', ACCOUNT, { provider_display_name: 'Mine' })).body;
    const theirs = (await call('PATCH', ACCOUNT, { provider_display_name: 'Theirs' })).body;
    const { status, body } = await call('POST', `${ACCOUNT}/revert`, { before, after });
    expect([status, body.code]).toEqual([409, 'STATE_CONFLICT']);
    expect(body.detail).toContain('has changed since: /provider_display_name. Nothing was changed.');
    expect(body.errors).toEqual([
      expect.objectContaining({
        pointer: '/collections/accounts/550e8400-e29b-41d4-a716-446655440000/provider_display_name',
      }),
    ]);
    expect(await read(ACCOUNT)).toEqual(theirs);
  });

  test('is not reverted when the record was deleted since, and a delete not when it is there again', async () => {
    const before = (await read('/__admin/state/memories')).records[0];
    const memory = `/__admin/state/memories/${before.uuid}`;
    const after = (await call('PATCH', memory, { content: 'Mine' })).body;
    await call('DELETE', memory);
    const { status, body } = await call('POST', `${memory}/revert`, { before, after });
    expect([status, body.detail]).toEqual([409, expect.stringContaining('was deleted since. Nothing was changed.')]);
    expect((await call('GET', memory)).status).toBe(404);

    const restored = await call('POST', `${memory}/revert`, { before, after: null });
    expect([restored.status, restored.body]).toEqual([200, before]);
    const again = await call('POST', `${memory}/revert`, { before, after: null });
    expect([again.status, again.body.detail]).toEqual([409, expect.stringContaining('was created again since.')]);
  });

  test('is reverted once, also when many ask together', async () => {
    const before = await read(ACCOUNT);
    const after = (await call('PATCH', ACCOUNT, { provider_display_name: 'Mine' })).body;
    const answers = await Promise.all([1, 2, 3].map(() => call('POST', `${ACCOUNT}/revert`, { before, after })));
    const withStatus = (wanted: number) => answers.filter(({ status }) => status === wanted).length;
    expect([withStatus(200), withStatus(409)]).toEqual([1, 2]);
    expect(await read(ACCOUNT)).toEqual(before);
  });

  test('is reverted only to a record that fits, and has this key', async () => {
    const after = await read(ACCOUNT);
    for (const before of [
      { ...after, provider_display_name: 7 },
      { ...after, uuid: 'other' },
    ])
      expect((await call('POST', `${ACCOUNT}/revert`, { before, after })).status).toBe(422);
    expect((await call('POST', `${ACCOUNT}/revert`, { before: after })).status).toBe(422);
    expect((await call('POST', '/__admin/state/none/1/revert', { before: {}, after: null })).status).toBe(404);
    expect(await read(ACCOUNT)).toEqual(after);
  });
});
