import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { packagedFiles } from '../../../src/assembly/load/packaged-files.ts';
import { createSimulator, type SimulatorOptions } from '../../../src/simulator.ts';
import { createFakeApp, DOCUMENT } from '../fake-app.ts';

const PAGES = ['/docs', '/docs/', '/__admin/contract', '/__admin/contract/', '/__admin/docs', '/__admin/docs/'];
const SECURED = {
  ...DOCUMENT,
  components: {
    securitySchemes: {
      'a "token"': { type: 'http', scheme: 'Bearer' },
      key: { type: 'apiKey', in: 'header', name: 'k' },
    },
  },
};

/** The addresses of the files that a page needs, as a browser makes them out of its links. */
function linksOf(page: string, at: string): readonly string[] {
  const links = [...page.matchAll(/(?:src|href|data-document)="([^"]+)"/g)].map(([, link = '']) => link);
  return links
    .filter((link) => !link.startsWith('data:'))
    .map((link) => new URL(link, `http://pets.test${at}`).pathname);
}

// An app reads and hashes the files of Swagger UI, so tests with the same options share one.
const plain = createFakeApp().app;
const withControl = createFakeApp({ control: DOCUMENT }).app;

describe('the API reference', () => {
  test.each(PAGES)('%s links to existing files, which may be cached forever', async (path) => {
    const { text, status, headers } = await request(withControl).get(path);
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-cache',
    ]);
    const links = linksOf(text, path);
    expect(links).toHaveLength(8);
    for (const link of links) {
      const answer = await request(withControl).get(link).set('Accept', '*/*');
      expect([link, answer.status]).toEqual([link, 200]);
      const isFile = link.startsWith('/__admin/docs/');
      expect(answer.headers['cache-control']).toBe(isFile ? 'public, max-age=31536000, immutable' : 'no-cache');
      if (isFile) expect(answer.headers['content-type']).toMatch(/^text\/(javascript|css); charset=utf-8$/);
    }
  });

  test.each(PAGES)('%s links below the prefix of a proxy', async (path) => {
    const { text } = await request(withControl).get(path);
    const links = linksOf(text, `/mock${path}`);
    expect(links).toContain('/mock/');
    for (const link of links) expect(link).toMatch(/^\/mock\//);
  });

  test.each(['/docs', '/__admin/contract', '/__admin/docs'])(
    '%s has an entity tag, responds with 304 to it, and supports HEAD',
    async (path) => {
      const get = await request(withControl).get(path).set('Host', 'h').set('Accept-Encoding', 'identity');
      const again = await request(withControl)
        .get(path)
        .set('If-None-Match', get.headers['etag'] ?? '');
      expect([again.status, again.text]).toEqual([304, '']);
      const head = await request(withControl).head(path).set('Host', 'h').set('Accept-Encoding', 'identity');
      for (const name of ['content-length', 'content-type', 'etag', 'content-security-policy'])
        expect([name, head.headers[name]]).toEqual([name, get.headers[name]]);
      expect(head.text).toBeUndefined();
    },
  );

  test('allows the browser to run only its own files, and to call only this server', async () => {
    const { app } = createFakeApp({ publicUrl: 'https://pets.example.test/base' });
    const { headers, text } = await request(app).get('/docs');
    const policy = headers['content-security-policy'] ?? '';
    expect(policy.split(';')).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'self' https://pets.example.test",
      ]),
    );
    expect(policy).not.toMatch(/unsafe/);
    expect(text).not.toMatch(/<script[^>]*>[^<]|\son\w+=|\sstyle=/);
  });

  test('other pages keep their policy', async () => {
    expect((await request(plain).get('/openapi.json')).headers['content-security-policy']).not.toContain('script-src');
  });

  test('a path of the contract takes precedence, and the reference remains under /__admin', async () => {
    const { app } = createFakeApp({ ownsPath: (_method, path) => path === '/docs' || path === '/openapi.json' });
    expect((await request(app).get('/docs')).body).toMatchObject({ path: '/docs' });
    const { text } = await request(app).get('/__admin/contract');
    expect(linksOf(text, '/__admin/contract')).toContain('/__admin/contract.json');
    expect((await request(app).get('/').set('Host', 'h')).body).toMatchObject({
      links: { docs: 'http://h/__admin/contract' },
    });
  });

  test.each([
    '/__admin/docs/0123456789abcdef/style.css',
    '/__admin/docs/style.css',
    '/__admin/docs/..%2f..%2fpackage.json',
    '/docs/x',
  ])('%s is not one of its files: the contract responds', async (path) => {
    expect((await request(plain).get(path)).body).toMatchObject({ path });
  });

  test('POST goes to the contract', async () => {
    expect((await request(plain).post('/docs')).body).toMatchObject({ method: 'POST', path: '/docs' });
  });

  test('leads to the screens of the console, below any prefix, and to none without a console', async () => {
    const { app } = createFakeApp({
      control: DOCUMENT,
      console: { folder: '/nowhere', canOpen: () => true },
      home: { title: 'Pets', screens: ['runs'] },
    });
    for (const [path, current] of [
      ['/docs', 'contract'],
      ['/docs/', 'contract'],
      ['/__admin/contract', 'contract'],
      ['/__admin/docs', 'help'],
    ] as const) {
      const { text } = await request(app).get(path);
      const links = linksOf(text, `/mock${path}`).filter((link) => link.includes('/console/'));
      const screens = ['', 'traffic', 'data', 'worlds', 'faults', 'contract', 'runs', 'help'];
      expect(links).toEqual(screens.map((screen) => `/mock/__admin/console/${screen}`));
      expect(text).toMatch(new RegExp(`console/${current}" aria-current="true"`));
    }
    expect((await request(plain).get('/docs')).text).not.toContain('console/');
  });

  test('contains the token and the names of its security schemes', async () => {
    const document = { json: SECURED, toYaml: () => '' };
    const { app } = createFakeApp({
      document,
      reference: { folder: packagedFiles.reference(), findToken: () => 'a"<b>' },
    });
    const { text } = await request(app).get('/docs');
    expect(text).toContain('data-token="a&quot;&lt;b&gt;"');
    expect(text).toContain('data-bearer-schemes="[&quot;a \\&quot;token\\&quot;&quot;]"');
    expect(text).toContain('authenticated with the demo token');
  });

  test('asks for a token only when one is needed and not known', async () => {
    const asking = createFakeApp({ document: { json: SECURED, toYaml: () => '' } });
    expect((await request(asking.app).get('/docs')).text).toContain('choose “Authorize”');
    expect((await request(plain).get('/docs')).text).not.toContain('Authorize');
  });

  test('unreadable files yield a 500 without a path, and are read again for each request', async () => {
    const { app, log } = createFakeApp({ reference: { folder: '/nowhere', findToken: () => undefined } });
    for (const attempt of [1, 2]) {
      const { status, text } = await request(app).get('/docs');
      expect(status).toBe(500);
      expect(text).not.toContain('nowhere');
      expect(log.filter(({ level }) => level === 'error')).toHaveLength(attempt);
    }
  });
});

