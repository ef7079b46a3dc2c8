import type { OpenFile } from './files.ts';

/** A file of the journal that is being written. */
export interface Segment {
  readonly number: number;
  readonly path: string;
  readonly handle: OpenFile;
  /**
   * Whether the file is extended ahead with zeros, and lines are written over them. The system then syncs the line
   * alone. A line that makes the file longer takes a third longer: the file system has to record the new length as
   * well.
   */
  readonly isExtended: boolean;
  /** The length of the valid lines, in bytes. */
  validLength: number;
  /** The length that was written, in bytes: with a line that is not valid yet, and with the extension. */
  expectedLength: number;
}

/** Writes a line after the valid ones. */
export async function writeLine(segment: Segment, line: Buffer): Promise<void> {
  const { handle, validLength, isExtended } = segment;
  if (!isExtended) {
    await handle.write(line);
    segment.expectedLength += line.length;
    return;
  }
  // The extension is appended, and at least one byte of it stays after the line: when another process cuts the file off
  // at any moment, the file stays too short.
  if (validLength + line.length >= segment.expectedLength) {
    const extension = Buffer.alloc(line.length + EXTENSION_LENGTH);
    await handle.write(extension);
    segment.expectedLength += extension.length;
  }
  await handle.writeAt(line, validLength);
}

/** Whether the file is in place with everything that was written to it. */
export function isComplete({ handle, path, expectedLength }: Segment): Promise<boolean> {
  return handle.isAt(path, expectedLength);
}

/** 256 KiB: some hundred lines. */
const EXTENSION_LENGTH = 256 * 1024;
