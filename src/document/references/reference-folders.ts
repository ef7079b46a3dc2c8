import { realpath } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';

/** Tells whether a document may refer to a file. */
export type MayRefer = (file: string) => Promise<boolean>;

/**
 * Creates the check of which files a document may refer to: files below its own folder, below the working directory and
 * below `allowed`. The simulator publishes the document, so a `$ref` must not expose any other file. Symbolic links are
 * resolved before the check. The check of a file elsewhere does not reveal whether that file exists.
 */
export async function createReferenceFolders(document: string, allowed: readonly string[]): Promise<MayRefer> {
  const lexical = [dirname(document), resolve('.'), ...allowed.map((folder) => resolve(folder))];
  const real = [...(await Promise.all(lexical.map(toRealPath))), dirname(await toRealPath(document))];
  return async function mayRefer(file) {
    return isWithin(file, [...lexical, ...real]) && isWithin(await toRealPath(file), real);
  };
}

function isWithin(file: string, folders: readonly string[]): boolean {
  return folders.some((folder) => file.startsWith(folder.endsWith(sep) ? folder : folder + sep));
}

/** Resolves symbolic links. Returns a path that does not exist unchanged: reading the file reports the error. */
async function toRealPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    return path;
  }
}
