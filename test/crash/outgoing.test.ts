import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { useTemporaryFolders } from '../store/temporary-folder.ts';
import { until } from '../support/until.ts';
import { isSigned, openReceiver, type Received } from '../support/receiver.ts';
import { toGraph } from '../athena/workflow/client.ts';
import { HEADERS, startServer, type ServerProcess } from './server-process.ts';

const makeFolder = useTemporaryFolders();
const KEY = 'shared-with-the-receiver';

/** A delivery in the log of a server. */
interface Delivery {
  readonly id: string;
  readonly status: string;
  readonly summary: string;
}

async function call<Body>({ url }: ServerProcess, method: string, path: string, body?: object): Promise<Body> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(`${url}${path}`, { method, headers: HEADERS, ...sent });
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as Body;
}

/** Runs a workflow that sends a request to this address. */
async function send(server: ServerProcess, address: string): Promise<void> {
  const steps = [
    { id: 'start', type: 'trigger.webhook' },
    { id: 'tell', type: 'http.request', data: { parameters: { method: 'POST', url: address, body: { is: address } } } },
  ];
  const workflow = { name: 'Tell', status: 'active', ...toGraph(steps, ['start > tell']) };
  const { data } = await call<{ data: { uuid: string } }>(server, 'POST', '/api/v1/workflows', workflow);
  const started = await call<{ data: { uuid: string } }>(server, 'POST', `/api/v1/workflows/${data.uuid}/webhook`, {});
  await call(server, 'GET', `/api/v1/workflow-executions/${started.data.uuid}`);
}

async function list(server: ServerProcess): Promise<readonly Delivery[]> {
  return (await call<{ deliveries: readonly Delivery[] }>(server, 'GET', '/__admin/deliveries')).deliveries;
}

const idOf = ({ headers }: Received): unknown => headers['x-athena-delivery'];

it('requests that a killed server has not sent come after its restart, once each and with the same ids', async () => {
  const data = join(await makeFolder(), 'data');
  const receiver = await openReceiver();
  const args = ['--allow-outgoing', receiver.address, '--outgoing-secret', KEY, '--speed', 'instant'];
  const first = await startServer(data, { args });
  // The first request gets no response, and the others to this receiver wait for it.
  const { respond } = receiver;
  receiver.respond = () => {};
  for (const path of ['one', 'two', 'three']) await send(first, `http://${receiver.address}/${path}`);
  await until(() => receiver.received.length === 1);
  const posted = await list(first);
  expect(posted.map(({ status }) => status)).toEqual(['pending', 'pending', 'pending']);
  await first.end('SIGKILL');
  expect(receiver.received.map(({ url }) => url)).toEqual(['/one']);

  receiver.respond = respond;
  const second = await startServer(data, { args });
  await until(async () => (await list(second)).every(({ status }) => status === 'delivered'));
  await sleep(100);
  const [interrupted, ...after] = receiver.received;
  expect(after.map(({ url }) => url)).toEqual(['/one', '/two', '/three']);
  expect(after.map(idOf)).toEqual(posted.map(({ id }) => id));
  expect(interrupted === undefined ? undefined : idOf(interrupted)).toBe(posted[0]?.id);
  expect(receiver.received.every((request) => isSigned(request, KEY))).toBe(true);
  expect((await list(second)).map(({ id }) => id)).toEqual(posted.map(({ id }) => id));
  await second.end('SIGTERM');
});
