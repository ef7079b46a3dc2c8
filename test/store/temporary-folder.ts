import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** Gives new empty folders; they are removed when the tests of the file have run. */
export function useTemporaryFolders(): () => Promise<string> {
  const folders: string[] = [];
  afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true, maxRetries: 5 }))));
  return async () => {
    const folder = await mkdtemp(join(tmpdir(), 'store-'));
    folders.push(folder);
    return folder;
  };
}
