import { createServer, request as sendRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createFindTarget, type FindTarget } from '../../src/propagate/find-target.ts';
import { propagateFetch } from '../../src/propagate/propagate-fetch.ts';
import { propagateRequest } from '../../src/propagate/propagate-request.ts';
import { createSandboxScope, type Emit } from '../../src/propagate/sandbox-scope.ts';

const URL_OF_SIMULATOR = 'http://localhost:4010';
const servers: { close: () => void }[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

/** Starts a server whose requests are handled in their sandboxes, and returns its address. */
async function listen(
  scope: ReturnType<typeof createSandboxScope>,
  handle: (request: IncomingMessage, response: ServerResponse) => unknown,
): Promise<string> {
  const server = createServer((request, response) => void handle(request, response));
  server.emit = scope.wrapEmit(server.emit as Emit);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a handler runs in the sandbox', () => {
  it.each([
    ['that a header names', { 'x-athena-sandbox': 'w1', cookie: 'athena_sandbox=w2' }, 'w1'],
    ['that a cookie names', { cookie: 'theme=dark; athena_sandbox=w2', baggage: 'athena.sandbox=w3' }, 'w2'],
    ['that the baggage names', { baggage: 'tenant=t1,athena.sandbox=w3;ttl=60' }, 'w3'],
    ['of none', { cookie: 'not_athena_sandbox=w2', baggage: 'x.athena.sandbox=w3' }, ''],
  ])('%s', async (_title, headers, expected) => {
    const scope = createSandboxScope();
    const url = await listen(scope, async (_request, response) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      response.end(scope.current() ?? '');
    });
    expect(await (await fetch(url, { headers: headers as Record<string, string> })).text()).toBe(expected);
  });

  it('also in what it does when the body has arrived, and after its response', async () => {
    const scope = createSandboxScope();
    const seen: (string | undefined)[] = [];
    const url = await listen(scope, (request, response) => {
      request.on('data', () => seen.push(scope.current()));
      request.on('end', () => response.end());
      response.on('finish', () => seen.push(scope.current()));
    });
    const sent = sendRequest(url, { method: 'POST', headers: { 'x-athena-sandbox': 'w1' } });
    const answered = new Promise<void>((resolve) =>
      sent.on('response', (response) => response.resume().on('end', resolve)),
    );
    sent.write('a');
    await new Promise((resolve) => setTimeout(resolve, 20));
    sent.end('b');
    await answered;
    await expect.poll(() => seen).toEqual(['w1', 'w1', 'w1']);
  });

  it('of its own request among others on one connection', async () => {
    const scope = createSandboxScope();
    const url = await listen(scope, async (request, response) => {
      await request.toArray();
      response.end(scope.current() ?? 'none');
    });
    const names = Array.from({ length: 40 }, (_, index) => (index % 3 === 0 ? undefined : `w${index % 3}`));
    const answers: string[] = [];
    for (const name of names) {
      const headers: Record<string, string> = name === undefined ? {} : { 'x-athena-sandbox': name };
      answers.push(await (await fetch(url, { method: 'POST', body: 'x', headers })).text());
    }
    expect(answers).toEqual(names.map((name) => name ?? 'none'));
  });
});

describe('a request is for the sandbox', () => {
  const find = (current: string | undefined, url: string | undefined = URL_OF_SIMULATOR): FindTarget =>
    createFindTarget({ scope: { current: () => current }, readUrl: () => url, warn: () => undefined });

  it('when it goes to the origin of the simulator alone', () => {
    expect(find('w1')('http://localhost:4010')).toBe('w1');
    for (const other of [
      'http://localhost:4011',
      'https://localhost:4010',
      'http://localhost.evil.test:4010',
      undefined,
    ])
      expect(find('w1')(other)).toBeUndefined();
    expect(find(undefined)('http://localhost:4010')).toBeUndefined();
  });

  it.each([
    [undefined, 'is not set'],
    ['localhost:4010', 'is "localhost:4010", not an HTTP address'],
  ])('not when the address %s; a warning says so once', (url, reason) => {
    const warnings: string[] = [];
    const findTarget = createFindTarget({
      scope: { current: () => 'w1' },
      readUrl: () => url,
      warn: (message) => warnings.push(message),
    });
    expect([findTarget(URL_OF_SIMULATOR), findTarget(URL_OF_SIMULATOR)]).toEqual([undefined, undefined]);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(`ATHENA_URL ${reason}`);
  });

  it('follows an address that a framework sets later', () => {
    const env: { url?: string } = {};
    const findTarget = createFindTarget({ scope: { current: () => 'w1' }, readUrl: () => env.url, warn: () => {} });
    expect(findTarget(URL_OF_SIMULATOR)).toBeUndefined();
    env.url = `${URL_OF_SIMULATOR}/api`;
    expect(findTarget(URL_OF_SIMULATOR)).toBe('w1');
  });
});

