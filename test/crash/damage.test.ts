import { spawnSync } from 'node:child_process';
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { BootError } from '../../src/kernel/boot-fault.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import { createStore } from '../../src/store/create-store.ts';
import { nodeFiles } from '../../src/store/files/files.ts';
import { openFileJournal } from '../../src/store/journals/file/open-file-journal.ts';
import { withoutExtension } from '../../src/store/journals/file/journal-line.ts';
import { readJournal } from '../../src/store/journals/file/read-journal.ts';
import { repairJournal } from '../../src/store/journals/file/repair-journal.ts';
import { SnapshotFile } from '../../src/store/snapshots/snapshot-file.ts';
import type { Store } from '../../src/store/port/store.ts';
import { useTemporaryFolders } from '../store/temporary-folder.ts';

const makeFolder = useTemporaryFolders();
const ENDED_PID = spawnSync(process.execPath, ['--version']).pid;
const collections = [{ name: 'pets', key: 'id', indexes: [] }];

async function open(file: string, logger = silentLogger): Promise<Store> {
  const { journal } = await openFileJournal({ file, collections, logger, pid: ENDED_PID });
  return createStore({ collections, journal });
}

/**
 * Creates a folder as a killed process leaves it: a snapshot, and a journal of six transactions, whose lines are
 * returned.
 */
async function makeData(): Promise<{ readonly folder: string; readonly file: string; readonly journal: Buffer }> {
  const folder = await makeFolder();
  const file = join(folder, 'work', 'db.json');
  const store = await open(file);
  await store.restore({ position: 0, sequences: {}, collections: { pets: [{ id: 0 }] } });
  for (const id of [1, 2, 3, 4, 5, 6])
    await store.transaction((transaction) => transaction.insert('pets', { id, name: 'x'.repeat(id * 9) }));
  await cp(join(folder, 'work'), join(folder, 'data'), { recursive: true });
  await store.close();
  const data = join(folder, 'data', 'db.json');
  return { folder: join(folder, 'data'), file: data, journal: withoutExtension(await readFile(`${data}.journal-1`)) };
}

/** The end of a journal file: after the last line, or extended ahead with zeros. */
const ENDS: readonly (readonly [what: string, end: Buffer])[] = [
  ['ends with its lines', Buffer.alloc(0)],
  ['is extended', Buffer.alloc(3000)],
];

it.each(ENDS)(
  'rejects a journal that %s in which any one bit of a line is flipped, and reports the offset',
  async (_, end) => {
    const { file, journal } = await makeData();
    for (let bit = 0; bit < journal.length * 8; bit += 1) {
      const byte = bit >> 3;
      await writeFile(`${file}.journal-1`, Buffer.concat([flip(journal, bit), end]));
      const start = journal.subarray(0, byte).lastIndexOf('\n') + 1;
      const { stoppedAt: stop } = await readJournal({ files: nodeFiles, file, firstFile: 1, position: 0, epoch: 0 });
      expect(stop, `bit ${bit}`).toMatchObject({ kind: 'damaged', number: 1, offset: start });
      // One bit of each byte is also tested by a full start, which acquires a lock.
      if ((bit & 7) !== byte % 8) continue;
      const error = await open(file).catch((reason: unknown) => reason);
      expect(error, `bit ${bit}`).toBeInstanceOf(BootError);
      const [fault] = (error as BootError).faults;
      expect(fault, `bit ${bit}`).toMatchObject({
        file: `${file}.journal-1`,
        message: expect.stringContaining(`at byte ${start}.`) as string,
      });
      expect(fault?.remedy).toContain('repair');
    }
  },
);

it('warns of a snapshot in which any one bit is flipped, or rejects it', async () => {
  const { file } = await makeData();
  await rm(`${file}.journal-1`);
  await (await open(file)).close();
  const text = await readFile(file);
  const seen = { rejected: 0, warned: 0 };
  for (let bit = 0; bit < text.length * 8; bit += 5) {
    await writeFile(file, flip(text, bit));
    const warnings: string[] = [];
    const logger = { ...silentLogger, warn: (_fields: object, message: string) => void warnings.push(message) };
    const result = await new SnapshotFile({ files: nodeFiles, file, logger, checkOwnership: async () => {} })
      .read()
      .catch(() => undefined);
    if (result === undefined) seen.rejected += 1;
    else
      expect(warnings, `bit ${bit}`).toEqual([
        expect.stringMatching(/its checksum does not match\. .* backup.*--reset/s),
      ]);
    seen.warned += warnings.length;
  }
  console.log(
    `${Math.ceil((text.length * 8) / 5)} bits of a snapshot flipped: ${seen.rejected} rejected, ${seen.warned} warned of, none ignored`,
  );
  expect(seen.warned).toBeGreaterThan(100);
});

