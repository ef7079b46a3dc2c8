import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { startServer, type SoakedServer } from '../soak/start-server.ts';

const OTHER_CLIENT = fileURLToPath(new URL('other-client.mjs', import.meta.url));

/** Measurements of a server with a small heap under hostile input. */
interface Measured {
  /** The peak memory of the process in bytes; on systems that do not report it, the memory at the end. */
  readonly peak: number;
  /** The 95th percentile of another client's response times, in milliseconds. */
  readonly waited: number;
}

/** Sends hostile input and asserts the responses. May be called again with a fresh server. */
export type Attack = (server: SoakedServer) => Promise<void>;

/**
 * Runs `attack` against the built server with a heap of 256 MB. Asserts that its peak memory stays below 600 MB, and
 * that another client gets responses in under a second meanwhile. The time may be met in any of three attempts, since
 * the machine may be busy with other work; the memory must be met in each.
 */
export async function expectBoundedMemory(options: readonly string[], attack: Attack): Promise<void> {
  const waited: number[] = [];
  while (waited.length < ATTEMPTS && !waited.some((time) => time < MAX_WAIT)) {
    const measured = await measureUnder(options, attack);
    expect(measured.peak).toBeLessThan(MAX_MEMORY);
    waited.push(measured.waited);
    console.log(`peak ${Math.round(measured.peak / 1e6)} MB, another client waited ${measured.waited} ms`);
  }
  expect(Math.min(...waited)).toBeLessThan(MAX_WAIT);
}

async function measureUnder(options: readonly string[], attack: Attack): Promise<Measured> {
  const server = await startServer(options, ['--max-old-space-size=256']);
  await warmUp(server);
  const client = fork(OTHER_CLIENT, [String(server.port)]);
  try {
    await attack(server);
    client.send('end');
    const [{ times, failures }] = (await once(client, 'message')) as [
      { readonly times: readonly number[]; readonly failures: string[] },
    ];
    expect(failures).toEqual([]);
    const sorted = times.toSorted((one, other) => one - other);
    return { peak: readPeak(server.pid), waited: sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN };
  } finally {
    client.kill();
    await server.close();
  }
}

/** Sends the first requests, which are slower because they compile what later ones use. */
async function warmUp({ url }: SoakedServer): Promise<void> {
  for (let number = 0; number < 20; number += 1) {
    const response = await fetch(`${url}/api/v1/user`, { headers: { authorization: 'Bearer athena-demo-token' } });
    await response.arrayBuffer();
  }
}

function readPeak(pid: number): number {
  const status = `/proc/${pid}/status`;
  if (existsSync(status)) return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(status, 'utf8'))?.[1]) * 1024;
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024;
}

const ATTEMPTS = 3;
/** In bytes. */
const MAX_MEMORY = 600e6;
/** In milliseconds. */
const MAX_WAIT = 1000;
