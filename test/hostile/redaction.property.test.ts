import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '../../src/cli/log/create-logger.ts';
import { createSimulator, type Simulator } from '../../src/index.ts';

const SPEC = fileURLToPath(new URL('secrets-api.yaml', import.meta.url));
/** Decides everything: a failure repeats. */
const SEED = 20_261_128;

let simulator: Simulator;
let url: string;
let log = '';
let events = '';
const listening = new AbortController();

beforeAll(async () => {
  const output = { write: (line: string) => (log += line) };
  const logger = createLogger({ logLevel: 'info', logFormat: 'json', redactedHeaders: [], output });
  simulator = await createSimulator({ spec: SPEC, logger });
  ({ url } = await simulator.listen({ port: 0 }));
  const response = await fetch(`${url}/__admin/events`, { signal: listening.signal });
  void readEvents(response).catch(() => undefined);
});
afterAll(async () => {
  listening.abort();
  await simulator.close();
});

async function readEvents({ body }: Response): Promise<void> {
  const decoder = new TextDecoder();
  for await (const chunk of body ?? []) events += decoder.decode(chunk as Uint8Array, { stream: true });
}

interface Sent {
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** How a request carries a secret under a name. */
type Carry = (name: string, secret: string, filler: string) => Sent;

const json = (body: unknown): Sent => ({
  headers: { 'content-type': 'application/json' },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const form = (body: string): Sent => ({ headers: { 'content-type': 'application/x-www-form-urlencoded' }, body });
const multipart = (...parts: readonly string[]): Sent => ({
  headers: { 'content-type': 'multipart/form-data; boundary=b' },
  body: `${parts.map((part) => `--b\r\n${part}\r\n`).join('')}--b--\r\n`,
});
const text = (contentType: string, body: string): Sent => ({ headers: { 'content-type': contentType }, body });
const percent = (name: string): string => `%${name.charCodeAt(0).toString(16)}${name.slice(1)}`;
const unicode = (name: string): string => `\\u00${name.charCodeAt(0).toString(16)}${name.slice(1)}`;

const CARRIERS: Readonly<Record<string, Carry>> = {
  'JSON text': (name, secret) => json({ user: 'a', [name]: secret }),
  'JSON number': (name, secret) => json(`{"${name}":${secret.replaceAll(/\D/g, '')}}`),
  'JSON list': (name, secret) => json({ [name]: ['x', [secret]] }),
  'JSON object': (name, secret) => json({ [name]: { value: { deep: secret } } }),
  'JSON nested deep': (name, secret) => json({ a: [{ b: { c: [{ [name]: secret }] } }] }),
  'JSON in a text of JSON': (name, secret) => json({ payload: JSON.stringify({ [name]: secret }) }),
  'JSON of name and value': (name, secret) => json({ fields: [{ name, value: secret }] }),
  'JSON with an escaped name': (name, secret) => json(`{"${unicode(name)}":"${secret}"}`),
  'JSON that was sent as text': (name, secret) => text('text/plain', JSON.stringify({ [name]: secret })),
  'JSON of no media type': (name, secret) => text('', JSON.stringify({ [name]: secret })),
  'JSON without its end': (name, secret) => json(`{"${name}":"${secret}"`),
  'JSON within the secret at its end': (name, secret) => json(`{"${name}":"${secret}`),
  'JSON of single quotes': (name, secret) => json(`{'${name}':'${secret}'}`),
  'JSON of bare words': (name, secret) => json(`{${name}:${secret}}`),
  'JSON of a bare word, quoted by the refusal': (_name, secret) => json(secret),
  'JSON cut behind the secret': (name, secret, filler) => json({ [name]: secret, filler }),
  'JSON cut within the secret': (name, secret, filler) => json({ [name]: [secret, filler] }),
  'a form': (name, secret) => form(`user=a&${name}=${secret}`),
  'a form with an encoded name': (name, secret) => form(`${percent(name)}=${secret}`),
  'a form with a nested name': (name, secret) => form(`user[${name}]=${secret}&user%5B${name}%5D%5B0%5D=${secret}`),
  'a form of JSON': (name, secret) => form(`payload=${encodeURIComponent(JSON.stringify({ [name]: secret }))}`),
  'a form that is JSON': (name, secret) => form(JSON.stringify({ [name]: secret })),
  'a cut form': (name, secret, filler) => form(`${name}=${secret}&filler=${filler}`),
  'a multipart field': (name, secret) => multipart(`Content-Disposition: form-data; name="${name}"\r\n\r\n${secret}`),
  'a multipart field without quotes': (name, secret) =>
    multipart(`content-disposition: form-data; NAME=${name}\r\n\r\n${secret}`),
  'a nested multipart field': (name, secret) =>
    multipart(`Content-Disposition: form-data; name="user[${name}]"\r\n\r\n${secret}`),
  'a multipart file': (name, secret) =>
    multipart(
      `Content-Disposition: form-data; name="${name}"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n${secret}`,
    ),
  'a multipart part of JSON': (name, secret) =>
    multipart(
      `Content-Disposition: form-data; name="x"\r\nContent-Type: application/json\r\n\r\n${JSON.stringify({ [name]: secret })}`,
    ),
  'multipart with another boundary': (name, secret) => ({
    ...multipart(`Content-Disposition: form-data; name="${name}"\r\n\r\n${secret}`),
    headers: { 'content-type': 'multipart/form-data; boundary=c' },
  }),
  'multipart without an end': (name, secret) =>
    text('multipart/form-data; boundary=b', `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${secret}`),
  'an XML element': (name, secret) => text('application/xml', `<l><${name}>${secret}</${name}></l>`),
  'an XML attribute': (name, secret) => text('application/xml', `<l ${name}="${secret}"/>`),
  'XML with an entity': (name, secret) =>
    text('text/xml', `<l a="&#${name.charCodeAt(0)};${name.slice(1)}" b="${secret}"/>`),
  text: (name, secret) => text('text/plain', `${name}: ${secret}`),
  'text of a query': (name, secret) => text('text/plain', `a=b&${name}=${secret}`),
  bytes: (name, secret) => text('application/octet-stream', `\u0000\u0001${name}\u0000${secret}`),
  'UTF-16': (name, secret) => text('text/plain', `${name}=`.split('').join('\u0000') + secret),
  'a query': (name, secret) => ({ path: `/login?a=b&${name}=${secret}` }),
  'a query with an encoded name': (name, secret) => ({ path: `/login?${percent(name)}=${secret}` }),
  'a query with a nested name': (name, secret) => ({
    path: `/login?user[${name}]=${secret}&user%5b${name}%5d=${secret}`,
  }),
  'a query of JSON': (name, secret) => ({
    path: `/login?filter=${encodeURIComponent(JSON.stringify({ [name]: secret }))}`,
  }),
  'a link in a query': (name, secret) => ({ path: `/login?next=${encodeURIComponent(`http://h/?${name}=${secret}`)}` }),
  'a link in a header': (name, secret) => ({ headers: { referer: `http://h/a?${name}=${secret}` } }),
  'a header': (name, secret) => ({ headers: { [`x-${name.replaceAll(/[^\w-]/g, '')}`]: secret } }),
  'a cookie': (name, secret) => ({ headers: { cookie: `${name.replaceAll(/[^\w-]/g, '')}=${secret}` } }),
  authorization: (_name, secret) => ({ headers: { authorization: `Bearer ${secret}` } }),
  'a segment of a path': (_name, secret) => ({ path: `/reset/${secret}` }),
  'a segment of no path': (name, secret) => ({ path: `/nothing/${name}/${secret}` }),
};

const NAMES = [
  'password',
  'Password',
  'PASSWORD',
  'new_password',
  'password_confirmation',
  'passwordConfirmation',
  'passwd',
  'pwd',
  'userPwd',
  'secret',
  'client_secret',
  'clientSecret',
  'client-secret',
  'token',
  'access_token',
  'accessToken',
  'refresh-token',
  'ID_TOKEN',
  'api_key',
  'apiKey',
  'API-KEY',
  'apikey',
  'private_key',
  'privateKey',
  'credential',
  'credentials',
  'authorization',
  'signature',
  'cookie',
  'session_token',
];

/** Texts that no word of ours has in it, with enough digits to be a number of their own. */
const secrets = fc.integer({ min: 100_000_000, max: 999_999_999 }).map((number) => `zq7${number}`);
const FILLER = 'f'.repeat(70_000);
const VERIFICATIONS: readonly object[] = [
  { where: { body: 'nope' } },
  { where: { body: { '$.*': 'nope' } } },
  { where: { body: { '$..*': 'nope' } } },
  { where: { body: { '$..*': { $contains: 'nope' } } } },
  {
    where: {
      body: { password: 'nope', user: { token: 'nope' } },
      query: { token: 'nope', filter: 'nope', next: 'nope' },
    },
  },
  { where: { header: { cookie: 'nope', authorization: 'nope', referer: 'nope' }, path: { token: 'nope' } } },
  { path: '/nope' },
];

describe('a secret', () => {
  it.each(Object.keys(CARRIERS))('in %s is never shown', async (carrier) => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...NAMES), secrets, async (name, secret) => {
        const shown = await showAll(CARRIERS[carrier]?.(name, secret, FILLER) ?? {});
        const digits = secret.slice(3);
        for (const [place, content] of Object.entries(shown)) {
          expect(content.includes(digits), `${place} shows the value of ${name}: ${content.slice(0, 2000)}`).toBe(
            false,
          );
        }
      }),
      { seed: SEED, numRuns: Number(process.env['REDACTION_RUNS'] ?? 3) },
    );
  });

  it('is not found in harmless values', async () => {
    const shown = await showAll(
      json({ name: 'Ada', max_tokens: 4096, author: 'Bob', token_type: 'Bearer', tokens: 12, keyboard: 'qwertz' }),
    );
    for (const word of ['Ada', '4096', 'Bob', 'Bearer', '12', 'qwertz']) expect(shown.list).toContain(word);
    expect((await showAll(form('user=ada&password=x'))).list).toContain('user=ada&password=[redacted]');
    expect((await showAll(text('text/plain', 'a plain text'))).list).toContain('a plain text');
    expect((await showAll(json('{"password": "x'))).list).toContain('[withheld: 15 bytes that are not valid JSON]');
    expect((await showAll(json({ shown: 'yes', password: 'x', filler: FILLER }))).list).toContain(
      String.raw`{\"shown\":\"yes\",\"password\":\"[redacted]\"}`,
    );
  });
});

/** Sends a request; gives all that the simulator then says of it. */
async function showAll({
  path = '/login',
  headers = {},
  body,
}: Sent): Promise<Readonly<Record<'list' | 'har' | 'verify' | 'explain' | 'events' | 'log', string>>> {
  await fetch(`${url}/__admin/requests`, { method: 'DELETE' });
  [log, events] = ['', ''];
  const method = path.startsWith('/reset') ? 'GET' : 'POST';
  const response = await fetch(url + path, {
    method,
    headers,
    ...(body === undefined ? {} : { body: Buffer.from(body) }),
  });
  await response.arrayBuffer();
  const list = await read('/__admin/requests');
  const har = await read('/__admin/requests/export');
  const request = `/__admin/requests/${response.headers.get('x-request-id')}`;
  const explain = `${await read(`${request}/explain`)}\n${await read(`${request}/changes`)}`;
  const verify = (
    await Promise.all(VERIFICATIONS.map((verification) => read('/__admin/requests/verify', verification)))
  ).join('\n');
  await expect
    .poll(() => events.includes('event: exchange') && events.endsWith('\n\n') && log.includes('"request"'))
    .toBe(true);
  return { list, har, verify, explain, events, log };
}

async function read(path: string, body?: object): Promise<string> {
  const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(url + path, body === undefined ? {} : sent);
  expect(response.status).toBe(200);
  return response.text();
}
