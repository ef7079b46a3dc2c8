import request from 'supertest';
import { connect } from 'node:net';
import { describe, expect, test, vi } from 'vitest';
import { Problem, PROBLEMS } from '../../src/kernel/problem.ts';
import { toLoggedTarget } from '../../src/http/request-log.ts';
import type { ExchangeResponse } from '../../src/pipeline/exchange/exchange.ts';
import { createFakeApp, withServer } from './fake-app.ts';

test('a request is logged in one line: method, path, status, milliseconds and id', async () => {
  let time = 0;
  const { app, log } = createFakeApp({ now: () => (time += 12.34) });
  await request(app).get('/pets?page=2').set('X-Request-Id', 'mine');
  await vi.waitFor(() => expect(log).toHaveLength(1));
  expect(log[0]).toEqual({
    level: 'info',
    message: 'request',
    fields: { requestId: 'mine', method: 'GET', path: '/pets?page=2', status: 200, milliseconds: 12.3 },
  });
});

test.each([
  ['get', '/__admin', 'debug'],
  ['get', '/__admin/clock?sandbox=w1', 'debug'],
  ['head', '/__admin/console/', 'debug'],
  ['get', '/__admin-of-pets', 'info'],
  ['get', '/pets', 'info'],
  ['post', '/__admin/reset', 'info'],
] as const)('%s %s that succeeds is logged with the level %s', async (method, path, level) => {
  const pipeline = (): Promise<ExchangeResponse> => Promise.resolve({ status: 200, headers: {}, body: '' });
  const { app, log } = createFakeApp({ pipeline });
  await request(app)[method](path);
  await vi.waitFor(() => expect(log).toMatchObject([{ level, message: 'request' }]));
});

test('a read of the control plane that is rejected is logged with the level info', async () => {
  const { app, log } = createFakeApp({ pipeline: () => Promise.resolve({ status: 404, headers: {}, body: '' }) });
  await request(app).get('/__admin/state/pets');
  await vi.waitFor(() => expect(log).toMatchObject([{ level: 'info', fields: { status: 404 } }]));
});

test.each<[title: string, problem: Problem, fields: object]>([
  [
    'a field that breaks the contract',
    new Problem('VALIDATION_FAILED', {
      violations: [
        { field: 'name', message: 'The name field is required.', location: 'body', keyword: 'required' },
        { field: 'size', message: 'The size field must be an integer.', location: 'body', keyword: 'type' },
      ],
    }),
    { status: 422, code: 'VALIDATION_FAILED', field: 'name', reason: 'The name field is required. (and 1 more error)' },
  ],
  [
    'a record that there is not',
    new Problem('RECORD_NOT_FOUND', { message: 'No pet 7.' }),
    { status: 404, code: 'RECORD_NOT_FOUND', reason: 'No pet 7.' },
  ],
  [
    'a state that is wrong',
    new Problem('VALIDATION_FAILED', {
      faults: [{ pointer: '/pets/0/size', message: '"huge" is no size.', remedy: '' }],
    }),
    { code: 'VALIDATION_FAILED', field: '/pets/0/size', reason: '"huge" is no size.' },
  ],
  [
    'a secret in a state',
    new Problem('VALIDATION_FAILED', {
      faults: [{ pointer: '/users/0/password_hash', message: '"hush" is no hash.', remedy: '' }],
    }),
    { code: 'VALIDATION_FAILED', field: '/users/0/password_hash', reason: 'The given data was invalid.' },
  ],
  [
    'a piece of a body',
    new Problem('MALFORMED_BODY', { message: 'Unexpected token \'h\', "{"password": hush}" is not valid JSON' }),
    { status: 400, code: 'MALFORMED_BODY', reason: 'The request body is not valid JSON.' },
  ],
  [
    'the end of a token',
    new Problem('INVALID_SANDBOX', { message: '"hush" cannot name a sandbox.' }),
    { status: 400, code: 'INVALID_SANDBOX', reason: 'The name of the sandbox is not valid.' },
  ],
  ['a long reason', new Problem('STATE_CONFLICT', { message: 'x'.repeat(9000) }), { reason: 'x'.repeat(300) }],
])('a rejected request is logged with code, field and reason, without secrets: %s', async (_title, problem, fields) => {
  const { app, log } = createFakeApp({
    pipeline: () => Promise.resolve({ status: problem.status, headers: {}, body: '{}', problem }),
  });
  // By the fast path, and by Express.
  for (const path of ['/pets', '/__admin/state']) await request(app).get(path);
  await vi.waitFor(() => expect(log).toHaveLength(2));
  for (const line of log) expect(line.fields).toMatchObject(fields);
  expect(JSON.stringify(log)).not.toContain('hush');
});

