import { open, readFile, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../../store/files/make-folder.ts';
import { packagedFiles } from '../load/packaged-files.ts';

/** Whether the lines were appended to a file, or it had them already. */
export interface GuideReport {
  readonly kind: 'appended' | 'present';
  /** The name of the file in its folder. */
  readonly file: string;
}

/**
 * Appends the lines about the simulator to the AGENTS.md of a folder, which it creates when there is none. It does so
 * once: marks enclose the lines, and what is in the file stays. When the file system fails, the file is what it was.
 * Throws the file system's errors.
 */
export async function appendGuide(folder: string): Promise<GuideReport> {
  const lines = await readFile(packagedFiles.guide(), 'utf8');
  const [begin = ''] = lines.split('\n');
  await makeFolder(folder);
  const path = join(folder, FILE);
  const present = await readIfPresent(path);
  if (present?.includes(begin) === true) return { kind: 'present', file: FILE };
  await append(path, `${toGap(present)}${lines}`, present === undefined);
  return { kind: 'appended', file: FILE };
}

async function readIfPresent(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Returns what separates the lines from the text before them. */
function toGap(present: string | undefined): string {
  if (present === undefined || present === '') return '';
  return present.endsWith('\n') ? '\n' : '\n\n';
}

async function append(path: string, text: string, isNew: boolean): Promise<void> {
  const file = await open(path, 'a');
  try {
    const { size } = await file.stat();
    await writeOrTruncate(file, text, size);
  } catch (error) {
    if (isNew) await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

/** Removes what was written before the disk was full. */
async function writeOrTruncate(file: FileHandle, text: string, size: number): Promise<void> {
  try {
    await file.appendFile(text);
    await file.sync();
  } catch (error) {
    await file.truncate(size);
    throw error;
  }
}

const FILE = 'AGENTS.md';
