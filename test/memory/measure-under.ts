import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { startServer, type SoakedServer } from '../soak/start-server.ts';

const OTHER_CLIENT = fileURLToPath(new URL('other-client.mjs', import.meta.url));

/** How a server with a small heap did under hostile input. */
export interface Measured {
  /** Most memory that the process has held, in bytes; where the system does not tell it, what it holds at the end. */
  readonly peak: number;
  /** How long another client waited for each response, in milliseconds, shortest first. */
  readonly times: readonly number[];
  /** What other clients were refused. */
  readonly failures: readonly string[];
}

/** Starts the built server with a heap of 256 MB, runs `attack` against it, and measures memory and how long another client waits meanwhile. */
export async function measureUnder(options: readonly string[], attack: (server: SoakedServer) => Promise<void>): Promise<Measured> {
  const server = await startServer(options, ['--max-old-space-size=256']);
  const client = fork(OTHER_CLIENT, [String(server.port)]);
  try {
    await attack(server);
    client.send('end');
    const [heard] = (await once(client, 'message')) as [Pick<Measured, 'times' | 'failures'>];
    return { peak: readPeak(server.pid), times: heard.times.toSorted((one, other) => one - other), failures: heard.failures };
  } finally {
    client.kill();
    await server.close();
  }
}

/** Holds the figures to the bounds of the project: below 600 MB, and nineteen of twenty responses to others in under a second. */
export function expectBounds({ peak, times, failures }: Measured, most = 600e6): void {
  expect(failures).toEqual([]);
  expect(peak).toBeLessThan(most);
  // One slow response may be the machine's; another client asks ten times a second, so that a server which is blocked for long shows in many.
  expect(times[Math.floor(times.length * 0.95)]).toBeLessThan(1000);
}

function readPeak(pid: number): number {
  const status = `/proc/${pid}/status`;
  if (existsSync(status)) return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(status, 'utf8'))?.[1]) * 1024;
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024;
}
