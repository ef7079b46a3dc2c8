import { copyFile, readFile, truncate } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { BootError } from '../../../kernel/boot-fault.ts';
import { isJsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import { acquireFileLock } from '../../files/file-lock.ts';
import { nodeFiles } from '../../files/files.ts';
import { countCompleteLines, toJournalPath } from './journal-line.ts';
import { makeNumberedFolder } from '../../files/make-folder.ts';
import { readJournal, removeJournals, toEpoch, type JournalReading, type JournalStop } from './read-journal.ts';
import { toReason } from './write-health.ts';

/** What a repair kept, and what went. */
export interface JournalRepair {
  /** Where the files were copied to first; undefined where there was nothing to repair. */
  readonly copy: string | undefined;
  /** The state after this many transactions is kept. */
  readonly position: number;
  /** Of these, the ones that the journal holds. */
  readonly kept: number;
  readonly damage: { readonly file: string; readonly offset: number; readonly message: string } | undefined;
  /** Lines behind the damage that could be read. */
  readonly dropped: number;
}

/**
 * Cuts a damaged journal off where it cannot be read on, after copying the snapshot `file` and its journal into a
 * folder of their own. What comes behind the damage goes, readable or not: it may rest on what is lost. Throws a
 * BootError where the file is held by a process, or the snapshot itself cannot be read.
 */
export async function repairJournal(file: string): Promise<JournalRepair> {
  const lock = await acquireFileLock(file).catch((error: unknown) => refuse(file, error));
  try {
    const { first, position, epoch } = await readStart(file);
    const reading = await readJournal({ files: nodeFiles, file, first, position, epoch });
    const { stop, entries } = reading;
    const kept = { position: entries.at(-1)?.position ?? position, kept: entries.length };
    if (stop === undefined) return { ...kept, copy: undefined, damage: undefined, dropped: 0 };
    const copy = await copyAside(file, reading);
    const dropped = await countDropped(file, stop, reading);
    await truncate(toJournalPath(file, stop.number), stop.offset);
    await removeJournals(nodeFiles, file, laterThan(stop, reading));
    await nodeFiles.syncFolder(dirname(file));
    return {
      ...kept,
      copy,
      damage: { file: toJournalPath(file, stop.number), offset: stop.offset, message: stop.message },
      dropped,
    };
  } finally {
    await lock.release();
  }
}

async function readStart(
  file: string,
): Promise<{ readonly first: number; readonly position: number; readonly epoch: number }> {
  const content = await readFile(file, 'utf8')
    .then((text) => JSON.parse(text) as JsonValue)
    .catch((error: unknown) => refuse(file, error));
  const { position = null, journal = 1, epoch } = isJsonObject(content) ? content : {};
  if (typeof position === 'number' && typeof journal === 'number')
    return { first: journal, position, epoch: toEpoch(epoch) };
  return refuse(file, new Error('it does not say its position and its journal'));
}

function refuse(file: string, error: unknown): never {
  if (error instanceof BootError) throw error;
  const remedy =
    'Only a journal can be repaired. Mend the snapshot by hand, bring back a copy of it, or start with --reset.';
  throw new BootError([{ file, pointer: '', message: `It cannot be read: ${toReason(error)}.`, remedy }]);
}

async function copyAside(file: string, { numbers }: JournalReading): Promise<string> {
  const folder = await makeNumberedFolder(join(dirname(file), 'before-repair'));
  const paths = [file, ...numbers.map((number) => toJournalPath(file, number))];
  for (const path of paths) await copyFile(path, join(folder, basename(path)));
  return folder;
}

async function countDropped(file: string, stop: JournalStop, reading: JournalReading): Promise<number> {
  const inFile = countCompleteLines(await readFile(toJournalPath(file, stop.number)), stop.offset);
  const later = await Promise.all(laterThan(stop, reading).map((number) => readFile(toJournalPath(file, number))));
  // The first line of each file is its heading.
  return later.reduce((sum, bytes) => sum + Math.max(0, countCompleteLines(bytes, 0) - 1), inFile);
}

function laterThan({ number }: JournalStop, { numbers }: JournalReading): readonly number[] {
  return numbers.filter((found) => found > number);
}
