import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSimulator, type Simulator } from '../../../../src/index.ts';
import { useTemporaryFolders } from '../../../store/temporary-folder.ts';
import { createCaller, PLACES, type Call } from '../../admin.ts';

const makeFolder = useTemporaryFolders();
const WORKSPACE = '/__admin/state/workspaces/550e8400-e29b-41d4-a716-446655440000';
let simulator: Simulator;
beforeEach(async () => {
  simulator = await createSimulator();
});
afterEach(() => simulator.close());

describe.each(PLACES)('the snapshots of %s', (_place, sandbox) => {
  let call: Call;
  beforeEach(() => {
    call = createCaller(simulator, sandbox);
  });

  test('are saved, listed, restored and forgotten', async () => {
    const before = (await call('GET', '/__admin/state')).text;
    const saved = await call('POST', '/__admin/snapshots', { name: 'before' });
    expect(saved.status).toBe(201);
    expect(saved.body).toMatchObject({
      name: 'before',
      position: 0,
      records: expect.any(Number),
      time: expect.stringMatching(/Z$/),
    });
    expect((await call('GET', '/__admin/snapshots')).body).toEqual({ snapshots: [saved.body] });
    await call('PATCH', WORKSPACE, { name: 'Renamed' });
    await call('POST', '/__admin/clock/freeze', { at: '2031-01-01T00:00:00Z' });
    const restored = await call('POST', '/__admin/snapshots/before/restore');
    expect([restored.status, restored.body]).toEqual([200, saved.body]);
    expect((await call('GET', '/__admin/state')).text).toBe(before);
    expect((await call('DELETE', '/__admin/snapshots/before')).status).toBe(204);
    for (const path of ['/__admin/snapshots/before/restore', '/__admin/snapshots/none/restore']) {
      expect((await call('POST', path)).status).toBe(404);
    }
    expect((await call('DELETE', '/__admin/snapshots/before')).status).toBe(404);
  });

  test('keep what was saved, unless it may be replaced', async () => {
    await call('POST', '/__admin/snapshots', { name: 'x' });
    await call('PATCH', WORKSPACE, { name: 'Renamed' });
    const taken = await call('POST', '/__admin/snapshots', { name: 'x' });
    expect([taken.status, taken.body.code]).toEqual([409, 'STATE_CONFLICT']);
    expect((await call('POST', '/__admin/snapshots', { name: 'x', replace: true })).status).toBe(201);
    await call('POST', '/__admin/reset');
    await call('POST', '/__admin/snapshots/x/restore');
    expect((await call('GET', WORKSPACE)).body.name).toBe('Renamed');
  });

  test('are a hundred at most', async () => {
    // The state of a small contract is quickly saved.
    const shop = await createSimulator({ spec: 'test/contracts/shop/openapi.yaml' });
    const save = (name: string) => createCaller(shop, sandbox)('POST', '/__admin/snapshots', { name });
    for (let number = 0; number < 100; number += 1) expect((await save(`s${number}`)).status).toBe(201);
    expect((await save('one more')).status).toBe(409);
    await shop.close();
  });

  test.each([
    { name: '' },
    { name: 'x'.repeat(101) },
    { name: 7 },
    { name: '..' },
    { name: 'a\nb' },
    {},
    { name: 'x', path: '/etc/passwd' },
  ])('are not named by %j', async (body) => {
    expect((await call('POST', '/__admin/snapshots', body)).status).toBe(422);
  });
});

test('a sandbox finds those of the baseline, and keeps its own to itself', async () => {
  const [baseline, sandbox] = [createCaller(simulator), createCaller(simulator, 'w1')];
  await baseline('PATCH', WORKSPACE, { name: 'Prepared' });
  await baseline('POST', '/__admin/snapshots', { name: 'prepared' });
  await baseline('POST', '/__admin/reset');
  expect((await sandbox('GET', '/__admin/snapshots')).body.snapshots).toEqual([]);
  await sandbox('POST', '/__admin/snapshots/prepared/restore');
  expect((await sandbox('GET', WORKSPACE)).body.name).toBe('Prepared');
  expect((await baseline('GET', WORKSPACE)).body.name).not.toBe('Prepared');
  await sandbox('POST', '/__admin/snapshots', { name: 'mine' });
  expect((await baseline('POST', '/__admin/snapshots/mine/restore')).status).toBe(404);
});

