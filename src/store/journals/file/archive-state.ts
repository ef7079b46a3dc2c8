import { basename, dirname, join } from 'node:path';
import { hasCode } from '../../../kernel/system-error.ts';
import { BootError } from '../../../kernel/boot-fault.ts';
import { acquireFileLock } from '../../files/file-lock.ts';
import { nodeFiles, type Files } from '../../files/files.ts';
import { makeFolder, makeNumberedFolder } from '../../files/make-folder.ts';
import { toClause } from '../../../kernel/text/to-reason.ts';

/**
 * Moves the snapshot `file` and the files that belong to it into a new folder in the same folder. Returns the folder,
 * or undefined when there was nothing to move. Throws a BootError when another process has locked the file, or a file
 * cannot be moved.
 */
export async function archiveState(file: string, files: Files = nodeFiles): Promise<string | undefined> {
  const folder = dirname(file);
  await makeFolder(folder);
  const lock = await acquireFileLock(file);
  try {
    const names = (await files.list(folder)).filter((name) => belongsToSnapshot(name, basename(file)));
    if (names.length === 0) return undefined;
    const target = await makeNumberedFolder(join(folder, 'before-reset'));
    const move = (name: string): Promise<void> => files.rename(join(folder, name), join(target, name));
    // The snapshot first, synced: after a crash between the moves, a journal without its snapshot is rejected at
    // startup. A snapshot without its journal would be served, and it is an older state.
    if (names.includes(basename(file))) {
      await move(basename(file));
      await files.syncFolder(target);
      await files.syncFolder(folder);
    }
    for (const name of names) if (name !== basename(file)) await move(name);
    return target;
  } catch (error) {
    if (!hasCode(error, 'EACCES', 'EROFS', 'ENOSPC')) throw error;
    throw new BootError([
      {
        file,
        pointer: '',
        message: `It cannot be moved: ${toClause(error)}.`,
        remedy: 'Fix that, or pass another --data.',
      },
    ]);
  } finally {
    await lock.release();
  }
}

function belongsToSnapshot(name: string, snapshotName: string): boolean {
  return name === snapshotName || (name.startsWith(`${snapshotName}.`) && !name.startsWith(`${snapshotName}.lock`));
}
