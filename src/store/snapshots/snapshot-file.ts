import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Adapter } from 'lowdb';
import { hasCode } from '../../kernel/system-error.ts';
import { createSha256, type RunningDigest } from '../../kernel/random/digest.ts';
import { isJsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { Logger } from '../../kernel/logger.ts';
import { createSystemRandom } from '../../kernel/random/random.ts';
import { type Files } from '../files/files.ts';
import { readSnapshotText, toSlices, type SnapshotContent } from './snapshot-text.ts';

/** Options of a snapshot file. */
export interface SnapshotFileOptions {
  readonly files: Files;
  readonly file: string;
  readonly logger: Logger;
  /** Throws when the file is not ours to write any more. */
  readonly checkOwnership: () => Promise<void>;
}

/**
 * A lowdb adapter that replaces its file as a whole: readers, killed processes and power cuts leave the old state or
 * the new one. It is written in slices, so that the event loop continues between them. An edit made while the file is
 * served is copied beside it before the file is replaced.
 */
export class SnapshotFile implements Adapter<JsonValue> {
  /** The size as last read or written, in bytes. */
  size = 0;
  /** Whether the checksum of the file that was read is correct. */
  isUnmodified = false;
  /**
   * Whether a caller waits for the write. Otherwise the write of a large file pauses after each slice for a multiple of
   * its time: it uses a seventh of the time and leaves the rest to requests.
   */
  mustNotYield = true;
  readonly #options: SnapshotFileOptions;
  #identity: string | undefined;
  #isWriting = false;
  /** The edit that was logged already. */
  #reportedEdit: string | undefined;
  #checking: NodeJS.Timeout | undefined;

  constructor(options: SnapshotFileOptions) {
    this.#options = options;
  }

  /** Returns null when there is no file, or when it contains null. Throws a SyntaxError when it is not JSON. */
  async read(): Promise<JsonValue> {
    const { files, file } = this.#options;
    // Removes the drafts of killed writers. A live writer that has lost the lock fails to rename its draft, and its
    // draft has a unique name.
    for (const name of await files.list(dirname(file)))
      if (isDraft(name, basename(file))) await files.remove(join(dirname(file), name));
    this.#identity = await files.identify(file);
    if (this.#identity === undefined) return null;
    const bytes = await files.read(file);
    this.size = bytes.length;
    this.isUnmodified = hasOwnDigest(bytes);
    if (this.isUnmodified) return readSnapshotText(bytes);
    const content = JSON.parse(bytes.toString()) as JsonValue;
    // Format 1 had no checksum.
    if (!isJsonObject(content) || content['format'] !== 1) this.#warnOfModification();
    return content;
  }

  get exists(): boolean {
    return this.#identity !== undefined;
  }

  /** Replaces the file, or changes nothing when it throws. The new file survives a power cut only after `sync`. */
  async write(content: JsonValue): Promise<void> {
    const { files, file } = this.#options;
    const draft = `${file}.${createSystemRandom().hex('draft', DRAFT_DIGITS)}${DRAFT}`;
    await this.#options.checkOwnership();
    this.#isWriting = true;
    try {
      const size = await this.#writeDraft(draft, content as unknown as SnapshotContent);
      await this.#copyEdited();
      await this.#options.checkOwnership();
      await files.rename(draft, file);
      this.size = size;
    } catch (error) {
      await files.remove(draft).catch(ignore);
      this.#isWriting = false;
      throw error;
    }
    this.#identity = await files.identify(file).catch(ignore);
    this.#isWriting = false;
  }

  /** Starts to check for edits by other processes, which are logged. `interval` is in milliseconds. */
  watch(interval: number = CHECK_INTERVAL): void {
    this.#checking ??= setInterval(() => void this.#checkForEdits().catch(ignore), interval).unref();
  }

  unwatch(): void {
    clearInterval(this.#checking);
  }

  /** Makes the last write survive a power cut. */
  sync(): Promise<void> {
    return this.#options.files.syncFolder(dirname(this.#options.file));
  }

  async #writeDraft(draft: string, content: SnapshotContent): Promise<number> {
    const handle = await this.#options.files.open(draft, 'write');
    try {
      let size = 0;
      const hash = createSha256();
      let start = performance.now();
      for (const bytes of toBytes(content, hash)) {
        size += bytes.length;
        if (size > MAX_SIZE) throw new Error(`The state is larger than ${MAX_SIZE} bytes, and could not be read again`);
        const time = performance.now() - start;
        await handle.write(bytes);
        if (!this.mustNotYield && size > MAX_UNPAUSED_SIZE) await sleep(time * PAUSE_FACTOR);
        start = performance.now();
      }
      await handle.sync();
      return size;
    } finally {
      await handle.close();
    }
  }

  async #checkForEdits(): Promise<void> {
    const { files, file, logger } = this.#options;
    const identity = await files.identify(file);
    if (this.#isWriting || identity === undefined || identity === this.#identity || identity === this.#reportedEdit)
      return;
    this.#reportedEdit = identity;
    const consequence =
      'The edit has no effect, and is copied beside the file when the state is next written. Edit the file while the server is stopped.';
    logger.warn({ file }, `${file} was edited while it is served. ${consequence}`);
  }

  /**
   * The file is served nevertheless: it may have been edited while no server used it, and an edit cannot be told from
   * damage.
   */
  #warnOfModification(): void {
    const { file, logger } = this.#options;
    const snapshots = join(dirname(file), 'snapshots');
    logger.warn(
      { file },
      `${file} was changed: its checksum does not match. It is served as it is, which is correct if you have edited it. ` +
        `Otherwise a disk or a copy has damaged it: stop the server and restore a backup of the file, restore a snapshot of ${snapshots} ` +
        '(POST /__admin/snapshots/<name>/restore), or start again from the fixtures with --reset, which moves the file to a folder beside it.',
    );
  }

  async #copyEdited(): Promise<void> {
    const { files, file, logger } = this.#options;
    const identity = await files.identify(file);
    if (identity === undefined || identity === this.#identity) return;
    const copy = await this.#copyAside(1);
    logger.warn(
      { file, copy },
      `${file} was edited while it was served. The edit was copied to ${copy} and has no effect; edit the file while the server is stopped.`,
    );
  }

  async #copyAside(number: number): Promise<string> {
    const { files, file } = this.#options;
    const target = `${file}.edited-${number}`;
    try {
      await files.copy(file, target);
      return target;
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
      return this.#copyAside(number + 1);
    }
  }
}

