import type { FormFields } from '../../../contract/model/contract.ts';
import { MAX_PAIRS } from '../../../contract/parameter/parse-query.ts';
import { Problem } from '../../../kernel/problem.ts';
import { findBoundary } from './find-boundary.ts';

/**
 * The parts of a multipart/form-data body (RFC 7578), files as texts of one character a byte: as many as of a form, the
 * rest is dropped. Throws a Problem where it is none.
 */
export async function readMultipart(bytes: Uint8Array, contentType: string): Promise<FormFields> {
  const form = await parseForm(bytes, contentType);
  return Promise.all(
    [...form]
      .slice(0, MAX_PAIRS)
      .map(async ([name, part]) => [name, typeof part === 'string' ? part : await readFile(part)] as const),
  );
}

/** Bytes as a text of one character a byte: `maxLength` counts bytes, and nothing is lost. */
export function toBinaryText(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += CHUNK)
    text += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  return text;
}

/** The platform's own parser: that of Fetch. */
async function parseForm(bytes: Uint8Array, contentType: string): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(firstParts(bytes, contentType)), {
      headers: { 'content-type': contentType },
    }).formData();
  } catch {
    throw new Problem('MALFORMED_BODY', {
      message: 'The request body is not valid multipart/form-data with the boundary that Content-Type names.',
    });
  }
}

/**
 * The parts that count, closed: a body of 10 MB may have hundreds of thousands, each of which becomes an object of its
 * own.
 */
function firstParts(bytes: Uint8Array, contentType: string): Uint8Array {
  const boundary = findBoundary(contentType);
  if (boundary === undefined) return bytes;
  const delimiter = new TextEncoder().encode(`--${boundary}`);
  let parts = 0;
  for (let start = 0; start !== -1 && start < bytes.length; start = nextLine(bytes, start)) {
    if (!delimiter.every((byte, index) => bytes[start + index] === byte)) continue;
    parts += 1;
    if (parts > MAX_PAIRS) return closed(bytes.subarray(0, start), delimiter);
  }
  return bytes;
}

/** Where the next line begins; -1 where there is none. */
function nextLine(bytes: Uint8Array, start: number): number {
  const end = bytes.indexOf(LF, start);
  return end === -1 ? -1 : end + 1;
}

function closed(bytes: Uint8Array, delimiter: Uint8Array): Uint8Array {
  const whole = new Uint8Array(bytes.length + delimiter.length + CLOSE.length);
  whole.set(bytes);
  whole.set(delimiter, bytes.length);
  whole.set(CLOSE, bytes.length + delimiter.length);
  return whole;
}

/** A part of JSON or text that has a file name is still what it says it is. */
async function readFile(part: File): Promise<string> {
  return /[/+]json\b|^text\//.test(part.type) ? part.text() : toBinaryText(new Uint8Array(await part.arrayBuffer()));
}

const LF = 0x0a;
const CLOSE = new TextEncoder().encode('--\r\n');
/** Few enough for one call's arguments. */
const CHUNK = 8192;
