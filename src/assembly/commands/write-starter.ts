import { constants, existsSync } from 'node:fs';
import { copyFile, readdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { packagedFiles } from '../load/packaged-files.ts';
import { makeFolder } from '../../store/files/make-folder.ts';

/**
 * The written files, or those that already existed, in which case none was written. Paths are relative to the folder.
 */
export interface StarterReport {
  readonly kind: 'written' | 'exists';
  readonly folder: string;
  readonly files: readonly string[];
}

/**
 * Copies the starter (a contract of two resources, their records, a README) to a folder. Never overwrites a file.
 * Throws the file system's errors.
 */
export async function writeStarter(folder: string): Promise<StarterReport> {
  const source = packagedFiles.starter();
  const files = await listFiles(source);
  const taken = files.filter((file) => existsSync(join(folder, file)));
  if (taken.length > 0) return { kind: 'exists', folder, files: taken };
  for (const file of files) {
    await makeFolder(dirname(join(folder, file)));
    // COPYFILE_EXCL also protects a file that has appeared since the check above.
    await copyFile(join(source, file), join(folder, file), constants.COPYFILE_EXCL);
  }
  return { kind: 'written', folder, files };
}

async function listFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  return files.toSorted((one, other) => one.localeCompare(other));
}
