import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createSession } from '../../../src/cli/mcp/session.ts';
import { openMcp } from './mcp-session.ts';

interface Served {
  readonly url: string;
  /** The requests, as method and path. */
  readonly seen: readonly string[];
}

/** A server that makes the sandbox, but loses the connection before it responds: the first times, by default once. */
async function serveUncertain(lost = 1): Promise<Served> {
  const seen: string[] = [];
  let forks = 0;
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    const isFork = request.url?.endsWith('/fork') === true;
    if (isFork) forks += 1;
    if (isFork && forks <= lost) {
      response.destroy();
      return;
    }
    if (request.method === 'DELETE') {
      const missing = { code: 'RECORD_NOT_FOUND', status: 404, title: 'x', detail: 'There is none.', remedy: 'None.' };
      response.writeHead(404, { 'content-type': 'application/json', 'x-athena-error': 'RECORD_NOT_FOUND' });
      response.end(JSON.stringify(missing));
      return;
    }
    const body = isFork
      ? { code: 'STATE_CONFLICT', status: 409, title: 'x', detail: 'It exists.', remedy: 'Choose another name.' }
      : { requests: [], total: 0, seen: 0, next: null };
    response.writeHead(isFork ? 409 : 200, {
      'content-type': 'application/json',
      ...(isFork ? { 'x-athena-error': 'STATE_CONFLICT' } : {}),
    });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

it('a sandbox that was made without a response is the one of the session, and is deleted at its end', async () => {
  const { url, seen } = await serveUncertain();
  const session = await openMcp(['--url', url]);
  expect((await session.call('list_requests')).isError).toBe(false);
  await session.close();
  expect(seen.filter((request) => request.endsWith('/fork'))).toHaveLength(2);
  expect(seen.at(-1)).toMatch(/^DELETE \/__admin\/sandboxes\/mcp-/);
});

it('a sandbox that may have been made is deleted at the end of the session, also if no tool was called', async () => {
  const { url, seen } = await serveUncertain(Infinity);
  const session = await openMcp(['--url', url]);
  expect(await session.close()).toBe(0);
  expect(seen.map((request) => request.split(' ')[0])).toEqual(['POST', 'DELETE']);
});

it('a sandbox that may have been made, but was not, is nothing to fail at', async () => {
  const { url } = await serveUncertain(Infinity);
  const server = { url, adminToken: undefined, token: 'a', sandbox: 'mcp-1', isOwn: true };
  const session = createSession(server);
  await expect(session.begin(AbortSignal.timeout(60_000))).rejects.toThrow('Failed to reach');
  await expect(session.end(AbortSignal.timeout(60_000))).resolves.toBeUndefined();
});