describe('the reference of the control plane', () => {
  test('shows its own document, and the home page links to it', async () => {
    const simulator = await createSimulator();
    const { text, status } = await request(simulator.app).get('/__admin/docs');
    expect([status, linksOf(text, '/__admin/docs').includes('/__admin/openapi.json')]).toEqual([200, true]);
    expect(text).toContain('Control plane: reference');
    expect(text).not.toContain('data-token');
    const { body } = await request(simulator.app).get('/').set('Host', 'localhost');
    expect(body).toMatchObject({ links: { control_docs: 'http://localhost/__admin/docs' } });
    await simulator.close();
  });

  test.each<[title: string, options: SimulatorOptions, headers: Readonly<Record<string, string>>, status: number]>([
    ['another host name', {}, { host: 'rebound.attacker.example' }, 421],
    ['a page of another site', {}, { 'sec-fetch-site': 'cross-site' }, 403],
    ['no token when other machines can reach it', { host: '0.0.0.0' }, {}, 401],
    ['a wrong token', { adminToken: 'open-sesame' }, { 'x-athena-admin-token': 'wrong' }, 401],
    ['its token', { adminToken: 'open-sesame' }, { 'x-athena-admin-token': 'open-sesame' }, 200],
    ['no control plane at all', { noAdmin: true }, {}, 404],
  ])('is protected like the control plane: %s', async (_title, options, headers, status) => {
    const simulator = await createSimulator(options);
    for (const path of ['/__admin/docs', '/__admin/docs/', '/__admin/docs?x=1']) {
      const answer = await request(simulator.app).get(path).set(headers);
      expect([path, answer.status]).toEqual([path, status]);
      if (status !== 200) expect(answer.text).not.toContain('<html');
    }
    await simulator.close();
  });
});

test('docsPath names the reference, also when the contract has /docs itself', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'athena-docs-path-'));
  const spec = join(folder, 'openapi.json');
  const paths = { '/docs': { get: { responses: { 200: { description: 'Papers' } } } } };
  await writeFile(spec, JSON.stringify({ openapi: '3.1.0', info: { title: 'Papers', version: '1' }, paths }));
  for (const [options, path] of [
    [{}, '/docs'],
    [{ spec }, '/__admin/contract'],
  ] as const) {
    const simulator = await createSimulator(options);
    expect(simulator.docsPath).toBe(path);
    expect((await request(simulator.app).get(path)).text).toContain('<html');
    await simulator.close();
  }
  await rm(folder, { recursive: true });
});

describe('the token in the reference', () => {
  const cases: readonly (readonly [title: string, options: SimulatorOptions, isShown: boolean])[] = [
    ['is shown when it is the public demo token and only this machine can open the page', {}, true],
    ['is not shown when it is a custom token', { token: 'my-own-secret' }, false],
    ['is not shown to other machines', { host: '0.0.0.0' }, false],
    ['is not shown behind a public address', { publicUrl: 'https://pets.example.test' }, false],
    ['is not shown behind a proxy', { trustProxy: true }, false],
    ['is not shown when authentication is off', { auth: 'off' }, false],
  ];

  test.each(cases)('%s', async (_title, options, isShown) => {
    const simulator = await createSimulator(options);
    const { text } = await request(simulator.app).get('/docs');
    expect(text.includes('data-token="athena-demo-token"')).toBe(isShown);
    expect(text).not.toContain('my-own-secret');
    await simulator.close();
  });

  test('is no longer shown after the server listens for other machines', async () => {
    const simulator = await createSimulator();
    const { port } = await simulator.listen({ host: '0.0.0.0' });
    expect(await (await fetch(`http://127.0.0.1:${port}/docs`)).text()).not.toContain('data-token');
    await simulator.close();
  });
});
