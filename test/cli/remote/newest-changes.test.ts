import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { runCommand } from './run-remote-command.ts';

const REQUESTS = 20;
/** The newest request that has changed a record, and an older one. */
const CHANGED = [5, 3];

interface Held {
  readonly number: number;
  readonly response: ServerResponse;
}

/**
 * Starts a server whose requests are PUTs. It responds to what asks for their changes once `together` ask at once, or
 * all that are left do: the one that asked last first.
 */
async function startServer(together: number) {
  const held: Held[] = [];
  const asked: number[] = [];
  let most = 0;
  const server = createServer(({ url = '' }, response) => {
    response.setHeader('content-type', 'application/json');
    const number = Number(/requests\/r(\d+)\/changes/.exec(url)?.[1]);
    if (Number.isNaN(number)) return void response.end(JSON.stringify({ requests: listRequests(), seen: REQUESTS }));
    asked.push(number);
    held.push({ number, response });
    most = Math.max(most, held.length);
    if (held.length < together && asked.length < REQUESTS) return undefined;
    for (const each of held.splice(0).toReversed()) each.response.end(JSON.stringify(toChanges(each.number)));
    return undefined;
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, asked, most: () => most };
}

function listRequests() {
  return Array.from({ length: REQUESTS }, (_, index) => ({
    id: `r${index + 1}`,
    number: index + 1,
    method: 'PUT',
    status: 200,
    error: null,
  }));
}

function toChanges(number: number) {
  const change = { kind: 'deleted', collection: 'things', key: number, record: { id: number }, fields: [] };
  return { request_id: `r${number}`, number, is_truncated: false, changes: CHANGED.includes(number) ? [change] : [] };
}

it('the newest request that has changed a record is found among several that are asked for at once', async () => {
  const { url, asked, most } = await startServer(8);
  const { code, out, err } = await runCommand(['changes', 'list', '--url', url]);
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain('1 record was changed by request r5.');
  expect(out).not.toContain('r3');
  expect(most()).toBe(8);
  expect(asked.toSorted((one, other) => other - one)).toEqual(
    Array.from({ length: 16 }, (_, index) => REQUESTS - index),
  );
});
