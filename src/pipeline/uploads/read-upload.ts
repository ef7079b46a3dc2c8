import type { FormFields, MediaType } from '../../contract/model/contract.ts';
import { toBaseName } from '../../contract/parameter/parse-query.ts';
import { Problem } from '../../kernel/problem.ts';
import { SMALL_BODY } from '../media-types/body-limits.ts';
import { readForm } from '../media-types/form.ts';
import { findHostileContent } from '../media-types/hostile-content.ts';
import { decodeUtf8 } from '../media-types/utf8.ts';
import { MAX_FIELD, parseParts, toFieldTooLarge } from './parse-parts.ts';
import { skipFile, storeFile, type SentFile } from './store-file.ts';
import { toOutline } from './to-outline.ts';
import type { Upload, UploadedFile, UploadedPart, UploadTarget } from './upload.ts';

/** The body as it arrives, or as one chunk. */
export type BodyChunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** What a form with files is read with. */
export interface ReadUploadContext {
  readonly mediaType: MediaType;
  /** As sent, with the boundary. */
  readonly contentType: string;
  readonly target: UploadTarget;
  /** The largest body, in bytes. */
  readonly limit: number;
  /** Reserves memory for the texts and values of the form. Throws a Problem when too much is reserved already. */
  readonly reserve: ((bytes: number) => void) | undefined;
}

/**
 * Reads a form while it arrives, and stores its files as blobs. Throws a Problem when it is malformed or too large; no
 * file is leased then.
 */
export async function readUpload(chunks: BodyChunks, context: ReadUploadContext): Promise<Upload> {
  const { contentType, mediaType } = context;
  const parts: UploadedPart[] = [];
  const release = (isUsed: boolean): void => releaseFiles(parts, isUsed ? undefined : context.target);
  try {
    await parseParts(chunks, contentType, createHandlers(parts, context));
    const value = readForm(mediaType.form, toFields(parts), context);
    const hostile = findHostileContent(value);
    if (hostile !== undefined) throw new Problem('MALFORMED_BODY', { message: hostile });
    return { value, files: toFiles(parts), outline: toOutline(parts, contentType), release };
  } catch (error) {
    release(false);
    throw error;
  }
}

function releaseFiles(parts: readonly UploadedPart[], unusedIn: UploadTarget | undefined): void {
  let bytes = 0;
  for (const { file } of parts) {
    if (file?.lease === undefined) continue;
    file.lease.release();
    bytes += Math.max(file.size, MIN_STORED);
  }
  if (bytes > 0) unusedIn?.onUnused(bytes);
}

type Handlers = Parameters<typeof parseParts>[2];

/** Returns the handlers that add each part to `parts`, in the order sent. */
function createHandlers(parts: UploadedPart[], { mediaType, target: { blobs }, reserve }: ReadUploadContext): Handlers {
  const declared = mediaType.form.files();
  const counts = new Map<string, number>();
  const hold = createHold(reserve);
  return {
    onField(name, text) {
      hold(PART_SIZE + name.length + text.length);
      parts.push({ name, text: declared.has(toBaseName(name)) ? NOT_A_FILE : text });
    },
    async onFile(name, sent) {
      hold(PART_SIZE + name.length + sent.name.length);
      // The part has its place now: the next one may be complete first.
      const part: UploadedPart = { name };
      parts.push(part);
      const base = toBaseName(name);
      const field = declared.get(base);
      if (field === undefined) {
        part.text = await readText(sent, hold);
        return;
      }
      const count = (counts.get(base) ?? 0) + 1;
      counts.set(base, count);
      part.file = count > field.maxFiles ? await skipFile(sent) : await storeFile(sent, field, blobs);
      // A browser sends an input without a file as a file without a name.
      if (sent.name === '' && part.file.size === 0) part.isEmpty = true;
    },
  };
}

/** Returns a function that reserves memory for characters that are kept. Those of a small form are not counted. */
function createHold(reserve: ReadUploadContext['reserve']): (characters: number) => void {
  let [held, reserved] = [0, 0];
  return function hold(characters) {
    held += characters;
    if (held <= SMALL_BODY || reserve === undefined) return;
    reserve((held - reserved) * 2);
    reserved = held;
  };
}

/** Reads a file that is sent for a field of text. */
async function readText({ content }: SentFile, hold: (characters: number) => void): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of content) {
    size += chunk.length;
    if (size > MAX_FIELD) throw toFieldTooLarge();
    hold(chunk.length);
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return decodeUtf8(bytes);
}

function toFields(parts: readonly UploadedPart[]): FormFields {
  return parts.flatMap((part, index) => (part.isEmpty === true ? [] : [[part.name, part.text ?? toToken(index)]]));
}

function toFiles(parts: readonly UploadedPart[]): ReadonlyMap<string, UploadedFile> {
  return new Map(parts.flatMap(({ file }, index) => (file === undefined ? [] : [[toToken(index), file] as const])));
}

function toToken(index: number): string {
  return `file ${index}`;
}

/** The value of a text that is sent for a file, which no token equals. */
const NOT_A_FILE = 'text';
/** What a part takes beside its name and its text, in characters. */
const PART_SIZE = 100;
/** In bytes: what a disk needs for the smallest file. */
const MIN_STORED = 4096;
