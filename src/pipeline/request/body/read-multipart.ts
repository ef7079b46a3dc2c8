import type { FormFields } from '../../../contract/model/contract.ts';
import { MAX_PAIRS } from '../../../contract/parameter/parse-query.ts';
import { Problem } from '../../../kernel/problem.ts';
import { findBoundary } from './find-boundary.ts';

/**
 * Parses a multipart/form-data body (RFC 7578). Files become text of one character per byte. Parts beyond the limit of
 * a form are dropped. Throws a Problem when the body is malformed.
 */
export async function readMultipart(bytes: Uint8Array, contentType: string): Promise<FormFields> {
  const form = await parseForm(bytes, contentType);
  return Promise.all(
    [...form]
      .slice(0, MAX_PAIRS)
      .map(async ([name, part]) => [name, typeof part === 'string' ? part : await readFile(part)] as const),
  );
}

/** Converts bytes to text of one character per byte. So `maxLength` counts bytes, and no byte is lost. */
export function toBinaryText(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += CHUNK)
    text += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  return text;
}

/** Parses with the parser of Fetch (`Response.formData`). */
async function parseForm(bytes: Uint8Array, contentType: string): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(cutParts(bytes, contentType)), {
      headers: { 'content-type': contentType },
    }).formData();
  } catch {
    throw new Problem('MALFORMED_BODY', {
      message: 'The request body is not valid multipart/form-data with the boundary that Content-Type names.',
    });
  }
}

/**
 * Returns the body cut after the last part within the limit, with a closing delimiter. A body of 10 MB may have
 * hundreds of thousands of parts, and the parser allocates an object for each.
 */
function cutParts(bytes: Uint8Array, contentType: string): Uint8Array {
  const boundary = findBoundary(contentType);
  if (boundary === undefined) return bytes;
  const delimiter = new TextEncoder().encode(`--${boundary}`);
  let parts = 0;
  for (let start = 0; start !== -1 && start < bytes.length; start = nextLine(bytes, start)) {
    if (!delimiter.every((byte, index) => bytes[start + index] === byte)) continue;
    parts += 1;
    if (parts > MAX_PAIRS) return closeParts(bytes.subarray(0, start), delimiter);
  }
  return bytes;
}

/** Returns the index at which the next line begins, or -1 on the last line. */
function nextLine(bytes: Uint8Array, start: number): number {
  const end = bytes.indexOf(LF, start);
  return end === -1 ? -1 : end + 1;
}

function closeParts(bytes: Uint8Array, delimiter: Uint8Array): Uint8Array {
  const result = new Uint8Array(bytes.length + delimiter.length + CLOSE.length);
  result.set(bytes);
  result.set(delimiter, bytes.length);
  result.set(CLOSE, bytes.length + delimiter.length);
  return result;
}

/** Reads a file part: JSON and text as UTF-8, anything else as bytes. */
async function readFile(part: File): Promise<string> {
  return /[/+]json\b|^text\//.test(part.type) ? part.text() : toBinaryText(new Uint8Array(await part.arrayBuffer()));
}

const LF = 0x0a;
const CLOSE = new TextEncoder().encode('--\r\n');
/** A number of arguments that one call can take. */
const CHUNK = 8192;
