import { afterAll, describe, expect, it } from 'vitest';
import { createSimulator } from '../../../src/simulator.ts';
import { openReplicas } from '../../replicas/open-replicas.ts';

const USER = '/api/v1/user';
const AUTH = { authorization: 'Bearer athena-demo-token' };

const alone = await createSimulator();
const replicas = await openReplicas();
afterAll(async () => {
  await alone.close();
  await replicas.closeAll();
});

describe.each([
  ['a server without replicas', alone],
  ['a replica', replicas.left.simulator],
])('%s', (_kind, simulator) => {
  const send = (path: string, headers: Readonly<Record<string, string>>) =>
    simulator.fetch(`http://localhost${path}`, { headers: { ...AUTH, ...headers } });

  it.each([
    ['x-athena-position', 'nonsense'],
    ['x-athena-position', ''],
    ['x-athena-position', '0.1'],
    ['x-athena-position', '0.1.0.1, 0.1.0.1'],
    ['x-athena-read', 'newest'],
  ])('rejects %s: %j, in the API, in a sandbox and in the control plane', async (name, value) => {
    for (const path of [USER, `/__sandbox/w1${USER}`, '/__admin/faults', '/__sandbox/w1/__admin/faults']) {
      const response = await send(path, { [name]: value });
      expect([path, response.status, response.headers.get('x-athena-error')]).toEqual([path, 400, 'INVALID_READ']);
      expect(await response.text()).toMatch(new RegExp(`${name} has an invalid value`, 'i'));
    }
    expect(simulator.sandbox('w2').state()).toBeDefined();
    const { sandboxes } = (await (await send('/__admin/sandboxes', {})).json()) as { readonly sandboxes: object[] };
    expect(sandboxes).not.toContainEqual(expect.objectContaining({ name: 'w1' }));
  });

  it('accepts the values that the documentation has', async () => {
    for (const headers of [{ 'x-athena-position': '0.0.0.0' }, { 'x-athena-read': 'latest' }])
      expect((await send(USER, headers)).status).toBe(200);
  });
});

it('a replica rejects a position that the log never had, and shows the one of a response', async () => {
  const { left, right } = replicas;
  const written = await left.call('POST', '/api/v1/threads', { name: 'First' });
  const position = written.headers.get('x-athena-position') ?? '';
  const read = (headers: Readonly<Record<string, string>>, path = USER) =>
    right.simulator.fetch(`http://localhost${path}`, { headers: { ...AUTH, ...headers } });
  expect((await read({ 'x-athena-position': position })).status).toBe(200);
  const [epoch, , ...control] = position.split('.');
  const beyond = { 'x-athena-position': [epoch, 999_999, ...control].join('.') };
  for (const path of [USER, '/__admin/faults']) {
    const response = await read(beyond, path);
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('999999')]);
  }
});

it('a sandbox that was deleted begins anew, whatever its position was', async () => {
  const { left, right } = replicas;
  await left.callSandbox('POST', '/api/v1/threads', { name: 'First' });
  const { headers } = await left.callSandbox('POST', '/api/v1/threads', { name: 'Second' });
  const position = headers.get('x-athena-position') ?? '';
  await left.call('DELETE', '/__admin/sandboxes/w1');
  const sent = { ...AUTH, 'x-athena-sandbox': 'w1', 'x-athena-position': position };
  const again = await right.simulator.fetch(`http://localhost${USER}`, { headers: sent });
  expect([again.status, again.headers.get('x-athena-sandbox-event')]).toEqual([200, 'created']);
  const beyond = await right.simulator.fetch(`http://localhost${USER}`, { headers: sent });
  expect([beyond.status, beyond.headers.get('x-athena-error')]).toEqual([400, 'INVALID_READ']);
});
