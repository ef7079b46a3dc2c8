import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';

const ENTRY = new URL('../../dist/propagate.js', import.meta.url).href;
const SERVER = fileURLToPath(new URL('rendering-server.mjs', import.meta.url));
const REQUESTS = 500;

let simulator: Simulator;
let server: ChildProcess;
let app: string;
beforeAll(async () => {
  simulator = await createSimulator();
  const { url } = await simulator.listen({ host: '127.0.0.1' });
  server = spawn(process.execPath, ['--import', ENTRY, SERVER], {
    env: { ...process.env, ATHENA_URL: url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (server.stdout === null) throw new Error('The server has no output.');
  const [line] = (await once(server.stdout, 'data')) as [Buffer];
  app = line.toString().trim();
});
afterAll(async () => {
  server?.kill();
  await simulator.close();
});

/** What the server's page shows: the note that this request wrote, and the newest notes of its world. */
async function render(
  note: { way: string; name: string },
  headers: Record<string, string> = {},
): Promise<{ own: string; newest: readonly string[] }> {
  const response = await fetch(app, { method: 'POST', headers, body: JSON.stringify(note) });
  return (await response.json()) as { own: string; newest: readonly string[] };
}

describe('a server that renders pages, started with --import athena-simulator/propagate', () => {
  it(`keeps two sandboxes apart over ${REQUESTS} parallel requests`, async () => {
    const carriers = [
      (name: string) => ({ 'x-athena-sandbox': name }),
      (name: string) => ({ cookie: `theme=dark; athena_sandbox=${name}` }),
      (name: string) => ({ baggage: `tenant=t1,athena.sandbox=${name}` }),
    ];
    const visit = async (index: number): Promise<void> => {
      const sandbox = index % 2 === 0 ? 'left' : 'right';
      const way = ['fetch', 'request', 'options'][index % 3] ?? 'fetch';
      const headers: Record<string, string> = carriers[Math.floor(index / 2) % 3]?.(sandbox) ?? {};
      const name = `note of ${sandbox} ${index}`;
      const { own, newest } = await render({ way, name }, headers);
      expect(own).toBe(name);
      // A slow request's own note may be older than the newest 100.
      expect(newest.filter((other) => !other.startsWith(`note of ${sandbox} `))).toEqual([]);
    };
    // Fifty at a time, so that requests of both sandboxes overlap on the same connections.
    const queue = Array.from({ length: REQUESTS }, (_, index) => index);
    const work = async (): Promise<void> => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) await visit(next);
    };
    await Promise.all(Array.from({ length: 50 }, work));

    const notesOf = (world: { state: Simulator['state'] }): readonly string[] =>
      Object.values(world.state().collections['threads'] ?? {})
        .map((thread) => String(thread['name']))
        .filter((name) => name.startsWith('note of '));
    for (const sandbox of ['left', 'right']) {
      const notes = notesOf(simulator.sandbox(sandbox));
      expect(notes).toHaveLength(REQUESTS / 2);
      expect(notes.every((name) => name.startsWith(`note of ${sandbox} `))).toBe(true);
    }
    expect(notesOf(simulator)).toEqual([]);
  });

  it('uses the baseline for a request that names none', async () => {
    const name = 'note of all';
    expect(await render({ way: 'fetch', name })).toEqual({ own: name, newest: [name] });
  });
});
