import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFakeApp } from '../fake-app.ts';

const STYLE = 'body { margin: 0; }\n'.repeat(100);
const HTML = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'console-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Console</title><ul><!--screens--></ul>');
  await writeFile(join(folder, 'assets', 'index-abc.js'), 'export {};');
  await writeFile(join(folder, 'assets', 'style-abc.css'), STYLE);
  await writeFile(join(folder, 'assets', 'index-abc.js.map'), '{}');
});
afterAll(() => rm(folder, { recursive: true }));

const createApp = (canOpen = true) => createFakeApp({ console: { folder, canOpen: () => canOpen } }).app;

describe('the console', () => {
  test.each(['/__admin/console/', '/__admin/console/traffic', '/__sandbox/w3/__admin/console/data'])(
    '%s is the page, which may run its own files only',
    async (path) => {
      const { status, text, headers } = await request(createApp()).get(path).set('Accept', HTML);
      expect([status, text]).toEqual([200, expect.stringMatching(/^<!doctype html><title>Console<.title><ul><li>/)]);
      expect(headers['cache-control']).toBe('no-cache');
      const policy = headers['content-security-policy'] ?? '';
      for (const part of [
        "default-src 'self'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
        "frame-ancestors 'none'",
      ])
        expect(policy).toContain(part);
      expect(policy).not.toContain('unsafe');
    },
  );

  test('lists the screens of the contract before its script runs, and marks the one of the address', async () => {
    const { app } = createFakeApp({
      console: { folder, canOpen: () => true },
      home: { title: 'Pets', screens: ['runs'] },
    });
    for (const [screen, marked] of [
      ['', './'],
      ['runs', './runs'],
      ['none', undefined],
    ] as const) {
      const { text } = await request(app).get(`/__admin/console/${screen}`).set('Accept', HTML);
      const links = [...text.matchAll(/<a href="([^"]*)"( aria-current="true")?/g)];
      expect(links.map(([, href]) => href)).toEqual(
        ['', 'traffic', 'data', 'worlds', 'faults', 'contract', 'runs', 'help'].map((name) => `./${name}`),
      );
      expect(links.find(([, , mark]) => mark !== undefined)?.[1]).toBe(marked);
    }
  });

  test('its files are compressed once, for clients that accept it', async () => {
    const app = createApp();
    const get = (encoding: string) =>
      request(app).get('/__admin/console/assets/style-abc.css').set('Accept-Encoding', encoding);
    for (const [encoding, sent] of [
      ['gzip, deflate, br', 'gzip'],
      ['identity', undefined],
      ['gzip;q=0', undefined],
    ] as const) {
      const { text, headers } = await get(encoding);
      expect([text, headers['content-encoding']]).toEqual([STYLE, sent]);
      expect(headers['vary']).toMatch(/accept-encoding/i);
      expect(Number(headers['content-length']) < STYLE.length).toBe(sent === 'gzip');
    }
    const { headers } = await get('gzip');
    const again = await get('gzip').set('If-None-Match', String(headers['etag']));
    expect([again.status, again.headers['vary']]).toEqual([304, expect.stringMatching(/accept-encoding/i)]);
  });

  test('its files may be cached for ever', async () => {
    const { status, headers } = await request(createApp()).get('/__admin/console/assets/index-abc.js');
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'text/javascript; charset=utf-8',
      'public, max-age=31536000, immutable',
    ]);
  });

  test.each([
    '/__admin/console/assets/none.js',
    '/__admin/console/assets/index-abc.js.map',
    '/__admin/console/../secret',
  ])('%s is not one of its files', async (path) => {
    expect((await request(createApp()).get(path)).body).toMatchObject({ method: 'GET' });
  });

  test.each([
    ['/', '__admin/console/'],
    ['/__sandbox/w3', 'w3/__admin/console/'],
    ['/__sandbox/w3/', '__admin/console/'],
    ['/__admin/console', 'console/'],
  ])('a browser at %s is led to it, below any prefix', async (path, location) => {
    const { status, headers } = await request(createApp()).get(path).set('Accept', HTML);
    expect([status, headers['location']]).toEqual([302, location]);
    expect(headers['vary']).toMatch(/accept/i);
  });

  test('curl and JSON clients get the home page as JSON, and a contract with the path `/` its own response', async () => {
    for (const accept of ['*/*', 'application/json']) {
      const { status, headers } = await request(createApp()).get('/').set('Accept', accept);
      expect([status, headers['content-type']]).toEqual([200, 'application/json']);
    }
    const { app } = createFakeApp({
      console: { folder, canOpen: () => true },
      ownsPath: (_method, path) => path === '/',
    });
    expect((await request(app).get('/').set('Accept', HTML)).body).toMatchObject({ path: '/' });
  });

  test('without a control plane, or where it may not be opened, the home page stays', async () => {
    for (const app of [
      createFakeApp().app,
      createApp(false),
      createFakeApp({ console: { folder: '/none', canOpen: () => true } }).app,
    ]) {
      const home = await request(app).get('/').set('Accept', HTML);
      expect([home.status, home.type]).toEqual([200, 'text/html']);
      expect((await request(app).get('/__admin/console/')).body).toMatchObject({ path: '/__admin/console/' });
    }
  });

  test.each([
    '/__admin/console',
    '/__admin/console/',
    '/__admin/console/traffic',
    '/__admin/console/assets/index-abc.js',
  ])('%s is only read, and says so to other methods', async (path) => {
    for (const method of ['post', 'put', 'patch', 'delete'] as const) {
      const { status, headers, body } = await request(createApp())[method](path);
      expect([status, headers['allow'], headers['x-athena-error']]).toEqual([405, 'GET, HEAD', 'METHOD_NOT_ALLOWED']);
      expect(body).toEqual({
        message: expect.stringContaining('Supported methods: GET, HEAD.'),
        remedy: 'Send one of the methods that Allow lists.',
      });
    }
    const { status, headers, text } = await request(createApp()).options(path);
    expect([status, headers['allow'], text]).toEqual([200, 'GET, HEAD', '']);
  });

  test('a path below it that is not there, and one that may not be opened, go to the pipeline', async () => {
    for (const [app, path] of [
      [createApp(), '/__admin/console/assets/none.js'],
      [createApp(false), '/__admin/console/'],
    ] as const)
      expect((await request(app).post(path)).body).toMatchObject({ method: 'POST' });
  });
});
