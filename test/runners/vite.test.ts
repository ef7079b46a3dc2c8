import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLogger, createServer, preview, type InlineConfig, type ViteDevServer } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { athena, type AthenaPluginOptions } from '../../src/vite.ts';

const AUTHORIZED = { authorization: 'Bearer athena-demo-token' };
const JSON_TYPE = { 'content-type': 'application/json' };
const AGENT = '550e8400-e29b-41d4-a716-446655440000';
const SHOP = fileURLToPath(new URL('../contracts/shop/openapi.yaml', import.meta.url));

let root: string;
const lines: string[] = [];
const closing: (() => Promise<void>)[] = [];
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'athena-vite-'));
  await writeFile(join(root, 'index.html'), '<!doctype html><title>Page</title>');
  await cp(join(root, 'index.html'), join(root, 'dist/index.html'));
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  lines.length = 0;
});
afterAll(() => rm(root, { recursive: true, force: true }));

function toConfig(options: AthenaPluginOptions | undefined, host = '127.0.0.1'): InlineConfig {
  const customLogger = createLogger('info');
  for (const level of ['info', 'warn', 'error'] as const) customLogger[level] = (text) => void lines.push(text);
  const common = { port: 0, host };
  const plugins = [athena(options)];
  return { root, configFile: false, plugins, customLogger, server: { ...common, ws: false }, preview: common };
}

async function start(options?: AthenaPluginOptions, host?: string): Promise<{ server: ViteDevServer; url: string }> {
  const server = await createServer(toConfig(options, host));
  closing.push(() => server.close());
  await server.listen();
  return { server, url: toUrl(server) };
}

function toUrl({ resolvedUrls }: Pick<ViteDevServer, 'resolvedUrls'>): string {
  return (resolvedUrls?.local[0] ?? '').replace(/\/$/, '');
}

async function createThread(url: string, name: string, headers: Record<string, string> = {}): Promise<number> {
  const response = await fetch(`${url}/api/v1/threads`, {
    method: 'POST',
    headers: { ...AUTHORIZED, ...JSON_TYPE, ...headers },
    body: JSON.stringify({ name }),
  });
  return response.status;
}

async function findThreads(url: string, name: string, headers: Record<string, string> = {}): Promise<number> {
  const response = await fetch(`${url}/api/v1/threads?search=${name}`, { headers: { ...AUTHORIZED, ...headers } });
  return ((await response.json()) as { meta: { total: number } }).meta.total;
}

describe('the origin of a development server', () => {
  it('has the API and the page', async () => {
    const { url } = await start();
    expect(lines).toEqual([]);
    expect(await (await fetch(`${url}/`)).text()).toContain('<title>Page</title>');
    const agents = await fetch(`${url}/api/v1/agents?per_page=1`, { headers: AUTHORIZED });
    const { links } = (await agents.json()) as { links: { first: string } };
    expect(links.first).toContain(`${url}/api/v1/agents`);
  });

  it('signs in by cookie, and streams a run as it happens', async () => {
    const { url } = await start({ speed: 1 });
    const control = (path: string, body: object): Promise<Response> =>
      fetch(`${url}/__admin${path}`, { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(body) });
    await control('/replies', { reply: 'It ships on Friday.', delay: '300s' });
    const signIn = await fetch(`${url}/api/v1/auth/sign-in`, {
      method: 'POST',
      headers: JSON_TYPE,
      body: JSON.stringify({ email: 'john.doe@example.com', password: 'password' }),
    });
    const cookie = signIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const run = await fetch(`${url}/api/v1/agents/${AGENT}/run`, {
      method: 'POST',
      headers: { ...JSON_TYPE, cookie, accept: 'text/event-stream' },
      body: JSON.stringify({ message: 'What can you do?' }),
    });
    expect(run.headers.get('content-type')).toContain('text/event-stream');
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of run.body ?? []) {
      const isFirst = text === '';
      text += decoder.decode(chunk, { stream: true });
      if (!isFirst) continue;
      // The answer is not due before the clock moves.
      expect(text).not.toContain('run.delta');
      await control('/clock/advance', { duration: 'PT10M' });
    }
    expect(text).toMatch(/^id: 1\nevent: run\.started\n[^]+It [^]+event: run\.completed\n/);
  });

  it('sends the CSRF token where the simulator checks it', async () => {
    const { url } = await start({ csrf: true });
    const { status, headers } = await fetch(`${url}/sanctum/csrf-cookie`);
    expect([status, headers.getSetCookie().join()]).toEqual([204, expect.stringContaining('XSRF-TOKEN=')]);
  });

  it('takes uploads', async () => {
    const { url } = await start();
    const form = new FormData();
    form.set('message', 'What is this?');
    form.append('attachments[]', new File(['1,2\n'], 'figures.csv', { type: 'text/csv' }));
    const run = await fetch(`${url}/api/v1/agents/${AGENT}/run`, { method: 'POST', headers: AUTHORIZED, body: form });
    expect(run.status).toBe(200);
  });

  it('shows in the banner what is simulated where', async () => {
    const { server, url } = await start({ sandbox: 'mine' });
    server.printUrls();
    expect(lines.slice(-2)).toEqual([
      '  ➜  Athena:  Athena API at /api/v1 (76 operations, sandbox mine)',
      `  ➜  Console: ${url}/__admin/console/`,
    ]);
    expect(await (await fetch(`${url}/__admin/console/`)).text()).toContain('<div id="console">');
  });

  it('has the console at the link of the banner', async () => {
    const { server, url } = await start();
    server.printUrls();
    const link = /Console: (\S+)/.exec(lines.join('\n'))?.[1] ?? '';
    const page = await fetch(link);
    expect(await page.text()).toContain('<title>Console</title>');
    expect(new URL(link).origin).toBe(url);
  });

  it('requires the token of the control plane where other machines can reach it, and prints it', async () => {
    const { server, url } = await start({}, '0.0.0.0');
    server.printUrls();
    const token = /Admin: {3}x-athena-admin-token: (\w+)/.exec(lines.join('\n'))?.[1] ?? '';
    expect((await fetch(`${url}/__admin/requests`)).status).toBe(401);
    expect((await fetch(`${url}/__admin/requests`, { headers: { 'x-athena-admin-token': token } })).status).toBe(200);
  });

  it.each([{ console: false }, { noAdmin: true }])('has no control plane with %j', async (options) => {
    const { server, url } = await start(options);
    server.printUrls();
    expect(lines.join('\n')).not.toContain('__admin');
    expect(await (await fetch(`${url}/__admin/health`, { headers: { accept: 'text/html' } })).text()).toContain('Page');
  });
});

