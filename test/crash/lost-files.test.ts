import { readdirSync, statSync } from 'node:fs';
import { cp, readdir, rename, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { useTemporaryFolders } from '../store/temporary-folder.ts';
import { until } from '../support/until.ts';
import { findLost, startServer, startWriters, storeThread, type ServerProcess } from './server-process.ts';

const makeFolder = useTemporaryFolders();

interface Harm {
  readonly what: string;
  readonly do: (data: string) => Promise<unknown>;
  /** How the server ends, and the folder that then holds every acknowledged write; undefined when that was deleted. */
  readonly end: NodeJS.Signals;
  readonly kept: ((data: string) => string) | undefined;
}

const away = (data: string): string => `${data}.away`;
const journalsOf = (data: string): readonly string[] => readdirSync(data).filter((name) => name.includes('.journal-'));

/**
 * Harms every journal file, again until `isHit` says that the newest one was hit: a compaction may have started another
 * file at that moment, and a file that it replaces no longer counts. `sizes` are those of the files, the newest last.
 */
async function harmJournals(
  data: string,
  harm: (path: string) => Promise<void>,
  isHit: (sizes: readonly number[]) => boolean,
): Promise<void> {
  const numberOf = (name: string): number => Number(/\d+$/.exec(name)?.[0]);
  for (let attempt = 0; attempt < 20; attempt += 1) {
    for (const name of journalsOf(data)) await harm(join(data, name)).catch(() => undefined);
    await sleep(20);
    const names = journalsOf(data).toSorted((left, right) => numberOf(left) - numberOf(right));
    if (isHit(names.map((name) => statSync(join(data, name), { throwIfNoEntry: false })?.size ?? 0))) return;
  }
  throw new Error('The current journal file was never hit.');
}

/** Cuts a file off. A new file that is shorter would grow instead, which harms nothing. */
async function cutOff(path: string): Promise<void> {
  if (statSync(path).size > CUT_SIZE) await truncate(path, CUT_SIZE);
}

/** In bytes. */
const CUT_SIZE = 40;

const HARMS: readonly Harm[] = [
  { what: 'the folder removed', do: (data) => rm(data, { recursive: true }), end: 'SIGKILL', kept: undefined },
  { what: 'the folder moved', do: (data) => rename(data, away(data)), end: 'SIGKILL', kept: away },
  {
    what: 'the folder replaced by a copy',
    do: (data) => rename(data, away(data)).then(() => cp(away(data), data, { recursive: true })),
    end: 'SIGKILL',
    kept: away,
  },
  { what: 'the lock removed', do: (data) => rm(join(data, 'db.json.lock')), end: 'SIGKILL', kept: (data) => data },
  {
    what: 'the journal removed',
    do: (data) =>
      harmJournals(
        data,
        (path) => rm(path),
        (sizes) => sizes.length === 0,
      ),
    end: 'SIGTERM',
    kept: (data) => data,
  },
  {
    what: 'the journal cut off',
    do: (data) => harmJournals(data, cutOff, (sizes) => sizes.at(-1) === CUT_SIZE),
    end: 'SIGTERM',
    kept: (data) => data,
  },
  { what: 'the snapshot removed', do: (data) => rm(join(data, 'db.json')), end: 'SIGTERM', kept: (data) => data },
];

it.each(HARMS)(
  '$what while it is served: nothing is acknowledged after it, and nothing before it is lost',
  async ({ what, ...harm }) => {
    const data = join(await makeFolder(), 'data');
    const server = await startServer(data);
    const writers = startWriters(server);
    await until(() => writers.acknowledged.size >= 50);
    await sleep(Math.random() * 300);
    // Retried: the server may remove a file at the same time.
    await harm.do(data).catch(() => harm.do(data));
    writers.mark();
    await sleep(1500);
    const late = await storeThread(server, 'late');
    expect([late.status, writers.late.size]).toEqual([503, 0]);
    expect(await statusOf(server)).toBe('degraded');
    await writers.stop();
    await server.end(harm.end);
    const folder = harm.kept?.(data);
    const lost = folder === undefined ? [] : await findLostIn(folder, writers.acknowledged);
    const { size } = writers.acknowledged;
    console.log(
      `${what}: ${size} acknowledged before, 0 after, ${folder === undefined ? 'all of them removed with it' : `${lost.length} lost`}`,
    );
    expect(lost).toEqual([]);
    if (folder === undefined) expect(await readdir(join(data, '..'))).toEqual([]);
  },
  300_000,
);

async function statusOf({ url }: ServerProcess): Promise<string> {
  return ((await (await fetch(`${url}/__admin/health`)).json()) as { status: string }).status;
}

async function findLostIn(folder: string, uuids: Iterable<string>): Promise<readonly string[]> {
  const again = await startServer(folder);
  const lost = await findLost(again, uuids);
  await again.end('SIGKILL');
  return lost;
}
