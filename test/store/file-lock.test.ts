import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { acquireFileLock } from '../../src/store/file-lock.ts';
import { useTemporaryFolders } from './temporary-folder.ts';

const makeFolder = useTemporaryFolders();
const makeFile = async (): Promise<string> => join(await makeFolder(), 'db.json');
const refusal = (file: string, host: string): Promise<unknown> =>
  acquireFileLock(file, { host, patience: 400 }).then(
    () => 'taken',
    (error: unknown) => (error as Error).message,
  );

describe('a lock that another host holds', () => {
  it('is refused, and the host named, while its holder says that it lives', async () => {
    const file = await makeFile();
    const lock = await acquireFileLock(file, { host: 'left', interval: 50 });
    expect(await refusal(file, 'right')).toContain(`It is held by process ${process.pid} on the host left.`);
    await lock.release();
    expect(await readdir(join(file, '..'))).toEqual([]);
  });

  it('is taken over when nothing is heard of it, whatever its process id is here; and the former holder finds out', async () => {
    const file = await makeFile();
    const silent = await acquireFileLock(file, { host: 'left', interval: 700 });
    const heir = await acquireFileLock(file, { host: 'right', patience: 200 });
    expect(JSON.parse(await readFile(`${file}.lock`, 'utf8'))).toMatchObject({ host: 'right' });
    await sleep(900);
    expect([silent.isLost, heir.isLost]).toEqual([true, false]);
    await silent.release();
    expect(await readdir(join(file, '..'))).toEqual(['db.json.lock']);
    await heir.release();
    expect(await readdir(join(file, '..'))).toEqual([]);
  });

  it('goes to one alone of many that start at once when it has fallen silent', async () => {
    const file = await makeFile();
    await writeFile(`${file}.lock`, JSON.stringify({ pid: 1, host: 'gone', beat: 1 }));
    const ends = await Promise.allSettled(Array.from({ length: 6 }, () => acquireFileLock(file, { host: 'here', patience: 100 })));
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('a lock on one host', () => {
  it('is taken at once after its process was killed', async () => {
    const file = await makeFile();
    const child = spawn(process.execPath, ['-e', 'process.stdout.write("up"); setTimeout(() => {}, 60_000)'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await once(child.stdout, 'data');
    await acquireFileLock(file, { pid: child.pid });
    await expect(acquireFileLock(file)).rejects.toThrow(`It is held by process ${child.pid}`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const started = performance.now();
    const lock = await acquireFileLock(file);
    expect(performance.now() - started).toBeLessThan(1000);
    await lock.release();
  });
});
