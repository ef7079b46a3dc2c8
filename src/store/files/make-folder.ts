import { access, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { hasCode } from './files.ts';

/**
 * Makes a folder and those above it. Not `recursive`, which in Node 20 tries for ever where a parent is there and takes
 * no folder (`/proc/x`).
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(folder) === folder || (await exists(dirname(folder)))) throw error;
    await makeFolder(dirname(folder));
    await mkdir(folder);
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}

/** Makes the first folder of `<path>-1`, `<path>-2` … that is not there; gives its path. */
export async function makeNumberedFolder(path: string, number = 1): Promise<string> {
  const folder = `${path}-${number}`;
  try {
    await mkdir(folder);
    return folder;
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    return makeNumberedFolder(path, number + 1);
  }
}
