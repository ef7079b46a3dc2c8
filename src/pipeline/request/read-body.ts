import { coversMediaType, toMediaTypeName } from '../../contract/schema/media-type-name.ts';
import type { MediaType, RequestBody } from '../../contract/model/contract.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import { Problem } from '../../kernel/problem.ts';
import { createTurns } from '../../kernel/turns.ts';
import type { ExchangeRequest } from '../exchange/exchange.ts';
import { SMALL_BODY } from '../media-types/body-limits.ts';
import { findMediaType } from '../media-types/media-types.ts';
import { isMultipart } from '../media-types/multipart.ts';
import { readUpload } from '../uploads/read-upload.ts';
import type { Upload, UploadTarget } from '../uploads/upload.ts';

/** A request body, parsed according to its media type. */
export interface ReadBody {
  readonly mediaType: MediaType;
  /** Undefined when the body is empty. */
  readonly value: JsonValue | undefined;
  /** The body cannot be validated: its schema describes a structure that is not parsed (an object sent as XML). */
  readonly isOpaque: boolean;
  /** The form, when it may have files. Its `value` has a token in the place of each. */
  readonly upload?: Upload | undefined;
}

/**
 * Reads and parses a body that the operation declares. Throws a Problem when the body is too large, has too many
 * values, has an undeclared media type, or does not parse as its media type.
 */
export type ReadRequestBody = (
  request: ExchangeRequest,
  declared: RequestBody,
  limit: number,
) => Promise<ReadBody | undefined>;

/**
 * Returns a reader that parses large bodies one at a time, so that other requests are served between them. With a
 * `target` it stores the files of a form while they arrive; without, files are text of one character per byte.
 */
export function createReadBody(target: UploadTarget | undefined): ReadRequestBody {
  const takeTurn = createTurns();
  return async function readBody(request, declared, limit) {
    const form = target === undefined ? undefined : findFormWithFiles(request, declared);
    if (target !== undefined && form !== undefined) return readFiles(request, form, { target, limit });
    const found = await findBody(request, declared, limit);
    if (found === undefined) return undefined;
    const { bytes, mediaType, name, contentType } = found;
    if (bytes.length === 0) return { mediaType, value: undefined, isOpaque: false };
    if (bytes.length > SMALL_BODY) await takeTurn();
    const { reserve } = request;
    const decoding = findMediaType(name).decode(bytes, { contentType, mediaType, limit, reserve });
    const { value, isOpaque } = decoding instanceof Promise ? await decoding : decoding;
    return { mediaType, value, isOpaque };
  };
}

/** Returns the media type of a form that may have files, or undefined when the request sends another body. */
function findFormWithFiles({ headers }: ExchangeRequest, declared: RequestBody): MediaType | undefined {
  const sent = headers['content-type'];
  if (sent === undefined || !isMultipart(sent)) return undefined;
  const name = toMediaTypeName(sent);
  return declared.mediaTypes.find((mediaType) => mediaType.name === name && mediaType.form.files().size > 0);
}

async function readFiles(
  request: ExchangeRequest,
  mediaType: MediaType,
  { target, limit }: { readonly target: UploadTarget; readonly limit: number },
): Promise<ReadBody> {
  const contentType = request.headers['content-type'] ?? '';
  const chunks = request.openBody?.(limit) ?? [await request.body(limit)];
  const upload = await readUpload(chunks, { mediaType, contentType, target, limit, reserve: request.reserve });
  return { mediaType, value: upload.value, isOpaque: false, upload };
}

/** The bytes of a body with its media type. */
interface SentBody {
  readonly bytes: Uint8Array;
  readonly mediaType: MediaType;
  /** The name of the media type, without parameters. */
  readonly name: string;
  /** The `Content-Type` as sent. */
  readonly contentType: string;
}

async function findBody(request: ExchangeRequest, declared: RequestBody, limit: number): Promise<SentBody | undefined> {
  const first = declared.mediaTypes[0];
  if (first === undefined) return undefined;
  const bytes = await request.body(limit);
  if (bytes.length === 0) return { bytes, mediaType: first, name: first.name, contentType: '' };
  const contentType = request.headers['content-type'] ?? '';
  const sent = toMediaTypeName(contentType) || first.name;
  const mediaType =
    declared.mediaTypes.find(({ name }) => name === sent) ??
    declared.mediaTypes.find(({ name }) => coversMediaType(name, sent));
  if (mediaType === undefined)
    throw new Problem('UNSUPPORTED_MEDIA_TYPE', { message: toUnsupportedMessage(sent, declared) });
  return { bytes, mediaType, name: sent, contentType };
}

function toUnsupportedMessage(sent: string, declared: RequestBody): string {
  const names = declared.mediaTypes.map(({ name }) => name).join(' or ');
  return `The media type ${sent.slice(0, 100)} is not supported here. Send ${names}.`;
}