describe('a sandbox of the plugin', () => {
  it('is that of requests that name none', async () => {
    const { url } = await start({ sandbox: 'mine' });
    expect(await createThread(url, 'Unnamed')).toBe(201);
    expect(await createThread(url, 'Elsewhere', { 'x-athena-sandbox': 'other' })).toBe(201);
    expect(await findThreads(url, 'Unnamed', { 'x-athena-sandbox': 'mine' })).toBe(1);
  });
});

describe('a restart', () => {
  it('keeps the world', async () => {
    const { server, url } = await start();
    await createThread(url, 'Kept');
    await server.restart();
    expect(await findThreads(toUrl(server), 'Kept')).toBe(1);
    await server.restart();
    expect(await findThreads(toUrl(server), 'Kept')).toBe(1);
    expect(lines.filter((line) => /error|failed/i.test(line))).toEqual([]);
  });

  it('releases a data folder with the last server', async () => {
    const data = join(root, 'data');
    const first = await start({ data });
    await createThread(first.url, 'Stored');
    await first.server.restart();
    await first.server.close();
    const { url } = await start({ data });
    expect(await findThreads(url, 'Stored')).toBe(1);
  });
});

describe('a contract of your own', () => {
  it('is at its own paths', async () => {
    const { url, server } = await start({ spec: SHOP });
    server.printUrls();
    expect(lines.join('\n')).toMatch(/Athena: {2}.+ at \//);
    expect((await fetch(`${url}/api/v1/agents`)).headers.get('content-type')).not.toContain('json');
  });

  it('is below a prefix', async () => {
    const folder = await mkdtemp(join(root, 'pets-'));
    await writeFile(join(folder, 'pets.yaml'), PETS);
    const { url } = await start({ spec: join(folder, 'pets.yaml'), prefix: '/mock' });
    const created = await fetch(`${url}/mock/pets`, { method: 'POST', headers: JSON_TYPE, body: '{"name":"Rex"}' });
    expect(created.status).toBe(201);
    expect(await (await fetch(`${url}/mock/pets`)).json()).toEqual([expect.objectContaining({ name: 'Rex' })]);
  });

  it('that is invalid stops the start, and says why', async () => {
    await expect(createServer(toConfig({ spec: join(root, 'missing.yaml') }))).rejects.toThrow(
      /athena-simulator: failed to start\.\n.*missing\.yaml/,
    );
  });
});

describe('a preview server', () => {
  it('serves the simulator, and closes it', async () => {
    const server = await preview(toConfig({}));
    const url = toUrl(server);
    server.printUrls();
    expect(await createThread(url, 'Previewed')).toBe(201);
    expect(lines.join('\n')).toContain('Athena API at /api/v1');
    await server.close();
    await expect(fetch(`${url}/api/v1/user`)).rejects.toThrow('fetch failed');
  });
});

describe('an option that is wrong', () => {
  it.each([
    [{ prefix: 'api' }, 'the prefix is "api"'],
    [{ prefix: '/api/' }, 'the prefix is "/api/"'],
    [{ prefix: ['/ok', '/'] }, 'the prefix is "/"'],
    [{ sandbox: 'two words' }, '"two words" cannot name a sandbox'],
  ])('is reported: %j', (options, message) => {
    expect(() => athena(options)).toThrow(message);
  });
});

const PETS = `
openapi: 3.1.0
info: { title: Pets, version: '1' }
paths:
  /pets:
    get:
      responses:
        '200': { description: Pets., content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Pet' } } } } }
    post:
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
      responses:
        '201': { description: A pet., content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
  /pets/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
      responses:
        '200': { description: A pet., content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
components:
  schemas:
    Pet: { type: object, properties: { id: { type: integer }, name: { type: string } } }
`;
