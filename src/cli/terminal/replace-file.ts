import {
  access,
  appendFile,
  chmod,
  chown,
  constants,
  lstat,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { createRequestId } from '../../kernel/random/ids.ts';
import { hasCode } from '../../kernel/system-error.ts';

/**
 * Writes a file as a whole: what was there stays until the new content is complete, and stays if that fails. A link
 * stays a link, and the file keeps its owner and its permissions. What is not a file, such as `/dev/stdout` or a named
 * pipe, is written to.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const found = await stat(path).catch(ignoreMissing);
  const isFile = found === undefined ? (await lstat(path).catch(ignoreMissing)) === undefined : found.isFile();
  // `/dev/stdout` may be a file, which the shell has opened. A link that leads to nothing creates what it leads to.
  if (!isFile || DEVICES.test(resolve(path))) return appendFile(path, text);
  const target = found === undefined ? path : await realpath(path);
  if (found !== undefined) await access(target, constants.W_OK);
  const draft = join(dirname(target), `.${createRequestId()}.tmp`);
  try {
    // It is private until it has the permissions of the old file, which may be private.
    await writeFile(draft, text, { flag: 'wx', mode: found === undefined ? NEW_MODE : PRIVATE_MODE });
    if (found !== undefined) {
      await chown(draft, found.uid, found.gid);
      await chmod(draft, found.mode);
    }
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    // This file can be written, although its folder takes no new one, or its owner is another.
    if (found === undefined || !hasCode(error, ...FORBIDDEN)) throw error;
    await writeFile(target, text);
  }
}

function ignoreMissing(error: unknown): undefined {
  if (!hasCode(error, 'ENOENT')) throw error;
}

const DEVICES = /^\/(?:dev|proc)\//;
/** Less what the umask takes away. */
const NEW_MODE = 0o666;
const PRIVATE_MODE = 0o600;
const FORBIDDEN: readonly string[] = ['EACCES', 'EPERM', 'EROFS'];
