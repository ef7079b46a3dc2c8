import request, { type Response } from 'supertest';
import { describe, expect, test } from 'vitest';
import { createFakeApp, DOCUMENT } from '../fake-app.ts';

describe('the home page', () => {
  test.each(['/', '/__admin', '/__admin/'])('%s links to the other pages, in JSON', async (path) => {
    const { app } = createFakeApp({ home: { title: 'Pets', notes: ['Be kind.'] } });
    const { status, body, headers } = await request(app).get(path).set('Host', 'pets.test:81');
    expect([status, headers['content-type']]).toEqual([200, 'application/json']);
    expect(body).toEqual({
      name: 'athena-simulator',
      title: 'Pets',
      notes: ['Be kind.'],
      links: {
        docs: 'http://pets.test:81/docs',
        openapi_json: 'http://pets.test:81/openapi.json',
        openapi_yaml: 'http://pets.test:81/openapi.yaml',
        health: 'http://pets.test:81/__admin/health',
      },
    });
  });

  test('is HTML for a browser, with a policy that allows only its own style', async () => {
    const { app } = createFakeApp({ home: { title: 'Pets <script>alert(1)</script>', notes: ['A & B'] } });
    const { text, headers } = await request(app)
      .get('/')
      .set('Accept', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['vary']).toMatch(/accept/i);
    expect(text).toContain('<h1>Pets &lt;script&gt;alert(1)&lt;/script&gt;</h1>');
    expect(text).toContain('A &amp; B');
    expect(text).toContain('/openapi.json">');
    expect(text).not.toMatch(/<script|<link(?! rel="icon" href="data:,">)|<img|url\(/);
    const style = /<style>(.*)<\/style>/s.exec(text)?.[1] ?? '';
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style));
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toContain(`style-src 'sha256-${Buffer.from(digest).toString('base64')}'`);
    expect(policy).toContain("default-src 'none'");
  });

  test.each(['*/*', 'application/json', 'image/png', 'text/html;q=0.5,application/json', ';;,'])(
    'is JSON for Accept: %s',
    async (accept) => {
      const { app } = createFakeApp();
      expect((await request(app).get('/').set('Accept', accept)).headers['content-type']).toBe('application/json');
    },
  );
});

describe('the document', () => {
  test.each([
    ['the host that the client called', {}, { Host: 'pets.test:81' }, 'http://pets.test:81'],
    [
      'the public address',
      { publicUrl: 'https://pets.example.test/base' },
      { Host: 'pets.test' },
      'https://pets.example.test/base',
    ],
    [
      'the host that a trusted proxy was called by',
      { trustProxy: true },
      { 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'a.test' },
      'https://a.test',
    ],
  ])('names %s as its only server', async (_title, options, headers, expected) => {
    const { app } = createFakeApp(options);
    const { body, type } = await request(app).get('/openapi.json').set(headers);
    expect(type).toBe('application/json');
    expect(body).toEqual({
      ...DOCUMENT,
      servers: [{ url: expected }],
      paths: { '/pets': { get: { operationId: 'listPets', responses: DOCUMENT.paths['/pets'].get.responses } } },
    });
    const yaml = await request(app).get('/openapi.yaml').set(headers).buffer(true).parse(asText);
    expect(yaml.type).toBe('application/yaml');
    expect(yaml.body).toContain('# YAML');
    expect(yaml.body).toContain(`"servers":[{"url":"${expected}"}]`);
  });

  test('does not show one client the address that another one used', async () => {
    const { app } = createFakeApp();
    for (const host of ['a.test', 'b.test', 'a.test']) {
      const { body } = await request(app).get('/openapi.json').set('Host', host);
      expect(body).toMatchObject({ servers: [{ url: `http://${host}` }] });
    }
  });
});