describe('fetch', () => {
  const sent: { url: string; baggage: string | null; other: string | null }[] = [];
  const base: typeof fetch = (input, init) => {
    const request = new Request(input, init);
    sent.push({ url: request.url, baggage: request.headers.get('baggage'), other: request.headers.get('x-other') });
    return Promise.resolve(new Response());
  };
  const propagated = propagateFetch(base, (origin) => (origin === URL_OF_SIMULATOR ? 'w1' : undefined));

  it.each<[string, ...Parameters<typeof fetch>]>([
    ['a text', `${URL_OF_SIMULATOR}/a`, { headers: { 'x-other': '1' } }],
    ['a URL', new URL(`${URL_OF_SIMULATOR}/a`), { headers: [['x-other', '1']] }],
    ['a Request', new Request(`${URL_OF_SIMULATOR}/a`, { headers: { 'x-other': '1' } })],
  ])('of %s names the sandbox, and keeps other headers', async (_title, ...args) => {
    await propagated(...args);
    expect(sent.pop()).toEqual({ url: `${URL_OF_SIMULATOR}/a`, baggage: 'athena.sandbox=w1', other: '1' });
  });

  it('keeps the headers that a replacement of `Headers` does not know of, as MSW has one', async () => {
    const { Headers: Original } = globalThis;
    const headers = new Original({ 'x-other': '1' });
    class Replaced extends Original {
      constructor(init?: ConstructorParameters<typeof Original>[0]) {
        super(init instanceof Original ? [] : init);
      }
    }
    vi.stubGlobal('Headers', Replaced);
    try {
      await propagated(`${URL_OF_SIMULATOR}/a`, { headers });
      expect(sent.pop()?.other).toBe('1');
      await propagated(new Request(`${URL_OF_SIMULATOR}/a`, { headers: [...headers] }));
      expect(sent.pop()?.other).toBe('1');
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it('keeps other baggage, and a sandbox that the code names', async () => {
    await propagated(URL_OF_SIMULATOR, { headers: { baggage: 'tenant=t1' } });
    expect(sent.pop()?.baggage).toBe('tenant=t1,athena.sandbox=w1');
    await propagated(URL_OF_SIMULATOR, { headers: { baggage: 'athena.sandbox=mine' } });
    expect(sent.pop()?.baggage).toBe('athena.sandbox=mine');
  });

  it('changes no request to another origin', async () => {
    await propagated('http://other.test/a');
    expect(sent.pop()?.baggage).toBeNull();
  });

  it('rejects as before where an argument is wrong', async () => {
    await expect(propagateFetch(fetch, () => 'w1')('no address')).rejects.toThrow(TypeError);
    await expect(propagateFetch(fetch, () => 'w1')(URL_OF_SIMULATOR, { headers: { 'a b': '1' } })).rejects.toThrow(
      TypeError,
    );
  });
});

describe('requests of node:http', () => {
  /** Sends a request to a server, and returns the headers that it got. */
  async function send(findTarget: FindTarget, call: (url: string, request: Send) => void): Promise<Headers> {
    const url = await listen(createSandboxScope(), ({ rawHeaders }, response) =>
      response.end(JSON.stringify(rawHeaders)),
    );
    const text = await new Promise<string>((resolve, reject) => {
      const { request } = propagateRequest(sendRequest as Send, 'http:', findTarget);
      call(url, (...args) => {
        const sent = request(...args);
        sent.on('error', reject);
        sent.on('response', (response) => void response.toArray().then((chunks) => resolve(chunks.join('')), reject));
        sent.end();
        return sent;
      });
    });
    const list = JSON.parse(text) as string[];
    return new Headers(list.flatMap((name, index) => (index % 2 === 0 ? [[name, list[index + 1] ?? '']] : [])));
  }
  type Send = Parameters<typeof propagateRequest>[0];
  const always: FindTarget = (origin) => (origin?.startsWith('http://127.0.0.1:') === true ? 'w1' : undefined);

  it.each<[string, (url: string, request: Send) => void]>([
    ['an address', (url, request) => request(url)],
    ['a URL and options', (url, request) => request(new URL(url), { headers: { 'x-other': '1' } })],
    ['an address, no options and a callback', (url, request) => request(url, undefined, () => undefined)],
    ['options', (url, request) => request({ host: '127.0.0.1', port: new URL(url).port, headers: { 'X-Other': '1' } })],
    [
      'a hostname before a host',
      (url, request) => request({ hostname: '127.0.0.1', host: 'x.test', port: Number(new URL(url).port) }),
    ],
    ['a list of headers', (url, request) => request(url, { headers: ['Host', new URL(url).host, 'X-Other', '1'] })],
    [
      'pairs of headers',
      (url, request) =>
        request(url, {
          headers: [
            ['Host', new URL(url).host],
            ['X-Other', '1'],
          ],
        }),
    ],
  ])('by %s name the sandbox', async (_title, call) => {
    expect((await send(always, call)).get('baggage')).toBe('athena.sandbox=w1');
  });

  it('keep other headers and baggage', async () => {
    const headers = await send(always, (url, request) => request(url, { headers: { Baggage: 'a=b', 'X-Other': '1' } }));
    expect([headers.get('baggage'), headers.get('x-other')]).toEqual(['a=b,athena.sandbox=w1', '1']);
  });

  it('are unchanged when they go elsewhere', async () => {
    expect(
      (
        await send(
          () => undefined,
          (url, request) => request(url),
        )
      ).has('baggage'),
    ).toBe(false);
  });

  it('fail as before for what is no address', () => {
    const { request, get } = propagateRequest(sendRequest as Send, 'http:', always);
    expect(() => request('no address')).toThrow('Invalid URL');
    expect(() => get('no address')).toThrow('Invalid URL');
  });
});
