import { expect, it, onTestFinished } from 'vitest';
import { createSimulator, type SimulatorOptions } from '../../../src/simulator.ts';

const AUTHORIZED = { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json' };
const AGENT = '/api/v1/agents/640d746d-f9c2-4991-95f8-801058bba82c';

interface Sent {
  readonly id: string;
  readonly body: unknown;
}

/** Starts a server on a free port. */
async function openServer(options: SimulatorOptions = {}) {
  const lines: Record<string, unknown>[] = [];
  const info = (fields: object): unknown => lines.push(fields as Record<string, unknown>);
  const logger = { debug: info, info, warn: info, error: info };
  const simulator = await createSimulator({ ...options, logger });
  onTestFinished(() => simulator.close());
  const { url } = await simulator.listen();
  const send = async (method: string, path: string, headers: Record<string, string> = {}): Promise<Sent> => {
    const response = await fetch(url + path, { method, headers: { ...AUTHORIZED, ...headers } });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return { id: response.headers.get('x-request-id') ?? '', body: isJson ? JSON.parse(text) : text };
  };
  return { url, send, lines, simulator };
}

it('an explanation names the server in its commands, as JSON, as a text and in the process', async () => {
  const { url, send, simulator } = await openServer();
  const { id } = await send('GET', '/api/v1/acounts');
  const call = `npx athena-simulator call --url ${url} listAccounts`;
  expect((await send('GET', `/__admin/requests/${id}/explain`)).body).toMatchObject({ call });
  const { body: text } = await send('GET', `/__admin/requests/${id}/explain`, { accept: 'text/plain' });
  expect(text).toContain(`\nNearest valid call: ${call}\n`);
  expect(await simulator.explain(id)).toMatchObject({ call });
});

it('a remedy, and a rejection of the control plane, name it too', async () => {
  const { url, send } = await openServer();
  const { id: deleted } = await send('DELETE', AGENT);
  const { id } = await send('GET', AGENT);
  expect((await send('GET', `/__admin/requests/${id}/explain`)).body).toMatchObject({
    remedy: expect.stringContaining(`npx athena-simulator changes revert --url ${url} ${deleted}, or`) as string,
  });
  expect((await send('GET', '/__admin/requests/none/explain')).body).toMatchObject({
    detail: expect.stringContaining(`npx athena-simulator requests --url ${url} lists its requests.`) as string,
  });
});

it('the log names it, whatever Host a request has', async () => {
  const { url, send, lines } = await openServer();
  const { id } = await send('GET', '/api/v1/acounts', { 'x-forwarded-host': 'other.example.test' });
  await expect
    .poll(() => lines.find((line) => line['requestId'] === id), { timeout: 20_000 })
    .toMatchObject({
      explain: `npx athena-simulator explain --url ${url} ${id}`,
    });
});

it('a public URL is named in place of the address that the server listens on', async () => {
  const { send } = await openServer({ publicUrl: 'http://localhost:5173/mock' });
  const { id } = await send('GET', '/api/v1/acounts');
  expect((await send('GET', `/__admin/requests/${id}/explain`)).body).toMatchObject({
    call: 'npx athena-simulator call --url http://localhost:5173/mock listAccounts',
  });
});

it('a simulator without a server names none', async () => {
  const simulator = await createSimulator();
  onTestFinished(() => simulator.close());
  const response = await simulator.fetch('http://localhost/api/v1/acounts', { headers: AUTHORIZED });
  expect(await simulator.explain(response.headers.get('x-request-id') ?? '')).toMatchObject({
    call: 'npx athena-simulator call listAccounts',
  });
});
