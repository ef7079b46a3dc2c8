import { readFileSync } from 'node:fs';
import { createServer, request as forward, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeWorld } from '../../src/assembly/commands/write-world.ts';
import { createSimulator, type Simulator } from '../../src/index.ts';
import { getOrCreate } from '../../src/kernel/get-or-create.ts';
import type { JsonObject } from '../../src/kernel/json/json.ts';
import { useTemporaryFolders } from '../store/temporary-folder.ts';
import { findPlaceholders, inValue } from '../support/placeholders.ts';
import { crawl, urlsIn, type CrawledPage, type FoundUrl } from './crawl.ts';

const JOHN = 'multiplai-demo-token';
const TOKENS = [JOHN, 'multiplai-jane-token', 'multiplai-amir-token'];
const SIZE = 2000;
const temporaryFolder = useTemporaryFolders();

/** A server of the demo world or of a larger one, and what a crawler has read there. */
interface Crawled {
  readonly simulator: Simulator;
  readonly url: string;
  readonly pages: readonly CrawledPage[];
}

async function open(options: Parameters<typeof createSimulator>[0], maxRecords?: number): Promise<Crawled> {
  const simulator = await createSimulator({ seed: null, ...options });
  const { url } = await simulator.listen({ port: 0, host: '127.0.0.1' });
  const pages: CrawledPage[] = [];
  for (const token of TOKENS) pages.push(...(await crawl(url, token, maxRecords)));
  return { simulator, url, pages };
}

describe.each([
  ['the demo world', async () => open({})],
  [
    'a larger world',
    async () => {
      const out = join(await temporaryFolder(), 'world');
      await writeWorld({ spec: undefined, fixtures: undefined, seed: undefined, force: false, size: SIZE, out });
      return open({ fixtures: out }, 3);
    },
  ],
])('%s', (_name, start) => {
  let crawled: Crawled;
  beforeAll(async () => {
    crawled = await start();
  });
  afterAll(async () => {
    expect(crawled.simulator.violations().breaches).toEqual([]);
    await crawled.simulator.close();
  });

  it('responds to every GET', () => {
    expect(crawled.pages.filter(({ status }) => status !== 200).map(({ operation }) => operation.id)).toEqual([]);
    expect(new Set(crawled.pages.map(({ operation }) => operation.id)).size).toBeGreaterThanOrEqual(24);
  });

  it('has a photo, a file or a page behind every URL, of the right type, or names another host that is allowed', async () => {
    const { url, pages } = crawled;
    const found = pages.flatMap((page) => urlsIn(page));
    expect(found.filter((each) => !each.url.startsWith(`${url}/`) && !isAllowed(each)).map(describeUrl)).toEqual([]);
    const own = new Map(found.filter((each) => each.url.startsWith(`${url}/`)).map((each) => [each.url, each]));
    expect(own.size).toBeGreaterThan(50);
    expect(await findBroken(own.values())).toEqual([]);
  });

  it('has no placeholder, no empty name and no description twice', () => {
    const { pages } = crawled;
    expect(pages.flatMap(({ operation, body }) => inValue(body, operation.id)).filter(isOfRecord)).toEqual([]);
    const lists = pages.filter(({ operation }) => operation.behaviour === 'list');
    const byOperation = groupById(lists);
    const shared = [...byOperation].flatMap(([id, list]) => {
      const records = list.flatMap(({ body }) => (body as unknown as { data: readonly JsonObject[] }).data);
      const distinct = [...new Map(records.map((record) => [record['uuid'], record])).values()];
      return findPlaceholders(id, distinct).filter((line) => line.includes('description is that of'));
    });
    expect(shared).toEqual([]);
  });
});

