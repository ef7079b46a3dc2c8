import { findHolderState, findLocation, parseHolder, readText } from './lock-holder.ts';

/**
 * Returns the process that holds the lock of a file, as far as the process table shows it now; undefined when there is
 * none, or when it has ended. Changes nothing.
 */
export async function findLockHolder(
  file: string,
): Promise<{ readonly pid: number; readonly host: string | undefined } | undefined> {
  const holder = parseHolder(await readText(`${file}.lock`));
  if (holder === undefined || (await findHolderState(holder, await findLocation())) === 'dead') return undefined;
  return { pid: holder.pid, host: holder.host };
}
