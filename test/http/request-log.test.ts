import request from 'supertest';
import { connect } from 'node:net';
import { describe, expect, test, vi } from 'vitest';
import { toLoggedTarget } from '../../src/http/request-log.ts';
import { createFakeApp, withServer } from './fake-app.ts';

test('a request is one line: method, path, status, milliseconds and id', async () => {
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

test('pages, preflights and failures are logged too', async () => {
  const { app, log } = createFakeApp({ pipeline: () => Promise.reject(new Error('odd')) });
  await request(app).get('/');
  await request(app).options('/pets').set('Origin', 'http://a.test').set('Access-Control-Request-Method', 'PUT');
  await request(app).get('/pets');
  await vi.waitFor(() =>
    expect(log.filter(({ message }) => message === 'request').map(({ fields }) => fields['status'])).toEqual([200, 204, 500]),
  );
});

test('no line holds a secret of the headers, the body or the query', async () => {
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

test('a client that goes away before its answer is a line that says so', async () => {
  const { app, log } = createFakeApp({ pipeline: () => new Promise(() => undefined) });
  await withServer(app, async ({ port }) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('GET /slow HTTP/1.1\r\nHost: h\r\n\r\n'));
    setTimeout(() => socket.destroy(), 50);
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

  test('is cut where it is long', () => {
    expect(toLoggedTarget(`/${'x'.repeat(9000)}`)).toHaveLength(2000);
  });
});