describe('the URLs of the demo world', () => {
  const servers: Server[] = [];
  let simulator: Simulator;
  let target: string;
  beforeAll(async () => {
    simulator = await createSimulator({ seed: '1' });
    target = (await simulator.listen({ port: 0, host: '127.0.0.1' })).url;
  });
  afterAll(async () => {
    for (const server of servers) server.close();
    await simulator.close();
  });

  it('resolve behind the development server of docs/browser.md', async () => {
    const proxy = await startProxy(servers, () => target, { keepsHost: true });
    expect(await findBrokenAt(proxy)).toEqual([]);
  });

  it('resolve through a proxy that changes the host, with --public-url', async () => {
    let address = '';
    const proxy = await startProxy(servers, () => address, { keepsHost: false });
    const published = await createSimulator({ seed: '1', publicUrl: proxy });
    address = (await published.listen({ port: 0, host: '127.0.0.1' })).url;
    expect(await findBrokenAt(proxy)).toEqual([]);
    await published.close();
  });

  it('resolve in a sandbox that the path names', async () => {
    expect(await findBrokenAt(target, '/__sandbox/links')).toEqual([]);
  });

  it('lead to a page of ours for a share that was made in a sandbox, however its world was named', async () => {
    const share = await fetch(`${target}/api/v1/agents/550e8400-e29b-41d4-a716-446655440000/share`, {
      method: 'POST',
      headers: {
        'x-multiplai-authorization': JOHN,
        'x-athena-sandbox': 'shares',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ email: 'lead@example.com', permission: 'view', message: '<b>Read</b> this' }),
    });
    const { data } = (await share.json()) as { readonly data: { readonly url: string } };
    const page = await fetch(data.url);
    const html = await page.text();
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(html).toContain('<h1>Customer Support Assistant</h1>');
    expect(html).toContain('John Doe shares an agent with you');
    expect(html).toContain('&lt;b&gt;Read&lt;/b&gt; this');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await fetch(`${target}/shared/agents/00000000`)).status).toBe(404);
  });
});

async function findBrokenAt(origin: string, mount = ''): Promise<readonly string[]> {
  const urls = (await crawl(origin + mount, JOHN, 0)).flatMap((page) => urlsIn(page));
  const own = new Map(urls.filter(({ url }) => url.startsWith(`${origin}${mount}/`)).map((each) => [each.url, each]));
  expect(own.size).toBeGreaterThan(40);
  expect(urls.filter((each) => !own.has(each.url) && !isAllowed(each)).map(describeUrl)).toEqual([]);
  return findBroken(own.values());
}

/** Lists the URLs that do not respond with 200, the right type, and the headers that make a file harmless. */
async function findBroken(urls: Iterable<FoundUrl>): Promise<readonly string[]> {
  const broken: string[] = [];
  for (const found of urls) {
    const { status, headers } = await fetch(found.url);
    const type = headers.get('content-type')?.split(';')[0];
    const isSafe = headers.get('x-content-type-options') === 'nosniff' && headers.has('content-security-policy');
    if (status !== 200 || !isSafe || type !== expectedType(found))
      broken.push(`${describeUrl(found)} ${status} ${type}`);
  }
  return broken;
}

function groupById(pages: readonly CrawledPage[]): ReadonlyMap<string, readonly CrawledPage[]> {
  const groups = new Map<string, CrawledPage[]>();
  for (const page of pages) getOrCreate(groups, page.operation.id, () => []).push(page);
  return groups;
}

function expectedType({ url, path, holder }: FoundUrl): string {
  const name = path.at(-1);
  if (name === 'original_url') return String(holder['mime_type']);
  return url.includes('/shared/') ? 'text/html' : 'image/svg+xml';
}

/** The other hosts that a record may name, by where it does. */
function isAllowed({ path }: FoundUrl): boolean {
  const place = path.join('.');
  return (
    // A provider's site, and the addresses of its API.
    /(?:^|\.)website$/.test(place) ||
    /authentication_config\.(?:token|basic|oauth2)\.\w*(?:url|scopes)$/.test(place) ||
    // A scope of OAuth may have the form of a URL.
    /(?:^|\.)scope$/.test(place) ||
    // The service that a step of a workflow calls.
    /(?:^|\.)nodes\.data\.parameters\.url$/.test(place)
  );
}

function describeUrl({ operation, path, url }: FoundUrl): string {
  return `${operation} ${path.join('.')}: ${url}`;
}

/** A schema of a tool's input names its types, also below `with=tools`. */
function isOfRecord(line: string): boolean {
  return !line.includes('/input_schema/');
}

/** Starts a proxy like a development server's: it forwards the prefixes that docs/browser.md lists. */
async function startProxy(
  servers: Server[],
  findTarget: () => string,
  { keepsHost }: { readonly keepsHost: boolean },
): Promise<string> {
  const text = readFileSync(fileURLToPath(new URL('../../docs/browser.md', import.meta.url)), 'utf8');
  const list = /const PREFIXES = \[([^\]]+)\]/.exec(text)?.[1] ?? '';
  const prefixes = [...list.matchAll(/'([^']+)'/g)].map(([, prefix = '']) => prefix);
  expect(prefixes).toContain('/api/v1');
  const server = createServer((request, response) => {
    const { url = '/', method, headers } = request;
    if (!prefixes.some((prefix) => url.startsWith(prefix))) {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>App</title>');
      return;
    }
    const host = keepsHost ? headers.host : new URL(findTarget()).host;
    const upstream = forward(findTarget() + url, { method, headers: { ...headers, host } }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    upstream.on('error', () => response.destroy());
    request.pipe(upstream);
  });
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