test('a rejected request is logged with its remedy, and the command that explains it in its sandbox', async () => {
  const problem = new Problem('RECORD_NOT_FOUND');
  const { app, log } = createFakeApp({
    control: {},
    pipeline: () => Promise.resolve({ status: problem.status, headers: {}, body: '{}', problem }),
  });
  await request(app).get('/pets/7').set('X-Request-Id', 'r1');
  await request(app).get('/pets/7').set('X-Request-Id', 'r2').set('X-Athena-Sandbox', 'w1');
  await request(app).get('/__sandbox/w2/pets/7').set('X-Request-Id', 'r3');
  // The requests of the control plane are not recorded.
  await request(app).get('/__admin/state/pets/7').set('X-Request-Id', 'r4');
  await request(app).get('/__sandbox/w2/__admin/state/pets/7').set('X-Request-Id', 'r5');
  await vi.waitFor(() => expect(log).toHaveLength(5));
  expect(log.map(({ fields }) => fields['explain'])).toEqual([
    'npx athena-simulator explain r1',
    'npx athena-simulator explain r2 --sandbox w1',
    'npx athena-simulator explain r3 --sandbox w2',
    undefined,
    undefined,
  ]);
  expect(new Set(log.map(({ fields }) => fields['remedy']))).toEqual(new Set([PROBLEMS.RECORD_NOT_FOUND.remedy]));
});

test('without a control plane no command explains a rejected request', async () => {
  const problem = new Problem('RECORD_NOT_FOUND');
  const { app, log } = createFakeApp({
    pipeline: () => Promise.resolve({ status: problem.status, headers: {}, body: '{}', problem }),
  });
  await request(app).get('/pets/7');
  await vi.waitFor(() => expect(log).toHaveLength(1));
  expect(log[0]?.fields).not.toHaveProperty('explain');
  expect(log[0]?.fields).toHaveProperty('remedy');
});

test('pages, preflights and failures are logged too', async () => {
  const { app, log } = createFakeApp({ pipeline: () => Promise.reject(new Error('odd')) });
  await request(app).get('/');
  await request(app).options('/pets').set('Origin', 'http://a.test').set('Access-Control-Request-Method', 'PUT');
  await request(app).get('/pets');
  await vi.waitFor(() =>
    expect(log.filter(({ message }) => message === 'request').map(({ fields }) => fields['status'])).toEqual([
      200, 204, 500,
    ]),
  );
});

test('no line contains secrets of the headers, the body or the query', async () => {
  const { app, log } = createFakeApp();
  await request(app)
    .post('/pets?token=hush1&password=hush2&access_token=hush3&%74oken=hush4&page=7')
    .set('Authorization', 'Bearer hush5')
    .set('Cookie', 'session=hush6')
    .send({ password: 'hush7' });
  await vi.waitFor(() => expect(log).toHaveLength(1));
  expect(JSON.stringify(log)).not.toContain('hush');
  expect(JSON.stringify(log)).toContain('page=7');
});

test('a client that disconnects before its response is logged as aborted', async () => {
  let disconnect = (): void => {};
  const { app, log } = createFakeApp({
    pipeline: () => {
      disconnect();
      return new Promise(() => undefined);
    },
  });
  await withServer(app, async ({ port }) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('GET /slow HTTP/1.1\r\nHost: h\r\n\r\n'));
    disconnect = () => socket.destroy();
    await vi.waitFor(() => expect(log).toHaveLength(1));
  });
  expect(log[0]?.fields).toMatchObject({ path: '/slow', aborted: true });
});

describe('a logged target', () => {
  test.each([
    ['/pets', '/pets'],
    ['/pets?', '/pets'],
    ['/pets?a=1&b', '/pets?a=1&b'],
    ['/pets?a=1&Token=x&b=2', '/pets?a=1&Token=[redacted]&b=2'],
    ['/pets?a=1;password=x', '/pets?a=1;password=[redacted]'],
    ['/pets?filter%5Bapi_key%5D=x', '/pets?filter%5Bapi_key%5D=[redacted]'],
    ['/pets?%E0%A4%A=x', '/pets?%E0%A4%A=[redacted]'],
    ['/pets?key=x&monkey=y&code=z', '/pets?key=[redacted]&monkey=y&code=[redacted]'],
    ['/pets?token=a=b=c', '/pets?token=[redacted]'],
    ['http://user:pass@h/pets', '/pets'],
  ])('of %s is %s', (target, expected) => {
    expect(toLoggedTarget(target)).toBe(expected);
  });

  test('is truncated when it is long', () => {
    expect(toLoggedTarget(`/${'x'.repeat(9000)}`)).toHaveLength(2000);
  });
});
