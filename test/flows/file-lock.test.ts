import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { acquireFileLock } from '../../src/store/files/file-lock.ts';
import * as lockHolder from '../../src/store/files/lock-holder.ts';
import { useTemporaryFolders } from '../store/temporary-folder.ts';
import { startStopwatch } from '../support/stopwatch.ts';

const makeFolder = useTemporaryFolders();
const makeFile = async (): Promise<string> => join(await makeFolder(), 'db.json');
/** An interval of heartbeats that is longer than a test. */
const NEVER = 2 ** 31 - 1;
const rejectionOf = (file: string, host: string, staleAfter = 400): Promise<unknown> =>
  acquireFileLock(file, { host, staleAfter }).then(
    () => 'taken',
    (error: unknown) => (error as Error).message,
  );

describe.concurrent('a lock that another host holds', () => {
  it('is rejected with the name of the host while heartbeats arrive', async () => {
    const file = await makeFile();
    const lock = await acquireFileLock(file, { host: 'left', heartbeatInterval: 50 });
    expect(await rejectionOf(file, 'right')).toContain(`It is held by process ${process.pid} on the host left.`);
    await lock.release();
    expect(await readdir(join(file, '..'))).toEqual([]);
  });

  it('is taken over when heartbeats stop, for any process id, and the former holder detects it', async () => {
    const file = await makeFile();
    const silent = await acquireFileLock(file, { host: 'left', heartbeatInterval: NEVER });
    const heir = await acquireFileLock(file, { host: 'right', staleAfter: 200 });
    await silent.setEpoch(7);
    expect(JSON.parse(await readFile(`${file}.lock`, 'utf8'))).toMatchObject({ host: 'right', epoch: 0 });
    expect([await silent.inspect(), await heir.inspect()]).toEqual(['taken', 'held']);
    await silent.release();
    expect(await readdir(join(file, '..'))).toEqual(['db.json.lock']);
    await heir.release();
    expect(await readdir(join(file, '..'))).toEqual([]);
  });

  it('is taken over by exactly one of many processes when heartbeats stop', async () => {
    const file = await makeFile();
    await writeFile(`${file}.lock`, JSON.stringify({ pid: 1, host: 'gone', beat: 1 }));
    const ends = await Promise.allSettled(
      Array.from({ length: 6 }, () => acquireFileLock(file, { host: 'here', staleAfter: 100 })),
    );
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

// Not concurrent: it holds up the thread, and with it the heartbeats of other tests.
describe('a lock whose holder and contender are held up', () => {
  it('is rejected when that took longer than heartbeats may stop', async () => {
    const file = await makeFile();
    const lock = await acquireFileLock(file, { host: 'left', heartbeatInterval: NEVER });
    const looks = vi.spyOn(lockHolder, 'readText');
    const countLooks = (): number => looks.mock.calls.filter(([path]) => path === `${file}.lock`).length;
    const waitForTwoLooks = async (): Promise<void> => {
      const before = countLooks();
      await vi.waitFor(() => expect(countLooks()).toBeGreaterThanOrEqual(before + 2));
    };
    const rejection = rejectionOf(file, 'right', 1000);
    // With the second look, the contender has begun to count the time since the first.
    await waitForTwoLooks();
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500);
    // Between two looks, the contender decides whether the lock is stale.
    await waitForTwoLooks();
    await lock.setEpoch(1);
    expect(await rejection).toContain('on the host left');
    await lock.release();
  });
});

describe.concurrent('a lock with a process id of another location', () => {
  it.each([
    ['in another PID namespace', { pidNamespace: 'pid:[1]' }, 'in another container or PID namespace of this host'],
    ['of another start of the machine', { boot: 'another' }, 'in another container or PID namespace of this host'],
  ])(
    '(%s) is rejected while heartbeats arrive, although the process is not visible here',
    async (_where, change, words) => {
      const file = await makeFile();
      const lock = await acquireFileLock(file, { heartbeatInterval: 10_000 });
      const holder = { ...(JSON.parse(await readFile(`${file}.lock`, 'utf8')) as object), pid: 4_194_300, ...change };
      let beat = 1;
      const write = (): Promise<void> => writeFile(`${file}.lock`, JSON.stringify({ ...holder, beat: (beat += 1) }));
      await write();
      const timer = setInterval(() => void write(), 100);
      try {
        expect(await rejectionOf(file, hostname())).toContain(`It is held by process 4194300 ${words}. Stop it, or`);
      } finally {
        clearInterval(timer);
      }
      expect(await rejectionOf(file, hostname())).toBe('taken');
      await lock.release();
    },
  );
});

describe.concurrent('a lock on one host', () => {
  it('keeps its file and its inode while heartbeats arrive', async () => {
    const file = await makeFile();
    const lock = await acquireFileLock(file, { heartbeatInterval: 20 });
    const before = [await stat(`${file}.lock`), await readFile(`${file}.lock`, 'utf8')] as const;
    await vi.waitFor(async () => expect(await readFile(`${file}.lock`, 'utf8')).not.toBe(before[1]));
    const after = await stat(`${file}.lock`);
    expect([after.ino, after.nlink, after.size]).toEqual([before[0].ino, 1, before[0].size]);
    expect(await lock.inspect()).toBe('held');
    await rm(`${file}.lock`);
    expect(await lock.inspect()).toBe('gone');
    await lock.release();
  });

  it('is waited for while its holder is stopping, and then acquired', async () => {
    const file = await makeFile();
    const lock = await acquireFileLock(file);
    lock.announceStop();
    await vi.waitFor(async () => expect(await readFile(`${file}.lock`, 'utf8')).toContain('"isStopping":true'));
    const started = performance.now();
    const next = acquireFileLock(file);
    await sleep(300);
    await lock.release();
    const heir = await next;
    expect(performance.now() - started).toBeGreaterThan(250);
    expect(heir.isTakenOver).toBe(false);
    await heir.release();
  });

  it('is rejected when its holder does not stop in time', async () => {
    const file = await makeFile();
    const lock = await acquireFileLock(file);
    lock.announceStop();
    await vi.waitFor(async () => expect(await readFile(`${file}.lock`, 'utf8')).toContain('"isStopping":true'));
    const started = performance.now();
    const acquiring = acquireFileLock(file, { maxStopTime: 500 });
    await expect(acquiring).rejects.toThrow('which has been stopping for 0.5 seconds. Stop it, or');
    expect(performance.now() - started).toBeGreaterThan(490);
    await lock.release();
  });

  it.runIf(existsSync('/proc/self/stat'))('is taken over immediately from a zombie process', async () => {
    const file = await makeFile();
    // The shell turns into a program that never reaps its child.
    const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      const [chunk] = (await once(parent.stdout, 'data')) as [Buffer];
      const pid = Number(chunk.toString());
      await acquireFileLock(file, { pid });
      await expect(acquireFileLock(file)).rejects.toThrow(`It is held by process ${pid}`);
      process.kill(pid, 'SIGKILL');
      await vi.waitFor(async () => expect(await readFile(`/proc/${pid}/stat`, 'utf8')).toMatch(/\) Z /));
      const stopwatch = startStopwatch();
      const lock = await acquireFileLock(file);
      expect(stopwatch.stop()).toBeLessThan(3000);
      expect(lock.isTakenOver).toBe(true);
      await lock.release();
    } finally {
      parent.kill('SIGKILL');
    }
  });

  it('is acquired after a process was killed while taking it over', async () => {
    const file = await makeFile();
    await writeFile(
      `${file}.lock`,
      JSON.stringify({ pid: spawnSync(process.execPath, ['--version']).pid, host: hostname() }),
    );
    await writeFile(`${file}.lock.takeover`, '');
    const lock = await acquireFileLock(file);
    await lock.release();
    expect(await readdir(join(file, '..'))).toEqual([]);
  });

  it('is taken over immediately after its process was killed', async () => {
    const file = await makeFile();
    const child = spawn(process.execPath, ['-e', 'process.stdout.write("up"); setTimeout(() => {}, 60_000)'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await once(child.stdout, 'data');
    await acquireFileLock(file, { pid: child.pid });
    await expect(acquireFileLock(file)).rejects.toThrow(`It is held by process ${child.pid}`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const stopwatch = startStopwatch();
    const lock = await acquireFileLock(file);
    expect(stopwatch.stop()).toBeLessThan(3000);
    await lock.release();
  });
});
