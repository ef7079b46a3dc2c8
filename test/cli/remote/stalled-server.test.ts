import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createControl } from '../../../src/cli/remote/run-remote.ts';
import { collectGarbage } from '../../support/used-heap.ts';

let server: Server;
let url: string;
let disconnected: Promise<void>;

/** A server that sends the beginning of a body, and never its end. */
beforeEach(async () => {
  disconnected = new Promise((resolve) => {
    server = createServer((_request, response) => {
      response.once('close', () => resolve());
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"beginning": ');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

it('a call of a server that stops in a response ends with its signal, also after garbage collection', async () => {
  const closing = new AbortController();
  const outcome = callWith(AbortSignal.any([closing.signal, new AbortController().signal]));
  for (let turn = 0; turn < 20; turn += 1) {
    await sleep(20);
    collectGarbage();
  }
  const reason = new Error('The client is gone.');
  closing.abort(reason);
  expect(await outcome).toMatchObject({ error: { cause: reason } });
  await disconnected;
});

async function callWith(signal: AbortSignal): Promise<unknown> {
  return createControl({ url, sandbox: undefined, adminToken: undefined, signal }).GET('/__admin/clock');
}
