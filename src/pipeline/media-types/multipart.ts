import { isJsonMediaType, toMediaTypeName } from '../../contract/schema/media-type-name.ts';
import type { FormFields } from '../../contract/model/contract.ts';
import { MAX_PAIRS } from '../../contract/parameter/parse-query.ts';
import { isJsonObject, type JsonObject } from '../../kernel/json/json.ts';
import { Problem } from '../../kernel/problem.ts';
import { sha256 } from '../../kernel/random/digest.ts';
import { toBinaryText } from './binary.ts';
import { reserveText } from './body-limits.ts';
import { readForm, toFields } from './form.ts';
import type { EncodedBody, MediaTypeCodec } from './media-type-codec.ts';
import { encodeText, text } from './text.ts';

/** Forms as parts (RFC 7578). The schema directs how parts become values. */
export const multipart: MediaTypeCodec = {
  matches: (name) => name === 'multipart/form-data',
  decode: async (bytes, context) => {
    reserveText(bytes, context);
    const fields = await readMultipart(bytes, context.contentType);
    return { value: readForm(context.mediaType.form, fields, context), isOpaque: false };
  },
  encode: (value, context) =>
    isJsonObject(value) ? encodeParts(value, context.mediaType) : encodeText(value, context),
};

/** Returns whether a media type consists of parts: `multipart/form-data`, `multipart/mixed`, … */
export function isMultipart(mediaType: string): boolean {
  return toMediaTypeName(mediaType).startsWith('multipart/');
}

/**
 * Returns the boundary that a `Content-Type` of `multipart/form-data` names (RFC 2046 section 5.1.1), or undefined when
 * it names none.
 */
export function findBoundary(contentType: string): string | undefined {
  // Each parameter in turn: a quoted value may hold what looks like another parameter.
  for (const [, name = '', quoted, token] of contentType.matchAll(PARAMETER)) {
    if (name.toLowerCase() !== 'boundary') continue;
    const boundary = quoted?.replaceAll(/\\(.)/g, '$1') ?? token ?? '';
    return boundary === '' || boundary.length > MAX_BOUNDARY ? undefined : boundary;
  }
  return undefined;
}

/** Returns whether a part of a form is a file: it has a file name, or bytes. */
export function isFilePart(mediaType: string | undefined, fileName: string | undefined): boolean {
  return fileName !== undefined || mediaType === 'application/octet-stream';
}

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

/** Parses with the parser of Fetch (`Response.formData`). */
async function parseForm(bytes: Uint8Array, contentType: string): Promise<FormData> {
  const boundary = findBoundary(contentType) ?? '';
  try {
    // The parser gets our reading of the header, so that it cannot find more parts than were counted.
    const quoted = boundary.replaceAll(/["\\]/g, String.raw`\$&`);
    return await new Response(new Uint8Array(cutParts(bytes, boundary)), {
      headers: { 'content-type': `multipart/form-data; boundary="${quoted}"` },
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
function cutParts(bytes: Uint8Array, boundary: string): Uint8Array {
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
  const name = toMediaTypeName(part.type);
  const isText = isJsonMediaType(name) || text.matches(name);
  return isText ? part.text() : toBinaryText(new Uint8Array(await part.arrayBuffer()));
}

/** Writes each field as a part. The boundary is the one that the media type names, or a digest of the fields. */
function encodeParts(value: JsonObject, mediaType: string): EncodedBody {
  const fields = toFields(value);
  const named = findBoundary(mediaType);
  const boundary = named ?? sha256(JSON.stringify(fields)).slice(0, 32);
  const parts = fields.map(
    ([name, content]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(name)}"\r\n\r\n${content}\r\n`,
  );
  return {
    text: `${parts.join('')}--${boundary}--\r\n`,
    contentType: named === undefined ? `${mediaType}; boundary=${boundary}` : mediaType,
  };
}

/** Escapes the characters that would end a name (HTML Standard, multipart/form-data encoding). */
function escapeName(name: string): string {
  return name.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22');
}

/** A parameter of a media type (RFC 9110 section 5.6.6). The closing quote is optional, for linear time. */
const PARAMETER = /;\s{0,100}([^\s;="]{1,200})=(?:"((?:[^"\\]|\\.)*)"?|([^\s;"]{0,200}))/g;
/** In characters; RFC 2046 allows 70. */
const MAX_BOUNDARY = 200;
const LF = 0x0a;
const CLOSE = new TextEncoder().encode('--\r\n');
