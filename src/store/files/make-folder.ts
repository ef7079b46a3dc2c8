import { access, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { hasCode } from '../../kernel/system-error.ts';

/**
 * Creates a folder and its parents. Not by `recursive`: in Node 20 that never ends when a parent exists but cannot
 * contain folders (`/proc/x`).
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

/** Creates the first of the folders `<path>-1`, `<path>-2` … that does not exist. Returns its path. */
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
