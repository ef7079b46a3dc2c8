import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { useTemporaryFolders } from '../store/temporary-folder.ts';
import { until } from '../support/until.ts';

const makeFolder = useTemporaryFolders();
const ROUNDS = Number(process.env['CRASH_ROUNDS'] ?? 10);
const SENDER = fileURLToPath(new URL('outbox-sender.mjs', import.meta.url));

/** What the receiver got. */
interface Received {
  readonly id: string;
  readonly attempt: number;
}

/** A receiver of deliveries. */
interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** How it responds. `hang` never responds. */
  respond: (response: ServerResponse) => void;
  /** Resolves when no process is connected: then everything that a killed one has sent was received. */
  readonly whenLeft: () => Promise<void>;
}

const accept = (response: ServerResponse): void => void response.writeHead(204).end();
const reject = (response: ServerResponse): void => void response.writeHead(503).end();
const hang = (): void => {};

async function openReceiver(): Promise<Receiver> {
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    receiver.received.push(JSON.parse(await text(request)) as Received);
    receiver.respond(response);
  };
  const server = createServer((request, response) => {
    void receive(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const countConnections = promisify(server.getConnections.bind(server));
  const whenLeft = (): Promise<void> => until(async () => (await countConnections()) === 0);
  const receiver: Receiver = { url: `http://127.0.0.1:${port}/`, received: [], respond: accept, whenLeft };
  return receiver;
}

/** A process that posts and delivers. */
interface Sender {
  /** The ids of the side effects that it has committed. */
  readonly committed: () => readonly string[];
  /** Resolves when it has delivered everything, with the ids of all committed side effects. */
  readonly end: () => Promise<{ readonly ids: readonly string[]; readonly failed: number }>;
  readonly kill: () => Promise<void>;
}

async function startSender(file: string, { url }: Receiver, count: number): Promise<Sender> {
  const child: ChildProcess = spawn(process.execPath, [SENDER, file, url, String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  let out = '';
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()));
  onTestFinished(() => void child.kill('SIGKILL'));
  // The last line may be incomplete.
  const lines = (): readonly string[] => out.split('\n').slice(0, -1);
  while (lines()[0] !== 'ready') await Promise.race([sleep(5), closed.then(() => expect(out).toContain('ready'))]);
  return {
    committed: () => lines().filter((line) => /^[0-9a-f-]{36}$/.test(line)),
    end: async () => {
      await closed;
      const last = lines().at(-1) ?? '';
      expect(last).toMatch(/^done /);
      return JSON.parse(last.slice('done '.length)) as { ids: string[]; failed: number };
    },
    kill: async () => {
      child.kill('SIGKILL');
      await closed;
    },
  };
}

describe('a delivery of a process that is killed', () => {
  it('still comes when it was killed between the commit and the delivery, with the same id', async () => {
    const file = join(await makeFolder(), 'db.json');
    const receiver = await openReceiver();
    receiver.respond = hang;
    const first = await startSender(file, receiver, 2);
    await until(() => first.committed().length === 2 && receiver.received.length === 1);
    await first.kill();
    await receiver.whenLeft();
    const ids = first.committed();
    receiver.received.splice(0);
    receiver.respond = accept;
    const second = await startSender(file, receiver, 0);
    expect(await second.end()).toEqual({ ids, failed: 0 });
    expect(receiver.received.map(({ id }) => id)).toEqual(ids);
    expect(receiver.received.map(({ attempt }) => attempt)).toEqual([1, 1]);
  });

  it('comes once after two failures, though a process was killed after each', async () => {
    const file = join(await makeFolder(), 'db.json');
    const receiver = await openReceiver();
    let accepted = 0;
    receiver.respond = reject;
    const first = await startSender(file, receiver, 1);
    await until(() => receiver.received.length > 0);
    // It may have stored the result by then; if not, the next process repeats the first try. It may also have tried
    // again by then: only when it is killed is it known how often it has tried.
    await sleep(100);
    await first.kill();
    await receiver.whenLeft();
    const before = receiver.received.length;
    const second = await startSender(file, receiver, 0);
    await until(() => receiver.received.length > before);
    await sleep(100);
    await second.kill();
    await receiver.whenLeft();
    const failures = receiver.received.length;
    receiver.respond = (response) => {
      accepted += 1;
      accept(response);
    };
    const third = await startSender(file, receiver, 0);
    const { ids, failed } = await third.end();
    const fourth = await startSender(file, receiver, 0);
    await fourth.end();
    expect([failed, ids.length, accepted, receiver.received.length]).toEqual([0, 1, 1, failures + 1]);
    expect(new Set(receiver.received.map(({ id }) => id))).toEqual(new Set(ids));
  });

  it(`is never lost, and none comes of what was not committed (killed ${ROUNDS} times)`, async () => {
    const file = join(await makeFolder(), 'db.json');
    const receiver = await openReceiver();
    // Every fifth is received, and the sender never knows.
    let count = 0;
    receiver.respond = (response) => {
      if ((count += 1) % 5 === 0) response.destroy();
      else accept(response);
    };
    const acknowledged: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const sender = await startSender(file, receiver, 1_000_000);
      await until(() => sender.committed().length > 4);
      await sleep(Math.random() * 200);
      await sender.kill();
      acknowledged.push(...sender.committed());
    }
    receiver.respond = accept;
    const { ids, failed } = await (await startSender(file, receiver, 0)).end();
    const received = new Set(receiver.received.map(({ id }) => id));
    expect(failed).toBe(0);
    expect(acknowledged.filter((id) => !received.has(id))).toEqual([]);
    expect([...received].toSorted()).toEqual(ids.toSorted());
    const twice = receiver.received.length - received.size;
    console.log(
      `${ROUNDS} senders killed: ${ids.length} side effects committed, none lost, none of an aborted commit, ${twice} repeated tries`,
    );
  }, 600_000);
});
