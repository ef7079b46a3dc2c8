import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PRODUCT } from '../../kernel/product.ts';
import { toClause } from '../../kernel/text/to-reason.ts';
import { RefusedError } from '../remote/refused-error.ts';

/** Files for results that are too large to be messages. */
export interface ResultFiles {
  /** Writes a result to a new file. Throws a RefusedError if it cannot be written. */
  readonly write: (tool: string, text: string) => Promise<{ readonly path: string; readonly bytes: number }>;
  /** Removes the temporary folders, once what is being written to them is there. */
  readonly remove: () => Promise<void>;
}

/** Creates files in a new folder below the given one, where they stay, otherwise in a temporary folder. */
export function createResultFiles(parent: string | undefined): ResultFiles {
  let folder: Promise<string> | undefined;
  const made: string[] = [];
  const writing = new Set<Promise<unknown>>();
  let count = 0;
  const makeFolder = async (): Promise<string> => {
    const path = await mkdtemp(join(parent ?? tmpdir(), `${PRODUCT.name}-mcp-`));
    made.push(path);
    return path;
  };
  const write: ResultFiles['write'] = async (tool, text) => {
    try {
      folder ??= makeFolder();
      const path = join(await folder, `${(count += 1)}-${tool}.json`);
      await writeFile(path, text);
      return { path, bytes: Buffer.byteLength(text) };
    } catch (error) {
      // Another one is made for the next result: this one may have been removed.
      folder = undefined;
      throw new RefusedError(
        `The result is too large for a message, and failed to be written to a file: ${toClause(error)}. Name a folder that exists with --out-dir.`,
      );
    }
  };
  return {
    write: (tool, text) => {
      const written = write(tool, text);
      writing.add(written);
      return written.finally(() => writing.delete(written));
    },
    remove: async () => {
      if (parent !== undefined) return;
      await Promise.allSettled(writing);
      for (const path of made) await rm(path, { recursive: true, force: true });
    },
  };
}
