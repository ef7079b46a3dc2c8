import { join } from 'node:path';
import { hasCode } from '../../kernel/system-error.ts';
import { nodeFiles, type Files } from '../files/files.ts';
import { isBlobReference } from '../port/blobs.ts';

/**
 * Returns every blob reference in the files of a folder and its subfolders, except in the entries named by `skipped`.
 * It looks for the text alone, so that files of another contract or version, archives and copies count, too.
 */
export async function findFileReferences(
  folder: string,
  { skipped, files = nodeFiles }: { readonly skipped: (name: string) => boolean; readonly files?: Files },
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const visit = async (path: string, isSkipped: (name: string) => boolean): Promise<void> => {
    for (const name of await files.list(path).catch(ignoreMissing)) {
      if (isSkipped(name)) continue;
      const inner = join(path, name);
      const bytes = await files.read(inner).catch(ignoreOther);
      if (bytes === 'folder') await visit(inner, () => false);
      else if (bytes !== undefined) addReferences(bytes, found);
    }
  };
  await visit(folder, skipped);
  return found;
}

function addReferences(bytes: Buffer, found: Set<string>): void {
  for (let start = bytes.indexOf(PREFIX); start !== -1; start = bytes.indexOf(PREFIX, start + 1)) {
    const text = bytes.toString('latin1', start, start + LENGTH);
    if (isBlobReference(text)) found.add(text);
  }
}

/** A folder or a file may be removed while the folder is read. */
function ignoreMissing(error: unknown): readonly string[] {
  if (hasCode(error, 'ENOENT')) return [];
  throw error;
}

function ignoreOther(error: unknown): 'folder' | undefined {
  if (hasCode(error, 'EISDIR')) return 'folder';
  if (hasCode(error, 'ENOENT')) return undefined;
  throw error;
}

const PREFIX = 'sha256-';
const LENGTH = PREFIX.length + 64;
