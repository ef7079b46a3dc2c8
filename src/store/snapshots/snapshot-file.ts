import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Adapter } from 'lowdb';
import { createSha256, type RunningDigest } from '../../kernel/random/digest.ts';
import { isJsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { Logger } from '../../kernel/logger.ts';
import { createSystemRandom } from '../../kernel/random/random.ts';
import { hasCode, type Files } from '../files/files.ts';
import { readSnapshotText, toSlices, type SnapshotContent } from './snapshot-text.ts';

/** What an adapter is made from. */
export interface SnapshotFileOptions {
  readonly files: Files;
  readonly file: string;
  readonly logger: Logger;
  /** Throws where the file is not ours to write any more. */
  readonly checkOwnership: () => Promise<void>;
}

/**
 * A lowdb adapter whose file is replaced as a whole: a reader, a killed process and a power cut find the old state or
 * the new one. It is written in slices, between which the event loop goes on. What somebody else has written to it
 * meanwhile is kept beside it.
 */
export class SnapshotFile implements Adapter<JsonValue> {
  /** In bytes, as last read or written. */
  size = 0;
  /** What was read has the digest that it says: nobody else has written it. */
  isUnmodified = false;
  /**
   * Somebody waits for what is written. Else the writer of a large one rests after each slice for a multiple of what
   * that took: it has a seventh of the time, and requests the rest.
   */
  isUrgent = true;
  readonly #options: SnapshotFileOptions;
  #seen: string | undefined;
  #isWriting = false;
  /** What was said of already. */
  #noticed: string | undefined;
  #watching: NodeJS.Timeout | undefined;

  constructor(options: SnapshotFileOptions) {
    this.#options = options;
  }

  /** Null where there is no file, or where it holds null. Throws a SyntaxError where it holds no JSON. */
  async read(): Promise<JsonValue> {
    const { files, file } = this.#options;
    // What is left of a writer that was killed. One that lives, and has lost the lock, can rename its draft no more: it
    // has a name of its own.
    for (const name of await files.list(dirname(file)))
      if (isDraft(name, basename(file))) await files.remove(join(dirname(file), name));
    this.#seen = await files.identify(file);
    if (this.#seen === undefined) return null;
    const bytes = await files.read(file);
    this.size = bytes.length;
    this.isUnmodified = hasOwnDigest(bytes);
    if (this.isUnmodified) return readSnapshotText(bytes);
    const content = JSON.parse(bytes.toString()) as JsonValue;
    // The first format had no checksum.
    if (!isJsonObject(content) || content['format'] !== 1) this.#warnOfChange();
    return content;
  }

  get exists(): boolean {
    return this.#seen !== undefined;
  }

  /** Changes nothing where it throws. It survives a power cut once `settle` has come to its end. */
  async write(content: JsonValue): Promise<void> {
    const { files, file } = this.#options;
    const draft = `${file}.${createSystemRandom().hex('draft', DRAFT_DIGITS)}${DRAFT}`;
    await this.#options.checkOwnership();
    this.#isWriting = true;
    try {
      const size = await this.#writeDraft(draft, content as unknown as SnapshotContent);
      await this.#keepEdited();
      await this.#options.checkOwnership();
      await files.rename(draft, file);
      this.size = size;
    } catch (error) {
      await files.remove(draft).catch(ignore);
      this.#isWriting = false;
      throw error;
    }
    this.#seen = await files.identify(file).catch(ignore);
    this.#isWriting = false;
  }

  /** Looks from now on, every so many milliseconds, whether somebody else writes the file, and says so in the log. */
  watch(interval: number = LOOK): void {
    this.#watching ??= setInterval(() => void this.#look().catch(ignore), interval).unref();
  }

  unwatch(): void {
    clearInterval(this.#watching);
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
      let begun = performance.now();
      for (const bytes of toBytes(content, hash)) {
        size += bytes.length;
        if (size > LARGEST) throw new Error(`The state is larger than ${LARGEST} bytes, which could not be read again`);
        const taken = performance.now() - begun;
        await handle.write(bytes);
        if (!this.isUrgent && size > SMALL) await sleep(taken * REST);
        begun = performance.now();
      }
      await handle.sync();
      return size;
    } finally {
      await handle.close();
    }
  }

  async #look(): Promise<void> {
    const { files, file, logger } = this.#options;
    const found = await files.identify(file);
    if (this.#isWriting || found === undefined || found === this.#seen || found === this.#noticed) return;
    this.#noticed = found;
    const what =
      'The change has no effect, and is kept aside when the state is next written. Edit it while the server is stopped.';
    logger.warn({ file }, `${file} was changed while it is served. ${what}`);
  }

  /**
   * Serving it is right: a person may edit it while nobody serves it. Whether a person or a disk has changed it nobody
   * can tell.
   */
  #warnOfChange(): void {
    const { file, logger } = this.#options;
    const snapshots = join(dirname(file), 'snapshots');
    logger.warn(
      { file },
      `${file} is not as it was written: its checksum does not fit. It is served as it is, which is right where you have edited it. ` +
        `If you have not, a disk or a copy has damaged it: stop the server and bring back a copy of it from a backup, go back to a snapshot of ${snapshots} ` +
        '(POST /__admin/snapshots/<name>/restore), or begin anew with --reset, which moves it aside.',
    );
  }

  async #keepEdited(): Promise<void> {
    const { files, file, logger } = this.#options;
    const found = await files.identify(file);
    if (found === undefined || found === this.#seen) return;
    const kept = await this.#copyAside(1);
    logger.warn(
      { file, kept },
      `${file} was changed while it was served. The change is kept in ${kept} and has no effect; edit it while the server is stopped.`,
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

/** All of the file, its own digest at the end. */
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

/** In a line of its own behind everything else, so that a person sees that it is no data. */
function toEnd(hash: RunningDigest): string {
  return `,\n  "digest": "sha256:${hash.toHex()}"\n}\n`;
}

function ignore(): undefined {}

const DRAFT = '.tmp';
const DRAFT_DIGITS = 12;
/** Earlier versions had one name for all. */
const DRAFT_ENDING = /^(\.[0-9a-f]{12})?\.tmp$/;
/** Milliseconds. */
const LOOK = 2000;
/** Of the time that a slice takes. */
const REST = 6;
/** In bytes: what is no larger than that is written within a few milliseconds, without a rest. */
const SMALL = 512 * 1024;
/** In bytes. */
const END_LENGTH = toEnd(createSha256()).length;
/** V8 has no longer text, which is what the file is parsed from. */
const LARGEST = 0x1fff_ffe8;
