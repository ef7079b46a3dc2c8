import { copyFile, readFile, truncate } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { BootError } from '../../../kernel/boot-fault.ts';
import { isJsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import { acquireFileLock } from '../../files/file-lock.ts';
import { nodeFiles } from '../../files/files.ts';
import { countCompleteLines, toJournalPath } from './journal-line.ts';
import { makeNumberedFolder } from '../../files/make-folder.ts';
import { readJournal, removeJournals, toEpoch, type JournalReading, type JournalStop } from './read-journal.ts';
import { toClause } from '../../../kernel/text/to-reason.ts';

/** The result of a repair. */
export interface JournalRepair {
  /** The folder with copies of all files; undefined when there was nothing to repair. */
  readonly copy: string | undefined;
  /** The position of the state after the repair. */
  readonly position: number;
  /** The number of journal transactions that were kept. */
  readonly kept: number;
  readonly damage: { readonly file: string; readonly offset: number; readonly message: string } | undefined;
  /** The number of readable lines after the damage, which were removed. */
  readonly dropped: number;
}

/**
 * Truncates a damaged journal at the damage, after copying the snapshot `file` and its journal to a new folder.
 * Everything after the damage is removed, readable or not: it may depend on what is lost. Throws a BootError when a
 * process holds the file, or the snapshot itself cannot be read.
 */
export async function repairJournal(file: string): Promise<JournalRepair> {
  const lock = await acquireFileLock(file).catch((error: unknown) => rejectSnapshot(file, error));
  try {
    const { firstFile, position, epoch } = await readStart(file);
    const reading = await readJournal({ files: nodeFiles, file, firstFile, position, epoch });
    const { stoppedAt, entries } = reading;
    const result = { position: entries.at(-1)?.position ?? position, kept: entries.length };
    if (stoppedAt === undefined) return { ...result, copy: undefined, damage: undefined, dropped: 0 };
    const copy = await copyAside(file, reading);
    const dropped = await countDropped(file, stoppedAt, reading);
    await truncate(toJournalPath(file, stoppedAt.number), stoppedAt.offset);
    await removeJournals(nodeFiles, file, numbersAfter(stoppedAt, reading));
    await nodeFiles.syncFolder(dirname(file));
    return {
      ...result,
      copy,
      damage: {
        file: toJournalPath(file, stoppedAt.number),
        offset: stoppedAt.offset,
        message: stoppedAt.message,
      },
      dropped,
    };
  } finally {
    await lock.release();
  }
}

/**
 * Returns the damage of a journal that no process holds; undefined when there is none. Changes nothing. A torn last
 * line is not damage: a start cuts it off. Throws a BootError when the snapshot cannot be read.
 */
export async function findJournalDamage(file: string): Promise<JournalRepair['damage']> {
  const { stoppedAt } = await readJournal({ files: nodeFiles, file, ...(await readStart(file)) });
  if (stoppedAt === undefined || stoppedAt.kind === 'torn') return undefined;
  return { file: toJournalPath(file, stoppedAt.number), offset: stoppedAt.offset, message: stoppedAt.message };
}

async function readStart(
  file: string,
): Promise<{ readonly firstFile: number; readonly position: number; readonly epoch: number }> {
  const content = await readFile(file, 'utf8')
    .then((text) => JSON.parse(text) as JsonValue)
    .catch((error: unknown) => rejectSnapshot(file, error));
  const { position = null, journal = 1, epoch } = isJsonObject(content) ? content : {};
  if (typeof position === 'number' && typeof journal === 'number')
    return { firstFile: journal, position, epoch: toEpoch(epoch) };
  return rejectSnapshot(file, new Error('it has no position or no journal number'));
}

function rejectSnapshot(file: string, error: unknown): never {
  if (error instanceof BootError) throw error;
  const remedy =
    'Only a journal can be repaired. Fix the snapshot by hand, restore a backup of it, or start with --reset.';
  throw new BootError([{ file, pointer: '', message: `It cannot be read: ${toClause(error)}.`, remedy }]);
}

async function copyAside(file: string, { fileNumbers }: JournalReading): Promise<string> {
  const folder = await makeNumberedFolder(join(dirname(file), 'before-repair'));
  const paths = [file, ...fileNumbers.map((number) => toJournalPath(file, number))];
  for (const path of paths) await copyFile(path, join(folder, basename(path)));
  return folder;
}

async function countDropped(file: string, stop: JournalStop, reading: JournalReading): Promise<number> {
  const inFile = countCompleteLines(await readFile(toJournalPath(file, stop.number)), stop.offset);
  const later = await Promise.all(numbersAfter(stop, reading).map((number) => readFile(toJournalPath(file, number))));
  // The first line of each file is its header.
  return later.reduce((sum, bytes) => sum + Math.max(0, countCompleteLines(bytes, 0) - 1), inFile);
}

function numbersAfter({ number }: JournalStop, { fileNumbers }: JournalReading): readonly number[] {
  return fileNumbers.filter((each) => each > number);
}
