import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { BootError } from '../../kernel/boot-fault.ts';
import type { Finding } from '../../kernel/finding.ts';
import { PRODUCT } from '../../kernel/product.ts';
import { toClause } from '../../kernel/text/to-reason.ts';
import { findLockHolder } from '../../store/files/find-lock-holder.ts';
import { findJournalDamage } from '../../store/journals/file/repair-journal.ts';
import { DATA_FILE } from '../world/check-state.ts';

/** Finds out whether a simulator can open a data folder now. Changes nothing. */
export async function inspectData(data: string): Promise<Finding> {
  const unusable = await findUnusable(data);
  if (unusable !== undefined) return unusable;
  const file = join(data, DATA_FILE);
  const holder = await findDataHolder(data);
  if (holder !== undefined)
    return {
      status: 'warning',
      message: `${data} is in use by ${holder}.`,
      remedy: 'Stop it before you start another simulator with this folder, or give another --data.',
    };
  if (!(await exists(file))) return { status: 'ok', message: `${data} has no state yet: a start creates it.` };
  return inspectState(data, file);
}

/** Returns which process has a data folder open, such as `process 4736`; undefined when none has. Changes nothing. */
export async function findDataHolder(data: string): Promise<string | undefined> {
  const holder = await findLockHolder(join(data, DATA_FILE));
  if (holder === undefined) return undefined;
  return `process ${holder.pid}${holder.host === undefined ? '' : ` of ${holder.host}`}`;
}

async function inspectState(data: string, file: string): Promise<Finding> {
  try {
    const damage = await findJournalDamage(file);
    if (damage === undefined) return { status: 'ok', message: `${data} can be read and written.` };
    return {
      status: 'fault',
      message: `${damage.file} is damaged at byte ${damage.offset}. ${damage.message}`,
      remedy: `Run npx ${PRODUCT.name} repair --data ${data}, which copies the folder first.`,
    };
  } catch (error) {
    if (!(error instanceof BootError)) throw error;
    const [fault] = error.faults;
    return { status: 'fault', message: `${file}: ${fault?.message ?? error.message}`, remedy: fault?.remedy ?? '' };
  }
}

/** Returns why a folder cannot be used; undefined when it can, or when it can be created. */
async function findUnusable(data: string): Promise<Finding | undefined> {
  const remedy = 'Give another --data, or change its permissions.';
  try {
    const found = await findExisting(resolve(data));
    if (!(await stat(found)).isDirectory())
      return { status: 'fault', message: `${found} is not a folder.`, remedy: 'Give a folder as --data.' };
    await access(found, constants.R_OK | constants.W_OK);
    return undefined;
  } catch (error) {
    return { status: 'fault', message: `${data} cannot be written: ${toClause(error)}.`, remedy };
  }
}

/** Returns a path, or the nearest one above it that exists. */
async function findExisting(path: string): Promise<string> {
  return (await exists(path)) || dirname(path) === path ? path : findExisting(dirname(path));
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    // A path below a file does not exist either; the file itself is found instead.
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return false;
    throw error;
  }
}
