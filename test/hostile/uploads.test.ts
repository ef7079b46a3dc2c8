import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';

const THREAD = '27da2abb-fd73-4dc0-9fe3-b90cc6e71ac1';
const BOUNDARY = 'boundary-of-hostile-forms';

let folder: string;
let simulator: Simulator;
let origin: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'athena-uploads-'));
  simulator = await createSimulator({ data: join(folder, 'data') });
  origin = (await simulator.listen({ port: 0 })).url;
});
afterAll(async () => {
  await simulator.close();
  await rm(folder, { recursive: true });
});

/** One hostile upload. */
interface Hostile {
  readonly what: string;
  readonly body: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether the server may close the connection before it has received all of the body. */
  readonly isCutOff?: true;
}

const FORM_TYPE = `multipart/form-data; boundary=${BOUNDARY}`;
const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
const HTML = '<!doctype html><script>alert(document.domain)</script>';
const PNG = '\x89PNG\r\n\x1A\n';

const toPart = (disposition: string, content: string | Buffer, type = 'application/octet-stream'): Buffer =>
  Buffer.concat([
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; ${disposition}\r\nContent-Type: ${type}\r\n\r\n`),
    Buffer.isBuffer(content) ? content : Buffer.from(content, 'latin1'),
    Buffer.from('\r\n'),
  ]);
const toField = (name: string, value: string): Buffer =>
  Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
const END = Buffer.from(`--${BOUNDARY}--\r\n`);
const toForm = (...parts: readonly Buffer[]): Buffer =>
  Buffer.concat([toField('thread_uuid', THREAD), toField('content', 'x'), ...parts, END]);
const toFile = (name: string, content: string | Buffer, type?: string): Buffer =>
  toForm(toPart(`name="attachments[]"; filename="${name}"`, content, type));

const NAMES = [
  '../../../../etc/passwd',
  '..\\..\\windows\\system32',
  '/etc/passwd',
  'C:\\boot.ini',
  '..',
  '.',
  '',
  ' ',
  '.htaccess',
  'a\u0000.png',
  `${'a'.repeat(10_000)}.png`,
  `${'../'.repeat(3000)}x`,
  'exe.\u202Egnp',
  '\uFEFF\u200B',
  'a%00.png',
  '%2e%2e%2fpasswd',
  'sha256-0000000000000000000000000000000000000000000000000000000000000000',
  'CON',
  'a;b=c.png',
  '<img src=x onerror=alert(1)>.png',
  "a'b.png",
  '\u{1F600}.png',
  'e\u0301.png',
  '__proto__',
  'constructor',
];
const CONTENTS: readonly (readonly [content: string, type: string])[] = [
  [SVG, 'image/svg+xml'],
  [SVG, 'image/png'],
  [HTML, 'text/html'],
  [HTML, 'image/png'],
  [HTML, 'text/plain'],
  [`${PNG}${HTML}`, 'text/html'],
  [`GIF89a/*${HTML}*/=1;`, 'text/javascript'],
  ['alert(1)', 'text/javascript'],
  ['body{}', 'text/css'],
  [`%PDF-1.7 ${HTML}`, 'application/pdf'],
  ['<?xml version="1.0"?><?xml-stylesheet href="x"?><a/>', 'application/xml'],
  ['<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script/></html>', 'application/xhtml+xml'],
  [`${' '.repeat(600)}${HTML}`, 'text/html'],
  [`<!--${'x'.repeat(600)}-->${SVG}`, 'image/svg+xml'],
  [Buffer.from(HTML, 'utf16le').toString('latin1'), 'text/html'],
  ['', 'image/png'],
  ['\u0000'.repeat(1000), 'text/plain'],
  ['PK\x03\x04', 'application/java-archive'],
  ['x', 'a/b\r\nX-Injected: 1'],
  ['x', `text/html; charset="${'x'.repeat(5000)}"`],
  ['x', 'multipart/mixed; boundary=y'],
];
const DISPOSITIONS = [
  'name="attachments[]"',
  'name="attachments"; filename="a"',
  'name="attachments[x]"; filename="a"',
  'name="attachments[0][1]"; filename="a"',
  'name="attachments[999999999]"; filename="a"',
  'name="__proto__"; filename="a"',
  'name="__proto__[polluted]"; filename="a"',
  'name="content"; filename="a"',
  'name="thread_uuid"; filename="a"',
  'filename="a"',
  'name=; filename=a',
  `name="${'n'.repeat(10_000)}"; filename="a"`,
  `name="attachments[]"; filename*=UTF-8''%2e%2e%2fa`,
  `name="attachments[]"; filename*=UTF-8''%ff%fe`,
  `name="attachments[]"; filename*=x-unknown''a`,
  'name="attachments[]"; filename="a"; filename="b"',
  'name="attachments[]"; filename="unterminated',
  'name="attachments[]"; filename=a b c',
];

function listHostile(): readonly Hostile[] {
  const zeros = Buffer.alloc(9 * 1024 ** 2);
  const files = Buffer.from(toPart('name="attachments[]"; filename="a"', 'x'));
  const named = NAMES.flatMap((name) =>
    CONTENTS.slice(0, 4).map(([content, type]) => ({
      what: `the name ${JSON.stringify(name.slice(0, 40))} for ${type}`,
      body: toFile(name, content, type),
    })),
  );
  const typed = CONTENTS.flatMap(([content, type]) =>
    ['page.html', 'a.png', 'a.svg'].map((name) => ({
      what: `${JSON.stringify(content.slice(0, 20))} as ${type.slice(0, 20)} in ${name}`,
      body: toFile(name, content, type),
    })),
  );
  const disposed = DISPOSITIONS.map((disposition) => ({
    what: disposition.slice(0, 60),
    body: toForm(toPart(disposition, 'x')),
  }));
  const whole = toFile('a.png', PNG);
  const cut = [1, 10, 50, 100, 150, 200, 250, whole.length - 2, whole.length - 10].map((length) => ({
    what: `a form cut after ${length} bytes`,
    body: whole.subarray(0, length),
  }));
  const typeless = [
    'multipart/form-data',
    'multipart/form-data; boundary=',
    'multipart/form-data; boundary="',
    `multipart/form-data; boundary=${'b'.repeat(300)}`,
    `multipart/form-data; boundary=${'\u00E9'.repeat(100)}`,
    'multipart/mixed; boundary=b',
    'multipart/form-data; boundary=other',
  ].map((type) => ({ what: type.slice(0, 60), body: whole, headers: { 'content-type': type } }));
  const large: readonly Hostile[] = [
    { what: '10,000 files', body: toForm(...Array.from({ length: 10_000 }, () => files)) },
    { what: '10,000 fields', body: toForm(...Array.from({ length: 10_000 }, (_, index) => toField(`f${index}`, 'x'))) },
    { what: 'a file of 9 MB', body: toFile('a', zeros) },
    { what: 'a field of 9 MB', body: toForm(toField('metadata', 'x'.repeat(9 * 1024 ** 2))), isCutOff: true },
    {
      what: 'a field of 9 MB as a file',
      body: toForm(toPart('name="content"; filename="a"', zeros)),
      isCutOff: true,
    },
    { what: 'a header of 1 MB', body: toForm(toPart(`name="${'x'.repeat(1024 ** 2)}"`, 'x')) },
    { what: 'a form of 30 MB', body: toFile('a', Buffer.alloc(30 * 1024 ** 2)), isCutOff: true },
    {
      what: 'a ZIP bomb',
      body: toFile('a.zip', Buffer.concat([Buffer.from('PK\x03\x04'), gzipSync(Buffer.alloc(64 * 1024 ** 2))])),
    },
    {
      what: 'a form that unpacks to 64 MB',
      body: gzipSync(toFile('a', Buffer.alloc(64 * 1024 ** 2))),
      headers: { 'content-encoding': 'gzip' },
    },
    { what: 'what is not gzip', body: whole, headers: { 'content-encoding': 'gzip' } },
    { what: 'an empty body', body: Buffer.alloc(0) },
    { what: 'an empty form', body: END },
  ];
  return [...named, ...typed, ...disposed, ...cut, ...typeless, ...large];
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/**
 * Sends a request. A response that arrives before the connection is closed counts. Without one a body that may be cut
 * off counts as a 413: the client cannot read the response while it writes to a closed connection. Any other error
 * fails.
 */
function send(method: string, path: string, { body, headers = {}, isCutOff }: Omit<Hostile, 'what'>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let isAnswered = false;
    const sent = request(new URL(path, origin), {
      method,
      headers: {
        authorization: 'Bearer athena-demo-token',
        'content-type': FORM_TYPE,
        'content-length': body.length,
        ...headers,
      },
    });
    sent.on('response', (response) => {
      isAnswered = true;
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', () => {});
      response.on('close', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
    sent.on('error', (error: NodeJS.ErrnoException) => {
      if (isAnswered) return;
      if (isCutOff === true && CLOSED.has(error.code)) resolve({ status: 413, headers: {}, text: '' });
      else reject(error);
    });
    sent.end(body);
  });
}

/** In bytes: twenty times of what they take. */
const MAX_GROWTH = 512 * 1024 ** 2;
/** How a connection that the server has closed fails while the client writes. */
const CLOSED: ReadonlySet<string | undefined> = new Set(['ECONNRESET', 'EPIPE']);
const ACTIVE = /html|xml(?!.*svg)|javascript|css/;

/** Expects that a browser cannot run the file at an address. */
async function expectInert(address: string, what: string): Promise<void> {
  const { status, headers } = await send('GET', new URL(address).pathname, { body: Buffer.alloc(0) });
  expect(status, what).toBe(200);
  expect(headers['x-content-type-options'], what).toBe('nosniff');
  expect(headers['content-security-policy'], what).toBe("sandbox; default-src 'none'");
  const type = headers['content-type'] ?? '';
  if (type !== 'image/svg+xml') expect(type, what).not.toMatch(ACTIVE);
  if (!/^(?:image\/(?!svg)|audio|video|text\/plain)/.test(type))
    expect(headers['content-disposition'], what).toMatch(/^attachment;/);
  expect(headers['content-disposition'], what).not.toMatch(/[^ -~]|\.\.[/\\]/);
  expect(headers['x-injected'], what).toBeUndefined();
}

test('200 hostile uploads stay within memory and the folder, and none can run in a browser', async () => {
  const uploads = listHostile();
  expect(uploads.length).toBeGreaterThanOrEqual(200);
  const counts = new Map<number, number>();
  // The files that ran before this one in the same process have left their part.
  const before = process.memoryUsage().rss;
  let peak = 0;
  for (const { what, ...upload } of uploads) {
    const { status, text } = await send('POST', '/api/v1/messages', upload).catch((cause: unknown) => {
      throw new Error(`${what}: no response`, { cause });
    });
    if (upload.isCutOff === true) expect(status, what).toBe(413);
    peak = Math.max(peak, process.memoryUsage().rss);
    expect(status, `${what}: ${text.slice(0, 200)}`).toBeLessThan(500);
    counts.set(status, (counts.get(status) ?? 0) + 1);
    if (status !== 201) continue;
    const { data } = JSON.parse(text) as {
      data: { attachments: { media: { original_url: string; file_name: string } }[] };
    };
    for (const { media } of data.attachments) {
      expect(media.file_name, what).not.toMatch(/[/\\\p{Cc}\p{Cf}]/u);
      expect(media.file_name.length, what).toBeLessThanOrEqual(200);
      await expectInert(media.original_url, what);
    }
  }
  expect([...counts.keys()].toSorted((one, other) => one - other)).toEqual([201, 400, 413, 415, 422]);
  expect(await readdir(folder)).toEqual(['data']);
  const blobs = await readdir(join(folder, 'data', 'blobs'));
  expect(blobs.filter((name) => !/^sha256-[0-9a-f]{64}$/.test(name))).toEqual([]);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  expect(peak - before).toBeLessThan(MAX_GROWTH);
  expect(simulator.violations().breaches).toEqual([]);
});
