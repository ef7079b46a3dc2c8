import { realpath } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';

/** Whether a document may refer to a file. */
export type MayRefer = (file: string) => Promise<boolean>;

/**
 * Lets a document refer to files in the tree of its own folder, of the working directory and of folders that the user
 * names; what it says is published, so it must not read others. Links are followed first. Of a file that lies elsewhere
 * nothing is learnt, not even whether it exists.
 */
export async function createReferenceFolders(document: string, named: readonly string[]): Promise<MayRefer> {
  const lexical = [dirname(document), resolve('.'), ...named.map((folder) => resolve(folder))];
  const real = [...(await Promise.all(lexical.map(toReal))), dirname(await toReal(document))];
  return async function mayRefer(file) {
    return isWithin(file, [...lexical, ...real]) && isWithin(await toReal(file), real);
  };
}

function isWithin(file: string, folders: readonly string[]): boolean {
  return folders.some((folder) => file.startsWith(folder.endsWith(sep) ? folder : folder + sep));
}

/** What is not there has no other place; to read it says so. */
async function toReal(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    return path;
  }
}
