import { Agent, request } from 'node:http';
import { connect } from 'node:net';

const TOKEN = 'Bearer athena-demo-token';
const ACCOUNT = '/api/v1/accounts/550e8400-e29b-41d4-a716-446655440000';

/** The counts and times of a load's requests. */
export interface Tally {
  /** The number of responses by status. */
  readonly statuses: Map<number, number>;
  /** Response times in milliseconds, in order of arrival. */
  readonly times: number[];
  /** The number of connections that the clients reset. */
  cuts: number;
}

/** Generates mixed load with several clients for some time: reads, lists, searches, writes, and aborted connections. */
export async function load(
  port: number,
  { clients, milliseconds }: { readonly clients: number; readonly milliseconds: number },
): Promise<Tally> {
  const tally: Tally = { statuses: new Map(), times: [], cuts: 0 };
  const end = performance.now() + milliseconds;
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const work = async (client: number): Promise<void> => {
    for (let number = 0; performance.now() < end; number += 1) {
      await runThreadLifecycle({ port, agent, tally }, `${client}-${number}`);
      await sendAndDisconnect(port, DISCONNECTS[(client + number) % DISCONNECTS.length] ?? '');
      tally.cuts += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, client) => work(client)));
  agent.destroy();
  return tally;
}

interface Target {
  readonly port: number;
  readonly agent: Agent;
  readonly tally: Tally;
}

/** Creates, reads, renames and deletes a thread, with other requests in between. */
async function runThreadLifecycle(target: Target, name: string): Promise<void> {
  const created = await send(target, 'POST', '/api/v1/threads', { name });
  const { data } = JSON.parse(created) as { data?: { uuid: string } };
  if (data === undefined) throw new Error(`Failed to create a thread: ${created}`);
  const { uuid } = data;
  await send(target, 'GET', ACCOUNT);
  await send(target, 'GET', `/api/v1/accounts?per_page=15&search=${name}`);
  await send(target, 'PUT', `/api/v1/threads/${uuid}`, { name: `${name} renamed` });
  await send(target, 'GET', `/api/v1/threads/${uuid}`);
  await send(target, 'GET', '/api/v1/agents?sort_by=name&sort_direction=asc');
  await send(target, 'PUT', ACCOUNT, { provider_display_name: `Account ${name}` });
  await send(target, 'POST', '/api/v1/threads', {});
  await send(target, 'DELETE', `/api/v1/threads/${uuid}`);
  await send(target, 'GET', `/api/v1/threads/${uuid}`);
}

/** Sends a request and returns the body of its response. */
export function send({ port, agent, tally }: Target, method: string, path: string, body?: object): Promise<string> {
  const started = performance.now();
  const headers = { authorization: TOKEN, 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, agent, method, path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        tally.times.push(performance.now() - started);
        tally.statuses.set(response.statusCode ?? 0, (tally.statuses.get(response.statusCode ?? 0) ?? 0) + 1);
        resolve(text);
      });
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** Sends some bytes and resets the connection. */
function sendAndDisconnect(port: number, text: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(text, () => setTimeout(() => socket.resetAndDestroy(), 2)),
    );
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
  });
}

const HEAD = `Host: h\r\nAuthorization: ${TOKEN}\r\n`;
/** What clients send before they disconnect: nothing, part of the headers, part of a body, or complete requests. */
const DISCONNECTS = [
  '',
  `GET ${ACCOUNT} HTTP/1.1\r\nHost:`,
  `POST /api/v1/threads HTTP/1.1\r\n${HEAD}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"name":`,
  `POST /api/v1/threads HTTP/1.1\r\n${HEAD}Transfer-Encoding: chunked\r\n\r\n5\r\n{"na`,
  `PUT ${ACCOUNT} HTTP/1.1\r\n${HEAD}Content-Type: application/json\r\nContent-Length: 32\r\n\r\n{"provider_display_name":"Gone"}`,
  `GET /api/v1/agents?per_page=100 HTTP/1.1\r\n${HEAD}\r\n`.repeat(5),
];