describe('with a data folder', () => {
  test('snapshots survive a restart, whatever they are called', async () => {
    const data = await makeFolder();
    // The state of a small contract is quickly saved.
    const spec = 'test/contracts/shop/openapi.yaml';
    const shelf = '/__admin/state/shelves/1';
    const names = ['plain', '../../escape', 'with / slash', 'CON', 'Plain', 'ü', '%2e%2e', 'a?b#c'];
    const first = await createSimulator({ spec, data });
    const before = createCaller(first);
    for (const name of names) expect((await before('POST', '/__admin/snapshots', { name })).status).toBe(201);
    expect((await before('PUT', shelf, { id: 1, name: 'Renamed', slug: 'renamed', position: 0 })).status).toBe(200);
    const state = (await before('GET', '/__admin/state')).text;
    await before('POST', '/__admin/snapshots', { name: 'renamed' });
    await before('POST', '/__admin/reset');
    await first.close();
    expect((await readdir(data)).toSorted()).toEqual(['db.json', 'snapshots']);
    expect(await readdir(join(data, 'snapshots'))).toHaveLength(names.length + 1);

    const second = await createSimulator({ spec, data });
    const after = createCaller(second);
    expect((await after('GET', '/__admin/snapshots')).body.snapshots.map(({ name }: { name: string }) => name)).toEqual(
      [...names, 'renamed'].toSorted(),
    );
    for (const name of names)
      expect((await after('POST', `/__admin/snapshots/${encodeURIComponent(name)}/restore`)).status).toBe(200);
    expect((await after('POST', '/__admin/snapshots/renamed/restore')).status).toBe(200);
    expect((await after('GET', '/__admin/state')).text).toBe(state);
    await second.close();
  });

  test('a reset goes back to the demo world, not to what the folder held', async () => {
    const data = await makeFolder();
    const first = await createSimulator({ data });
    const before = await createCaller(first)('GET', WORKSPACE);
    await createCaller(first)('PATCH', WORKSPACE, { name: 'Renamed' });
    await first.close();
    const second = await createSimulator({ data });
    const call = createCaller(second);
    expect((await call('GET', WORKSPACE)).body.name).toBe('Renamed');
    await call('POST', '/__admin/reset');
    expect((await call('GET', WORKSPACE)).text).toBe(before.text);
    await second.close();
  });

  test('the clock is where it was', async () => {
    const data = await makeFolder();
    const first = await createSimulator({ data, seed: null });
    await createCaller(first)('POST', '/__admin/clock/freeze', { at: '2031-01-01T00:00:00Z' });
    await first.close();
    const second = await createSimulator({ data, seed: null });
    expect((await createCaller(second)('GET', '/__admin/clock')).body).toMatchObject({
      now: '2031-01-01T00:00:00Z',
      frozen: true,
    });
    await second.close();
  });

  test.each([
    ['not JSON', () => '{'],
    ['of another format', (text: string) => text.replace('"format": 1', '"format": 99')],
    ['no state', (text: string) => text.replace('"collections": {', '"collections": 7, "x": {')],
  ])('a snapshot that is %s is refused, and nothing changes', async (_what, spoil) => {
    const data = await makeFolder();
    const opened = await createSimulator({ data });
    const call = createCaller(opened);
    await call('POST', '/__admin/snapshots', { name: 'x' });
    const [file = ''] = await readdir(join(data, 'snapshots'));
    const path = join(data, 'snapshots', file);
    await writeFile(path, spoil(await readFile(path, 'utf8')));
    const before = (await call('GET', '/__admin/state')).text;
    const refused = await call('POST', '/__admin/snapshots/x/restore');
    expect([refused.status, refused.body.detail]).toEqual([
      409,
      expect.stringContaining('Failed to read the snapshot'),
    ]);
    expect((await call('GET', '/__admin/state')).text).toBe(before);
    await opened.close();
  });

  test('a snapshot of another contract must fit this one', async () => {
    const data = await makeFolder();
    const opened = await createSimulator({ data });
    const call = createCaller(opened);
    await call('POST', '/__admin/snapshots', { name: 'x' });
    const [file = ''] = await readdir(join(data, 'snapshots'));
    const path = join(data, 'snapshots', file);
    const text = (await readFile(path, 'utf8')).replace(/"contract": "[0-9a-f]+"/, '"contract": "other"');
    await writeFile(path, text);
    expect((await call('POST', '/__admin/snapshots/x/restore')).status).toBe(200);
    await writeFile(path, text.replace('"name": "John Doe"', '"name": 7'));
    const refused = await call('POST', '/__admin/snapshots/x/restore');
    expect([refused.status, refused.body.errors[0]]).toEqual([
      409,
      expect.objectContaining({ pointer: expect.stringContaining('/collections/users/0') }),
    ]);
    await opened.close();
  });
});
