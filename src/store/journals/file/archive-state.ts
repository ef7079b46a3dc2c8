import { readdir, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { BootError } from '../../../kernel/boot-fault.ts';
import { acquireFileLock } from '../../files/file-lock.ts';
import { hasCode } from '../../files/files.ts';
import { makeFolder, makeNumberedFolder } from '../../files/make-folder.ts';
import { toReason } from '../../../kernel/text/to-reason.ts';

/**
 * Moves the snapshot `file` and the files that belong to it into a new folder beside it. Returns the folder, or
 * undefined when there was nothing to move. Throws a BootError when another process holds the file, or nothing can be
 * moved.
 */
export async function archiveState(file: string): Promise<string | undefined> {
  const folder = dirname(file);
  await makeFolder(folder);
  const lock = await acquireFileLock(file);
  try {
    const names = (await readdir(folder)).filter((name) => isOurs(name, basename(file)));
    if (names.length === 0) return undefined;
    const target = await makeNumberedFolder(join(folder, 'before-reset'));
    // The snapshot last: a journal without one is rejected, so that a crash here cannot leave a state that looks
    // complete.
    for (const name of names.toSorted((left, right) => right.length - left.length))
      await rename(join(folder, name), join(target, name));
    return target;
  } catch (error) {
    if (!hasCode(error, 'EACCES') && !hasCode(error, 'EROFS') && !hasCode(error, 'ENOSPC')) throw error;
    throw new BootError([
      {
        file,
        pointer: '',
        message: `It cannot be moved: ${toReason(error)}.`,
        remedy: 'Fix that, or pass another --data.',
      },
    ]);
  } finally {
    await lock.release();
  }
}

function isOurs(name: string, snapshotName: string): boolean {
  return name === snapshotName || (name.startsWith(`${snapshotName}.`) && !name.startsWith(`${snapshotName}.lock`));
}
