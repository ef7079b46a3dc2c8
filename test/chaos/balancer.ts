import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, vi } from 'vitest';
import { findFreePort } from '../../scripts/find-free-port.mjs';
import { readHealth, type Replica } from './replica-process.ts';

/** HAProxy with the configuration of `deploy`, in front of three replicas. */
export interface Balancer {
  readonly url: string;
  kill(): Promise<void>;
}

/** Starts HAProxy once the replicas are ready. Throws with what to install when it is missing. */
export async function startBalancer(replicas: readonly Pick<Replica, 'url'>[]): Promise<Balancer> {
  await Promise.all(replicas.map(waitUntilReady));
  const port = await findFreePort();
  const addresses = replicas.map(({ url }, index) => [`ATHENA_REPLICA_${index + 1}`, new URL(url).host] as const);
  const child = spawn('haproxy', ['-db', '-f', CONFIGURATION], {
    env: { ...process.env, ...Object.fromEntries(addresses), ATHENA_BIND: `127.0.0.1:${port}` },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output = `${output}${chunk.toString()}`.slice(-20_000)));
  const failed = new Promise<never>((_resolve, reject) => {
    child.once('error', () => reject(new Error(MISSING)));
    child.once('exit', (code) => reject(new Error(`HAProxy ended with ${code}: ${output}`)));
  });
  const url = `http://127.0.0.1:${port}`;
  await Promise.race([failed, vi.waitFor(() => fetch(`${url}/__admin/health`), { timeout: 60_000, interval: 50 })]);
  failed.catch(() => undefined);
  return {
    url,
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const closed = once(child, 'close');
      child.kill('SIGKILL');
      await closed;
    },
  };
}

async function waitUntilReady(replica: Pick<Replica, 'url'>): Promise<void> {
  await vi.waitFor(async () => expect((await readHealth(replica)).status).toBe('ok'), {
    timeout: 60_000,
    interval: 50,
  });
}

const CONFIGURATION = fileURLToPath(new URL('../../deploy/haproxy.cfg', import.meta.url));
const MISSING =
  'These tests need HAProxy 2.6 or later. On Debian: sudo apt-get install haproxy. On macOS: brew install haproxy.';
