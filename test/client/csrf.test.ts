import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAthenaClient } from '../../src/client.ts';
import { createSimulator } from '../../src/index.ts';

const PAGE = 'https://app.athena.test';
const JOHN = { email: 'john.doe@example.com', password: 'password' };
const NAME = { body: { name: 'Plans' } };

/** The cookies of the page that scripts may read. */
const page = { cookie: 'theme=dark; XSRF-TOKEN=a%2Fb%3D; lang=en' };
beforeEach(() => {
  vi.stubGlobal('document', page);
  vi.stubGlobal('location', new URL('/threads', PAGE));
});
afterEach(() => vi.unstubAllGlobals());

/** Returns the token that a client with these options sends when it creates a thread. */
async function findSent(options: Parameters<typeof createAthenaClient>[0] = {}): Promise<string | null | undefined> {
  const sent: Request[] = [];
  const fetch = async (request: Request): Promise<Response> => (sent.push(request), Response.json({ data: {} }));
  await createAthenaClient({ baseUrl: PAGE, ...options, fetch }).POST('/api/v1/threads', NAME);
  return sent[0]?.headers.get('x-xsrf-token');
}

describe('the CSRF token of a page', () => {
  it('is decoded, and sent with what changes something', async () => {
    const sent: [string, string | null][] = [];
    const fetch = async ({ method, headers }: Request): Promise<Response> => {
      sent.push([method, headers.get('x-xsrf-token')]);
      return Response.json({ data: {} });
    };
    const client = createAthenaClient({ baseUrl: PAGE, fetch });
    const init = { params: { path: { thread_uuid: '550e8400-e29b-41d4-a716-446655440000' } } };
    await client.GET('/api/v1/threads');
    await client.POST('/api/v1/threads', NAME);
    await client.PUT('/api/v1/threads/{thread_uuid}', { ...init, ...NAME });
    await client.DELETE('/api/v1/threads/{thread_uuid}', init);
    expect(sent).toEqual([
      ['GET', null],
      ['POST', 'a/b='],
      ['PUT', 'a/b='],
      ['DELETE', 'a/b='],
    ]);
  });

  it('is read for each request', async () => {
    expect(await findSent()).toBe('a/b=');
    vi.stubGlobal('document', { cookie: 'XSRF-TOKEN=later' });
    expect(await findSent()).toBe('later');
  });

  it.each([
    ['other=1', null],
    ['', null],
    ['XSRF-TOKEN=', null],
    ['MY-XSRF-TOKEN=mine', null],
    ['XSRF-TOKEN=100%', '100%'],
  ])('of the cookies %j is %j', async (cookie, token) => {
    vi.stubGlobal('document', { cookie });
    expect(await findSent()).toBe(token);
  });

  it.each([
    [{ baseUrl: 'https://api.athena.test' }, null],
    [{ baseUrl: 'https://api.athena.test', credentials: 'same-origin' }, null],
    [{ baseUrl: 'https://api.athena.test', credentials: 'include' }, 'a/b='],
    [{ headers: { 'x-xsrf-token': 'mine' } }, 'mine'],
  ] as const)('with %o is sent as %j', async (options, token) => {
    expect(await findSent(options)).toBe(token);
  });

  it('is none outside a page, and in a frame whose cookies may not be read', async () => {
    vi.stubGlobal('document', undefined);
    expect(await findSent()).toBeNull();
    vi.stubGlobal('document', {
      get cookie(): string {
        throw new DOMException('The document is sandboxed.', 'SecurityError');
      },
    });
    expect(await findSent()).toBeNull();
  });

  it('signs in at a simulator with --csrf, which rejects a page without it', async () => {
    const simulator = await createSimulator({ csrf: true });
    const jar = new Map<string, string>();
    /** Sends the page's cookies and its origin, and keeps the cookies of responses, as a browser does. */
    const browse = async (request: Request): Promise<Response> => {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const headers = { ...Object.fromEntries(request.headers), cookie, origin: PAGE };
      const response = await simulator.fetch(new Request(request, { headers }));
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        jar.set(name, value);
      }
      vi.stubGlobal('document', { cookie: `XSRF-TOKEN=${jar.get('XSRF-TOKEN') ?? ''}` });
      return response;
    };
    vi.stubGlobal('document', { cookie: '' });
    const client = createAthenaClient({ baseUrl: PAGE, token: null, fetch: browse });
    expect((await client.POST('/api/v1/auth/sign-in', { body: JOHN })).error?.status).toBe(419);
    await browse(new Request(`${PAGE}/sanctum/csrf-cookie`));
    expect((await client.POST('/api/v1/auth/sign-in', { body: JOHN })).response.status).toBe(200);
    expect((await client.POST('/api/v1/threads', NAME)).response.status).toBe(201);
    await simulator.close();
  });
});
