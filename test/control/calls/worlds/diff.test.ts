import { afterEach, beforeEach, describe, expect, expectTypeOf, test } from 'vitest';
import { createSimulator, type Simulator, type WorldDiff } from '../../../../src/index.ts';
import { createCaller, type Call } from '../../admin.ts';

const UUID = '550e8400-e29b-41d4-a716-446655440000';
const ACCOUNT = `/api/v1/accounts/${UUID}`;

let simulator: Simulator;
let call: Call;
let inSandbox: Call;
beforeEach(async () => {
  simulator = await createSimulator({ seed: 1 });
  call = createCaller(simulator);
  inSandbox = createCaller(simulator, 'w1');
});
afterEach(() => simulator.close());

const diff = (from: string, to: string, more = '', by: Call = call) =>
  by('GET', `/__admin/diff?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}${more}`);
const rename = (by: Call, name: string) => by('PUT', ACCOUNT, { provider_display_name: name });

describe('a diff of two worlds', () => {
  test('shows what a test has added, removed and changed, by collection', async () => {
    const before = (await call('GET', ACCOUNT)).body.data;
    await rename(inSandbox, 'Renamed');
    const created = (await inSandbox('POST', '/api/v1/threads', { name: 'New' })).body.data;
    const [{ uuid: memory }] = (await inSandbox('GET', '/api/v1/memories')).body.data;
    await inSandbox('DELETE', `/api/v1/memories/${memory}`);
    const { status, body } = await diff(
      'baseline',
      'sandbox:w1',
      '&collection=accounts&collection=threads&collection=memories',
    );
    expect([status, body.from, body.to, body.is_truncated]).toEqual([200, 'baseline', 'sandbox:w1', false]);
    expect(body.total).toBe(3);
    const { accounts, threads, memories } = body.collections;
    expect(accounts).toMatchObject({ total: 1, added: [], removed: [], changed: [{ key: UUID }] });
    expect(accounts.changed[0].fields).toContainEqual({
      path: '/provider_display_name',
      from: before.provider_display_name,
      to: 'Renamed',
    });
    expect(threads.added).toMatchObject([{ key: created.uuid, record: { uuid: created.uuid, name: 'New' } }]);
    expect(memories.removed).toMatchObject([{ key: memory, record: { uuid: memory } }]);
    expect(accounts.changed[0].record).toBeUndefined();
    const reverse = (await diff('sandbox:w1', 'baseline', '&collection=threads')).body;
    expect(reverse.collections.threads.removed).toEqual(threads.added);
  });

  test('has the records of the second state with include=records, without secrets', async () => {
    await rename(inSandbox, 'Renamed');
    const whole = await diff('baseline', 'sandbox:w1', '&collection=accounts&include=records');
    const account = (await inSandbox('GET', `/__admin/state/accounts/${UUID}`)).body;
    expect(whole.body.collections.accounts.changed).toEqual([
      { key: UUID, fields: expect.anything(), record: account },
    ]);
    const tokens = '/__admin/state/personal_access_tokens';
    await inSandbox('PATCH', tokens, { records: [{ id: 1, name: 'Renamed' }] });
    const secret = await diff('baseline', 'sandbox:w1', '&collection=personal_access_tokens&include=records');
    const [token] = secret.body.collections.personal_access_tokens.changed;
    expect(token.record).toMatchObject({ id: 1, name: 'Renamed', token_hash: '[redacted]' });
    expect((await diff('baseline', 'sandbox:w1', '&include=all')).status).toBe(422);
  });

  test('is empty for equal ones, whether or not they share records', async () => {
    await rename(inSandbox, 'Renamed');
    expect((await diff('sandbox:w1', 'sandbox:w1')).body).toMatchObject({ collections: {}, total: 0 });
    expect((await diff('fixtures', 'baseline')).body).toMatchObject({ collections: {}, total: 0 });
    const { body } = await inSandbox('GET', '/__admin/state');
    await createCaller(simulator, 'w2')('PUT', '/__admin/state', body);
    expect((await diff('sandbox:w1', 'sandbox:w2')).body).toMatchObject({ collections: {}, total: 0 });
  });

  test('compares snapshots: those of the named sandbox, otherwise those of the baseline', async () => {
    await call('POST', '/__admin/snapshots', { name: 'start' });
    await rename(call, 'Of the baseline');
    await rename(inSandbox, 'Of the sandbox');
    await inSandbox('POST', '/__admin/snapshots', { name: 'of: w1' });
    await rename(inSandbox, 'Later');
    const nameIn = async (from: string, to: string, by: Call): Promise<unknown> =>
      (await diff(from, to, '&collection=accounts', by)).body.collections.accounts.changed[0].fields.find(
        ({ path }: { readonly path: string }) => path === '/provider_display_name',
      );
    expect(await nameIn('snapshot:of: w1', 'sandbox:w1', inSandbox)).toMatchObject({
      from: 'Of the sandbox',
      to: 'Later',
    });
    expect(await nameIn('snapshot:start', 'baseline', call)).toMatchObject({ to: 'Of the baseline' });
    expect(await nameIn('snapshot:start', 'baseline', inSandbox)).toMatchObject({ to: 'Of the baseline' });
  });

  test('hides digests of secrets, and shows that they differ', async () => {
    const { token } = (await inSandbox('POST', '/__admin/tokens', { user: 123 })).body;
    await inSandbox('PATCH', '/__admin/state/users/123', { password_hash: 'not-a-digest' });
    const { text, body } = await diff('baseline', 'sandbox:w1');
    expect(text).not.toContain('not-a-digest');
    expect(text).not.toContain(token.split('|')[1]);
    expect(body.collections.personal_access_tokens.added[0].record.token_hash).toBe('[redacted]');
    expect(body.collections.users.changed[0].fields).toContainEqual({
      path: '/password_hash',
      from: '[redacted]',
      to: '[redacted]',
    });
  });

  test('lists as many records as it is asked for, and counts all', async () => {
    for (const name of ['One', 'Two', 'Three']) await inSandbox('POST', '/api/v1/threads', { name });
    const { body } = await diff('baseline', 'sandbox:w1', '&limit=2&collection=threads');
    expect(body).toMatchObject({ total: 3, is_truncated: true, collections: { threads: { total: 3 } } });
    expect(body.collections.threads.added).toHaveLength(2);
    const none = (await diff('baseline', 'sandbox:w1', '&limit=0&collection=threads')).body;
    expect(none).toMatchObject({ total: 3, is_truncated: true, collections: { threads: { added: [] } } });
  });

  test('does not use the sandboxes that it reads, and creates none', async () => {
    await rename(inSandbox, 'Renamed');
    await diff('sandbox:w1', 'baseline', '', createCaller(simulator, 'w2'));
    const { sandboxes } = (await call('GET', '/__admin/sandboxes')).body;
    expect(sandboxes).toMatchObject([{ name: 'w1', requests: 1 }]);
  });

  test.each([
    ['sandbox:w9', 404, 'There is no sandbox \\"w9\\". The sandboxes are \\"w1\\".'],
    ['sandbox:baseline', 404, 'The sandboxes are'],
    ['sandbox:__proto__', 404, 'The sandboxes are'],
    ['snapshot:none', 404, 'There is no snapshot \\"none\\". There are no snapshots.'],
    ['snapshot:\u0001step 1', 404, 'There are no snapshots.'],
    ['snapshot:', 422, 'names no state'],
    ['w1', 422, 'names no state'],
    ['BASELINE', 422, 'names no state'],
    ['', 422, 'from'],
    [`sandbox:${'x'.repeat(300)}`, 422, 'from'],
  ])('from %j is rejected with %i', async (from, status, message) => {
    await rename(inSandbox, 'Renamed');
    const rejected = await diff(from, 'baseline');
    expect(rejected.status).toBe(status);
    expect(rejected.text).toContain(message);
  });

  test.each([
    ['&collection=agnets', 'Did you mean agents?'],
    ['&limit=-1', 'limit'],
    ['&limit=10001', 'limit'],
    ['&limit=x', 'limit'],
    ['&colection=agents', 'colection'],
  ])('with %s is rejected', async (more, message) => {
    const rejected = await diff('baseline', 'baseline', more);
    expect([rejected.status, rejected.body.code]).toEqual([422, 'VALIDATION_FAILED']);
    expect(rejected.text).toContain(message);
  });
});

