import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openFileJournal } from '../../src/store/journals/file/open-file-journal.ts';
import type { StoreSnapshot } from '../../src/store/port/store.ts';
import { useTemporaryFolders } from '../store/temporary-folder.ts';
import { until } from '../support/until.ts';

const makeFolder = useTemporaryFolders();
const ROUNDS = Number(process.env['CRASH_ROUNDS'] ?? 10);
/** The first may be the empty one with which the writer begins. */
const MIN_SNAPSHOTS = 1 + Math.ceil(ROUNDS / 10);
const TOKEN = { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json' };
const WRITER = fileURLToPath(new URL('writer.mjs', import.meta.url));
const SERVER = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** A child process and its output. */
interface Child {
  readonly process: ChildProcess;
  readonly lines: () => readonly string[];
}

describe('a process that is killed', () => {
  it(`leaves every acknowledged transaction complete (eight writers, ${ROUNDS} times)`, async () => {
    const file = join(await makeFolder(), 'db.json');
    const acknowledged = new Set<number>();
    const snapshots = new Set<number>();
    // Some processes are killed during a compaction, which pauses between its slices and takes up much of a round. How
    // many rounds that takes depends on the disk.
    let round = 0;
    for (; round < ROUNDS || (snapshots.size < MIN_SNAPSHOTS && round < 5 * ROUNDS); round += 1) {
      const child = await start(WRITER, [file, String(round * 1_000_000)], /^ready$/);
      await until(() => child.lines().length >= 16);
      await sleep(Math.random() * 400);
      await kill(child);
      const numbers = child.lines().flatMap((line) => (/^\d+$/.test(line) ? Number(line) : []));
      for (const number of numbers) acknowledged.add(number);
      expect(numbers.length, `round ${round}`).toBeGreaterThan(8);

      snapshots.add((JSON.parse(await readFile(file, 'utf8')) as StoreSnapshot).position);
      const { journal } = await openFileJournal({ file, collections: [{ name: 'pairs', key: 'id', indexes: [] }] });
      const ids = new Set(journal.initial?.snapshot.collections['pairs']?.map(({ id }) => id));
      await journal.close();
      const lost = [...acknowledged].filter((number) => !ids.has(`${number}-left`) || !ids.has(`${number}-right`));
      expect(lost, `round ${round}`).toEqual([]);
      const halves = [...ids].filter(
        (id) => !ids.has(String(id).replace(/left|right/, (side) => (side === 'left' ? 'right' : 'left'))),
      );
      expect(halves, `round ${round}`).toEqual([]);
      // Unacknowledged transactions may be present: at most one per writer and round.
      expect(ids.size / 2 - acknowledged.size, `round ${round}`).toBeLessThanOrEqual(8 * (round + 1));
    }
    expect(snapshots.size, 'snapshots written').toBeGreaterThanOrEqual(MIN_SNAPSHOTS);
    console.log(
      `${round} processes killed: ${acknowledged.size} acknowledged transactions, none lost, ${snapshots.size} snapshots written`,
    );
  }, 600_000);

  it(`serves every acknowledged write 100 ms later (eight clients, ${ROUNDS} times)`, async () => {
    const folder = await makeFolder();
    /**
     * The possible names of a thread: the last acknowledged one, and the one of a pending request. Undefined when it
     * may be deleted.
     */
    const threads = new Map<string, ReadonlySet<string | undefined>>();
    let acknowledged = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const child = await start(SERVER, ['--data', folder, '--port', '0', '--log-level', 'error'], /^ *Try/m);
      const url = /URL +(\S+)/.exec(child.lines().join('\n'))?.[1] ?? '';
      for (const [uuid, names] of threads) {
        const response = await fetch(`${url}/api/v1/threads/${uuid}`, { headers: TOKEN });
        const { data } = (await response.json()) as { data?: { name: string } };
        expect([200, 404]).toContain(response.status);
        expect([...names], `round ${round}, ${uuid}`).toContain(data?.name);
      }
      threads.clear();
      let isStopped = false;
      const progress = { acknowledged: 0 };
      const settings = {
        url: `${url}/api/v1/threads`,
        isStopped: () => isStopped,
        onAcknowledged: () => (progress.acknowledged += 1),
      };
      const writers = Array.from({ length: 8 }, (_, index) => write(`${round}-${index}`, settings));
      // Waits for the first responses, which take longer, before the random delay.
      await until(() => progress.acknowledged >= 16);
      await sleep(Math.random() * 500);
      isStopped = true;
      await kill(child);
      for (const written of await Promise.all(writers)) for (const [uuid, names] of written) threads.set(uuid, names);
      expect(threads.size, `round ${round}`).toBeGreaterThan(0);
      acknowledged += progress.acknowledged;
      await sleep(100);
    }
    console.log(`${ROUNDS} servers killed: ${acknowledged} acknowledged writes, none lost`);
  }, 900_000);

  /** Creates, renames and deletes threads until the server is killed. Returns the possible names of each thread. */
  async function write(
    writer: string,
    { url, isStopped, onAcknowledged }: WriterSettings,
  ): Promise<ReadonlyMap<string, ReadonlySet<string | undefined>>> {
    const threads = new Map<string, ReadonlySet<string | undefined>>();
    const send = async (method: string, path: string, name?: string): Promise<string> => {
      const body = name === undefined ? null : JSON.stringify({ name });
      const response = await fetch(url + path, { method, headers: TOKEN, body });
      const text = await response.text();
      expect([200, 201, 204], text).toContain(response.status);
      onAcknowledged();
      return name === undefined ? '' : (JSON.parse(text) as { data: { uuid: string } }).data.uuid;
    };
    try {
      for (let number = 0; ; number += 1) {
        const [first, second] = [`${writer}-${number}`, `${writer}-${number} renamed`];
        const uuid = await send('POST', '', first);
        threads.set(uuid, new Set([first, second]));
        await send('PUT', `/${uuid}`, second);
        threads.set(uuid, new Set([second]));
        if (number % 3 !== 0) continue;
        threads.set(uuid, new Set([second, undefined]));
        await send('DELETE', `/${uuid}`);
        threads.set(uuid, new Set([undefined]));
      }
    } catch (error) {
      // The server was killed during the request; any other error fails the test.
      if (!isStopped() || !(error instanceof TypeError)) throw error;
      return threads;
    }
  }
});

interface WriterSettings {
  readonly url: string;
  readonly isStopped: () => boolean;
  readonly onAcknowledged: () => void;
}

async function start(script: string, args: readonly string[], ready: RegExp): Promise<Child> {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (ready.test(out) || out.split('\n').some((line) => ready.test(line))) resolve();
    });
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}: ${err}`)));
  });
  // The last line may be incomplete.
  return { process: child, lines: () => out.split('\n').slice(0, -1) };
}

async function kill({ process: child }: Child): Promise<void> {
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
}
