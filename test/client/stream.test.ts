import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ClientFailure, createAthenaClient, createControlClient } from '../../src/client.ts';
import { createSimulator, type Simulator } from '../../src/index.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await createSimulator();
});
afterAll(() => simulator.close());

const PATH = '/api/v1/agents/{agent_uuid}/run';
const INIT = {
  params: { path: { agent_uuid: '550e8400-e29b-41d4-a716-446655440000' } },
  body: { message: 'How do I begin with returns?' },
};
const DELTA = 'event: run.delta\ndata: {"content":"a"}\n\n';

const servers: Server[] = [];
const seen: unknown[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

/** Starts a server that streams what `write` writes. `left` resolves when the client disconnects. */
async function serve(
  write: (response: ServerResponse) => void,
): Promise<{ readonly baseUrl: string; readonly left: Promise<unknown> }> {
  const server = createServer();
  const left = new Promise((resolve) =>
    server.on('request', (_request, response) => {
      response.on('close', resolve);
      response.setHeader('content-type', 'text/event-stream');
      write(response);
    }),
  );
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, left };
}

describe('client.stream', () => {
  it.each(['in this process', 'over HTTP'])('yields the typed events of a run, %s', async (way) => {
    const client =
      way === 'over HTTP'
        ? createAthenaClient({ baseUrl: (await simulator.listen()).url })
        : createAthenaClient({ fetch: (request) => simulator.fetch(request) });
    let text = '';
    let content: string | undefined;
    const events: string[] = [];
    for await (const chunk of client.stream(PATH, INIT)) {
      events.push(chunk.event);
      if (chunk.event === 'run.delta') text += chunk.data.content;
      if (chunk.event === 'run.completed') content = chunk.data.data.content ?? undefined;
    }
    expect([events[0], events.at(-1)]).toEqual(['run.started', 'run.completed']);
    expect(text).toBe(content);
    expect(text.length).toBeGreaterThan(20);
  });

  it('throws the typed error of a rejected request', async () => {
    const client = createAthenaClient({ fetch: (request) => simulator.fetch(request) });
    const loop = client.stream(PATH, { ...INIT, body: { message: '' } }).next();
    const failure = await loop.catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ClientFailure);
    if (failure instanceof ClientFailure && failure.error.kind === 'validation')
      expect(failure.error.errors).toHaveProperty('message');
    expect(failure).toMatchObject({ error: { kind: 'validation', status: 422 } });
  });

  it('cancels the request when the loop is left', async () => {
    const { baseUrl, left } = await serve((response) => response.write(DELTA));
    for await (const chunk of createAthenaClient({ baseUrl }).stream(PATH, INIT)) {
      expect(chunk).toEqual({ event: 'run.delta', data: { content: 'a' } });
      break;
    }
    await left;
  });

  it.each([
    ['before the response', () => undefined],
    ['between two events', (response: ServerResponse) => response.write(DELTA)],
  ])('throws the reason of its signal when aborted %s', async (_case, write) => {
    const aborting = new AbortController();
    const { baseUrl, left } = await serve((response) => {
      write(response);
      setTimeout(() => aborting.abort(new RangeError('enough')), 50);
    });
    const loop = (async () => {
      for await (const chunk of createAthenaClient({ baseUrl }).stream(PATH, { ...INIT, signal: aborting.signal }))
        seen.push(chunk);
    })();
    await expect(loop).rejects.toThrow('enough');
    await left;
  });

  it('is aborted by the signal even when `fetch` ignores it', async () => {
    const aborting = new AbortController();
    const client = createControlClient({ fetch: (request) => simulator.fetch(request) });
    const events = client.stream('/__admin/events', { signal: aborting.signal });
    const next = events.next();
    setTimeout(() => aborting.abort(new RangeError('enough')), 100);
    await expect(next).rejects.toThrow('enough');
  });

  it('yields the events of a control plane', async () => {
    const client = createControlClient({ fetch: (request) => simulator.fetch(request), sandbox: 'told' });
    const events = client.stream('/__admin/events');
    const first = events.next();
    // What happens before the stream is open is not told.
    const telling = setInterval(() => void simulator.sandbox('told').fault({ kind: 'drop' }), 50);
    const { value } = await first.finally(() => clearInterval(telling));
    expect(value).toMatchObject({ event: 'fault', data: { world: 'told' } });
    await events.return();
  });

  it.each([
    ['the connection is cut', (response: ServerResponse) => response.write(DELTA, () => response.destroy()), 'network'],
    ['the data is not JSON', (response: ServerResponse) => response.end('data: {\n\n'), 'malformed'],
    [
      'the response is not a stream',
      (response: ServerResponse) => response.setHeader('content-type', 'text/html').end('<p>'),
      'malformed',
    ],
  ])('throws when %s', async (_case, write, kind) => {
    const { baseUrl } = await serve(write);
    const loop = (async () => {
      for await (const chunk of createAthenaClient({ baseUrl }).stream(PATH, INIT)) seen.push(chunk);
    })();
    await expect(loop).rejects.toMatchObject({ name: 'ClientFailure', error: { kind } });
  });

  it('throws when the response is not a stream, even while something else holds a copy of it', async () => {
    const copies: Response[] = [];
    const fetch = async (): Promise<Response> => {
      const response = Response.json({ data: {} });
      copies.push(response.clone());
      return response;
    };
    await expect(createAthenaClient({ fetch }).stream(PATH, INIT).next()).rejects.toMatchObject({
      error: { kind: 'malformed', message: expect.stringContaining('received application/json') as string },
    });
  });

  it('reads events that arrive in chunks split within characters and lines', async () => {
    const bytes = Buffer.from('id: 1\r\nevent: run.delta\r\ndata: {"content":\r\ndata: "añ😀"}\r\n\r\n: comment\n\n');
    const { baseUrl } = await serve((response) => {
      void (async () => {
        for (const byte of bytes) if (!response.write(Buffer.of(byte))) await once(response, 'drain');
        response.end();
      })();
    });
    const chunks = [];
    for await (const chunk of createAthenaClient({ baseUrl }).stream(PATH, INIT)) chunks.push(chunk);
    expect(chunks).toEqual([{ id: '1', event: 'run.delta', data: { content: 'añ😀' } }]);
  });
});