function isDraft(name: string, snapshotName: string): boolean {
  return name.startsWith(`${snapshotName}.`) && DRAFT_ENDING.test(name.slice(snapshotName.length));
}

/** Returns the bytes of the file in slices; the last one is the checksum. */
function* toBytes(content: SnapshotContent, hash: RunningDigest): Generator<Buffer> {
  for (const text of toSlices(content)) {
    const bytes = Buffer.from(text);
    hash.update(bytes);
    yield bytes;
  }
  yield Buffer.from(toEnd(hash));
}

function hasOwnDigest(bytes: Buffer): boolean {
  const start = bytes.length - END_LENGTH;
  if (start < 0) return false;
  const end = toEnd(createSha256().update(bytes.subarray(0, start)));
  return bytes.subarray(start).equals(Buffer.from(end));
}

/** Returns the end of the file: the checksum on a line of its own. */
function toEnd(hash: RunningDigest): string {
  return `,\n  "digest": "sha256:${hash.toHex()}"\n}\n`;
}

function ignore(): undefined {}

const DRAFT = '.tmp';
const DRAFT_DIGITS = 12;
/** Earlier versions used one name for all drafts. */
const DRAFT_ENDING = /^(\.[0-9a-f]{12})?\.tmp$/;
/** Milliseconds between two checks for edits. */
const CHECK_INTERVAL = 2000;
/** A pause lasts this many times as long as the slice before it. */
const PAUSE_FACTOR = 6;
/** Bytes: smaller files are written within milliseconds, without pauses. */
const MAX_UNPAUSED_SIZE = 512 * 1024;
/** The length of the end of the file, in bytes. */
const END_LENGTH = toEnd(createSha256()).length;
/** Bytes: the file is parsed from one string, and V8 has no longer ones. */
const MAX_SIZE = 0x1fff_ffe8;