describe('diff in TypeScript', () => {
  test('grades a test by the final state of its sandbox', async () => {
    const sandbox = simulator.sandbox('w1');
    await rename(inSandbox, 'Renamed');
    const found = await sandbox.diff('baseline', undefined, { collections: ['accounts', 'agents'] });
    expectTypeOf(found).toEqualTypeOf<WorldDiff>();
    expect(found).toMatchObject({ from: 'baseline', to: 'sandbox:w1', total: 1, isTruncated: false });
    expect(Object.keys(found.collections)).toEqual(['accounts']);
    expect(await simulator.diff('baseline', sandbox, { collections: ['accounts'] })).toEqual({
      ...found,
      collections: { accounts: found.collections['accounts'] },
    });
    expect((await simulator.diff('fixtures')).total).toBe(0);
  });

  test('shows a sandbox that was not used yet as it would start', async () => {
    const [used, unused] = [simulator.sandbox('used'), simulator.sandbox('unused')];
    await used.reset();
    expect(await simulator.diff(unused, used)).toMatchObject({ from: 'sandbox:unused', to: 'sandbox:used', total: 0 });
    expect((await simulator.diff('baseline', unused)).total).toBe(0);
    const { body } = await createCaller(simulator)('GET', '/__admin/sandboxes');
    expect(body.sandboxes.map(({ name }: { name: string }) => name)).toEqual(['used']);
  });

  test.each<[what: string, reason: RegExp, args: readonly unknown[]]>([
    ['no state', /^Failed to compare: `from` is missing. Pass the handle of a sandbox, 'baseline'/, []],
    [
      'an object that is no handle',
      /`from` names no state. Pass .* \(also for the simulator itself\)/,
      [{}, 'baseline'],
    ],
    ['the name of a sandbox alone', /`to`, "w1", names no state. Pass .*'sandbox:NAME'/, ['baseline', 'w1']],
    ['null', /`to` names no state/, ['baseline', null]],
    ['a collection that is no list', /`collections` is no list/, ['baseline', 'baseline', { collections: 'users' }]],
    ['no number', /`limit` is no number/, ['baseline', 'baseline', { limit: '1' }]],
  ])('says what to pass in place of %s', async (_, reason, args) => {
    const diffing = (simulator.diff as (...given: readonly unknown[]) => Promise<WorldDiff>)(...args);
    await expect(diffing).rejects.toMatchObject({ code: 'INVALID_ARGUMENT', message: expect.stringMatching(reason) });
  });

  test('rejects what does not exist with a code', async () => {
    await expect(simulator.diff('sandbox:none')).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND' });
    await expect(simulator.diff('baseline', 'baseline', { collections: ['none'] })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
    });
  });
});
