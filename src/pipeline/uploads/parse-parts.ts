import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import { MAX_PAIRS } from '../../contract/parameter/parse-query.ts';
import { Problem } from '../../kernel/problem.ts';
import { findBoundary, isFilePart } from '../media-types/multipart.ts';
import { createPartCounter } from './count-parts.ts';
import type { SentFile } from './store-file.ts';

/** What is done with each part of a form. */
export interface PartHandlers {
  /** Called with a field of text. An error ends the parsing. */
  readonly onField: (name: string, value: string) => void;
  /** Called with a file. Must read its content to the end; an error ends the parsing. */
  readonly onFile: (name: string, file: SentFile) => Promise<void>;
}

/**
 * Parses a multipart/form-data body (RFC 7578) while it arrives: the next chunk is read once the handlers have taken
 * the last one. Parts beyond the limit of a form are dropped, as PHP does. Throws a Problem when the body or one of its
 * parts is malformed or a field is too large, and whatever the chunks and the handlers throw, once all handlers have
 * ended.
 */
export async function parseParts(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  contentType: string,
  handlers: PartHandlers,
): Promise<void> {
  const boundary = readBoundary(contentType);
  const sent = createPartCounter(boundary);
  let read = 0;
  const parser = createParser(boundary, () => (read += 1));
  const files = handleParts(parser, handlers);
  let isEmpty = true;
  try {
    for await (const chunk of chunks) {
      isEmpty &&= chunk.length === 0;
      sent.add(chunk);
      await Promise.race([write(parser, chunk), files.failure]);
    }
    // A request without a body has no fields.
    if (isEmpty) return;
    parser.end();
    await Promise.race([files.finished, files.failure]);
    if (read < Math.min(sent.count(), MAX_PAIRS)) throw toMalformedPart();
  } catch (error) {
    await files.abort(error);
    throw error;
  }
}

type Parser = InstanceType<typeof Busboy>;

/** The parts that are being handled. */
interface HandledParts {
  /** Resolves when every part was handled. */
  readonly finished: Promise<unknown>;
  /** Rejects with the first error of the parser or a handler. */
  readonly failure: Promise<never>;
  /** Ends the files that are being read with an error, and waits for their handlers. */
  abort(reason: unknown): Promise<void>;
}

function handleParts(parser: Parser, { onField, onFile }: PartHandlers): HandledParts {
  const handling = new Set<Promise<void>>();
  const open = new Set<BusboyFileStream>();
  const failure = new Promise<never>((_resolve, reject) => {
    parser.on('error', () => reject(toMalformed()));
    // oxlint-disable-next-line no-useless-default-assignment -- A part may lack a name, whatever the types say.
    parser.on('field', (...[name = '', value, , isCut]) => {
      if (isCut) return reject(toFieldTooLarge());
      try {
        onField(name, value);
      } catch (error) {
        reject(error);
      }
    });
    // oxlint-disable-next-line no-useless-default-assignment -- Likewise.
    parser.on('file', (...[name = '', content, fileName = '', , mediaType]) => {
      open.add(content);
      // An error after its handler has ended has no other listener.
      content.on('error', () => {});
      const file = { content, name: fileName, mediaType };
      const handled = onFile(name, file).finally(() => open.delete(content));
      handled.catch(reject);
      handling.add(handled);
    });
  });
  failure.catch(() => {});
  const parsing = new Promise<void>((resolve) => parser.on('finish', resolve));
  const finished = parsing.then(() => Promise.all(handling));
  // It is not awaited after a failure.
  finished.catch(() => {});
  return {
    finished,
    failure,
    abort: async (reason) => {
      for (const content of open) content.destroy(reason instanceof Error ? reason : new Error(String(reason)));
      await Promise.allSettled(handling);
    },
  };
}

function readBoundary(contentType: string): string {
  const boundary = findBoundary(contentType);
  // A boundary is ASCII (RFC 2046 section 5.1.1).
  if (boundary === undefined || /[^ -~]/.test(boundary)) throw toMalformed();
  return boundary;
}

/**
 * Creates the parser with our reading of the boundary, so that both agree where a part begins. It calls `onPart` for
 * each part that it reads, and skips one whose headers it cannot read.
 */
function createParser(boundary: string, onPart: () => void): Parser {
  const quoted = boundary.replaceAll(/["\\]/g, String.raw`\$&`);
  return new Busboy({
    headers: { 'content-type': `multipart/form-data; boundary="${quoted}"` },
    preservePath: true,
    isPartAFile: (_name, mediaType, fileName) => {
      onPart();
      return isFilePart(mediaType, fileName);
    },
    limits: { parts: MAX_PAIRS, fieldSize: MAX_FIELD, headerPairs: MAX_HEADERS, headerSize: MAX_HEADER },
  });
}

/** Resolves when the parser takes more. */
async function write(parser: Parser, chunk: Uint8Array): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    parser.write(chunk, (error) => (error === null || error === undefined ? resolve() : reject(error)));
  });
}

/** Returns the Problem for a field that is larger than MAX_FIELD. */
export function toFieldTooLarge(): Problem {
  return new Problem('BODY_TOO_LARGE', {
    message: 'A field of the form is larger than 1 MB.',
    headers: { connection: 'close' },
  });
}

function toMalformed(): Problem {
  return new Problem('MALFORMED_BODY', {
    message: 'The request body is not valid multipart/form-data with the boundary that Content-Type names.',
  });
}

function toMalformedPart(): Problem {
  return new Problem('MALFORMED_BODY', {
    message:
      'A part of the form has no valid header "Content-Disposition: form-data". Send a line break in a name as %0D%0A.',
  });
}

/** The largest field of text, in bytes. */
export const MAX_FIELD = 1024 ** 2;
const MAX_HEADERS = 50;
/** In bytes, for all headers of a part. */
const MAX_HEADER = 16_384;