function flip(bytes: Buffer, bit: number): Buffer {
  const flipped = Buffer.from(bytes);
  flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
  return flipped;
}

it('loses nothing when one bit of the zeros after the lines is flipped', async () => {
  const { folder, file, journal } = await makeData();
  const extended = Buffer.concat([journal, Buffer.alloc(3000)]);
  for (let bit = journal.length * 8; bit < extended.length * 8; bit += 97) {
    await writeFile(`${file}.journal-1`, flip(extended, bit));
    await removeOthers(folder);
    expect((await open(file)).position, `bit ${bit}`).toBe(6);
  }
});

it.each(ENDS)('cuts off an incomplete last line of any length in a file that %s, and logs that', async (_, end) => {
  const { folder, file, journal } = await makeData();
  const last = journal.lastIndexOf('\n', journal.length - 2) + 1;
  for (let length = last + 1; length < journal.length; length += 1) {
    await writeFile(`${file}.journal-1`, Buffer.concat([journal.subarray(0, length), end]));
    await removeOthers(folder);
    const warnings: string[] = [];
    const store = await open(file, { ...silentLogger, warn: (_fields, message) => void warnings.push(message) });
    expect(store.position, `${length}`).toBe(5);
    expect(warnings).toEqual([expect.stringContaining(`at byte ${last}: it was not completely written`)]);
    expect(await readFile(`${file}.journal-1`)).toEqual(journal.subarray(0, last));
  }
});

/** Removes the files of the previous round: a file after the last line would show that the line was complete. */
async function removeOthers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) if (/journal-[2-9]/.test(name)) await rm(join(folder, name));
}

it('repairs a damaged journal: copies all files, keeps everything before the damage, and reports the loss', async () => {
  const { folder, file, journal } = await makeData();
  const starts = [...journal].flatMap((byte, index) => (byte === 10 ? index + 1 : []));
  const offset = starts[3] ?? 0;
  const damaged = Buffer.from(journal);
  damaged.writeUInt8(damaged.readUInt8(offset + 40) ^ 1, offset + 40);
  await writeFile(`${file}.journal-1`, damaged);
  expect(await repairJournal(file)).toEqual({
    copy: join(folder, 'before-repair-1'),
    position: 3,
    kept: 3,
    damage: {
      file: `${file}.journal-1`,
      offset,
      message: 'The line does not match its length or its checksum.',
    },
    dropped: 2,
  });
  expect((await readdir(join(folder, 'before-repair-1'))).toSorted()).toEqual(['db.json', 'db.json.journal-1']);
  expect(await readFile(join(folder, 'before-repair-1', 'db.json.journal-1'))).toEqual(damaged);
  expect(await repairJournal(file)).toMatchObject({ copy: undefined, position: 3, damage: undefined });
  const store = await open(file);
  expect(store.all('pets').map(({ id }) => id)).toEqual([0, 1, 2, 3]);
  await store.transaction((transaction) => transaction.insert('pets', { id: 9 }));
  await store.close();
  expect((await open(file)).all('pets').map(({ id }) => id)).toEqual([0, 1, 2, 3, 9]);
});

it('rejects a journal with a gap, and repairs it up to the gap', async () => {
  const { folder, file, journal } = await makeData();
  const [, second = 0, third = 0] = [...journal].flatMap((byte, index) => (byte === 10 ? index + 1 : []));
  await writeFile(`${file}.journal-1`, Buffer.concat([journal.subarray(0, second), journal.subarray(third)]));
  await expect(open(file)).rejects.toThrow(
    `It is damaged at byte ${second}. Transaction 3 follows transaction 1: those in between are missing.`,
  );
  expect(await repairJournal(file)).toMatchObject({ copy: join(folder, 'before-repair-1'), position: 1, dropped: 4 });
  expect((await open(file)).position).toBe(1);
});

it('repairs neither a snapshot nor files that a process holds', async () => {
  const { file } = await makeData();
  const store = await openFileJournal({ file, collections });
  await expect(repairJournal(file)).rejects.toThrow('It is held by process');
  await store.journal.close();
  await writeFile(file, '{');
  await expect(repairJournal(file)).rejects.toThrow('Only a journal can be repaired.');
});
