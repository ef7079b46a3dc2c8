import { createReadStream } from 'node:fs';
import { hasCode } from '../../kernel/system-error.ts';
import { toClause } from '../../kernel/text/to-reason.ts';
import { UsageError } from './usage-error.ts';

/**
 * Reads a file that a command sends, or what a named pipe has. Throws a UsageError if it cannot be read or is larger
 * than 256 MB. A device such as `/dev/zero` says that it is empty, and has no end.
 */
export async function readFileToSend(path: string): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer<ArrayBuffer>[] = [];
  let size = 0;
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer<ArrayBuffer>>) {
      size += chunk.length;
      if (size > MAX_FILE) break;
      chunks.push(chunk);
    }
  } catch (error) {
    const isFolder = hasCode(error, 'EISDIR');
    const reason = isFolder ? `${path} is a folder` : `Failed to read ${path}: ${toClause(error)}`;
    throw new UsageError(`${reason}. Name a file after @.`);
  }
  if (size > MAX_FILE)
    throw new UsageError(
      `${path} has more than ${MAX_FILE / MEGABYTE} MB, the most that a command sends. Name a smaller file.`,
    );
  return Buffer.concat(chunks);
}

const MEGABYTE = 1024 ** 2;
/** In bytes. */
const MAX_FILE = 256 * MEGABYTE;