describe('every page', () => {
  const paths = [
    '/',
    '/openapi.json',
    '/openapi.yaml',
    '/__admin/',
    '/__admin/health',
    '/__admin/contract.json',
    '/assets/avatars/ann-smith.svg',
    '/assets/media/sea.svg',
  ];

  test.each(paths)('%s has an entity tag, and 304 when the client has it', async (path) => {
    const { app } = createFakeApp();
    const first = await request(app).get(path).set('Host', 'h');
    expect(first.status).toBe(200);
    expect(first.headers['etag']).toMatch(/^W\/".{27}"$/);
    const second = await request(app)
      .get(path)
      .set('Host', 'h')
      .set('If-None-Match', first.headers['etag'] ?? '');
    expect([second.status, second.text]).toEqual([304, '']);
    expect(second.headers['etag']).toBe(first.headers['etag']);
    expect((await request(app).get(path).set('Host', 'h').set('If-None-Match', '"other"')).status).toBe(200);
  });

  test.each(paths)('%s has the same headers for HEAD', async (path) => {
    const { app } = createFakeApp();
    const head = await request(app).head(path).set('Host', 'h').set('Accept-Encoding', 'identity');
    const get = await request(app).get(path).set('Host', 'h').set('Accept-Encoding', 'identity');
    expect(head.status).toBe(200);
    for (const name of ['content-length', 'content-type', 'etag']) expect(head.headers[name]).toBe(get.headers[name]);
    expect(head.text).toBeUndefined();
  });

  test.each(paths)('%s is read-only: POST goes to the contract', async (path) => {
    const { app } = createFakeApp();
    expect((await request(app).post(path)).body).toMatchObject({ method: 'POST', path });
  });

  test.each(paths)('%s yields to a path of the contract, unless it is under /__admin', async (path) => {
    const { app } = createFakeApp({ ownsPath: (method, own) => method === 'GET' && own === path });
    const { body } = await request(app).get(path);
    const isEcho = (body as { path?: string }).path === path;
    expect(isEcho).toBe(!path.startsWith('/__admin'));
  });
});

test('the home page links to the document when the contract has its path', async () => {
  const { app } = createFakeApp({ ownsPath: (_method, path) => path === '/openapi.json' });
  const { body } = await request(app).get('/').set('Host', 'h');
  expect(body).toMatchObject({
    links: { openapi_json: 'http://h/__admin/contract.json', openapi_yaml: 'http://h/openapi.yaml' },
  });
});

test('the health page shows the given status', async () => {
  const { app } = createFakeApp({ health: () => ({ status: 503, body: { status: 'degraded', operations: 3 } }) });
  const { status, body } = await request(app).get('/__admin/health');
  expect([status, body]).toEqual([503, { status: 'degraded', operations: 3 }]);
});

describe('pictures', () => {
  test.each(['/assets/avatars/ann-smith.svg', `/assets/media/${'a'.repeat(80)}.svg`])(
    '%s is an SVG to keep',
    async (path) => {
      const { app } = createFakeApp();
      const { status, headers, body } = await request(app).get(path).buffer(true).parse(asText);
      expect([status, headers['content-type']]).toEqual([200, 'image/svg+xml']);
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
      expect(body).toMatch(/^<svg xmlns=/);
    },
  );

  test.each([
    '/assets/avatars/Ann.svg',
    '/assets/avatars/.svg',
    '/assets/avatars/ann.png',
    '/assets/avatars/a%2Fb.svg',
    '/assets/avatars/..%2f..%2fetc.svg',
    `/assets/media/${'a'.repeat(81)}.svg`,
    '/assets/other/ann.svg',
  ])('%s is not an image: 404 from the contract', async (path) => {
    const notFound = { status: 404, headers: {}, body: '{"message":"none"}' };
    const { app } = createFakeApp({ pipeline: () => Promise.resolve(notFound) });
    expect((await request(app).get(path)).status).toBe(404);
  });
});

const asText: Parser = (response, done) => {
  const incoming = response as unknown as NodeJS.ReadableStream;
  let text = '';
  incoming.setEncoding('utf8');
  incoming.on('data', (chunk: string) => (text += chunk));
  incoming.on('end', () => done(null, text));
};

type Parser = (response: Response, done: (error: Error | null, text: string) => void) => void;
