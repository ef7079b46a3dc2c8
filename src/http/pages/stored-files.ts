import type { Request, RequestHandler, Response } from 'express';
import { splitSandboxPath } from '../../pipeline/sandbox/sandbox-path.ts';
import { isStoreFailure } from '../../store/port/store-error.ts';
import { limitUnread } from '../exchange/node-exchange.ts';
import type { AppOptions, StoredFile } from '../message/app-options.ts';
import { createBodyBudget, type BodyShare } from '../message/body-budget.ts';
import { toContentDisposition } from '../message/content-disposition.ts';
import { joinHeaders } from '../message/join-headers.ts';
import { OVERLOADED, rejectRequest, STORE_UNAVAILABLE } from '../message/rejection.ts';
import { getRequestId } from '../message/request-id.ts';
import { splitTarget } from '../message/request-target.ts';
import { createReleaseAfter, type ReleaseAfter } from './release-after.ts';

/**
 * Creates middleware that serves the files that records hold, without authentication: whole, or the range that a
 * request asks for (RFC 9110 section 14). A browser shows pictures, sound, video and plain text, and saves everything
 * else; it never runs a file as a document. A path of the contract takes precedence.
 */
export function createStoredFilesHandler(options: AppOptions): RequestHandler {
  const { maxBody, logger } = options;
  const sender = { maxBody, openShare: createBodyBudget(maxBody), releaseAfter: createReleaseAfter() };
  return async function serveStoredFile(request, response, next) {
    try {
      const file = await findFile(request, options);
      if (file !== undefined && (await sendFile(file, { request, response, ...sender }))) return;
    } catch (error) {
      if (!isStoreFailure(error)) throw error;
      logger.error({ requestId: getRequestId(response), error }, 'Failed to read a stored file.');
      limitUnread(request, maxBody);
      rejectRequest(STORE_UNAVAILABLE, response);
      return;
    }
    next();
  };
}

async function findFile(request: Request, { files, ownsPath }: AppOptions): Promise<StoredFile | undefined> {
  const fullPath = splitTarget(request.url).path;
  const path = splitSandboxPath(fullPath)?.path ?? fullPath;
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (!isRead || files === undefined || !path.startsWith(files.prefix) || ownsPath('GET', path)) return undefined;
  return files.find({ path: fullPath, headers: joinHeaders(request) });
}

/** What a file is sent with. */
interface SendContext {
  readonly request: Request;
  readonly response: Response;
  /** In bytes: how much of a body that nothing reads may arrive. */
  readonly maxBody: number;
  /** Opens a share of the memory for the files that are being sent. */
  readonly openShare: () => BodyShare;
  readonly releaseAfter: ReleaseAfter;
}

/** Sends a file, and reads it only if its bytes are needed. Returns false when they are not stored any more. */
async function sendFile(file: StoredFile, context: SendContext): Promise<boolean> {
  const { request, response } = context;
  if (isFresh(file, request, response)) {
    startResponse(file, context);
    response.statusCode = 304;
    response.end();
    return true;
  }
  const range = findRange(request, file.size, file.entityTag);
  if (range === 'unsatisfiable') {
    startResponse(file, context);
    response.statusCode = 416;
    response.removeHeader('content-disposition');
    response.setHeader('content-range', `bytes */${file.size}`);
    response.setHeader('content-length', 0);
    response.end();
    return true;
  }
  if (request.method !== 'HEAD') return sendBytes(file, range, context);
  if (!(await file.isStored())) return false;
  startResponse(file, context);
  response.setHeader('content-type', toSentType(file.mediaType));
  response.setHeader('content-length', file.size);
  response.end();
  return true;
}

/** Sends the bytes of a file, which take memory until they have been sent. */
async function sendBytes(file: StoredFile, range: Range | undefined, context: SendContext): Promise<boolean> {
  const { request, response, maxBody, openShare, releaseAfter } = context;
  const share = openShare();
  try {
    share.claimBytes(file.size);
  } catch {
    limitUnread(request, maxBody);
    rejectRequest(OVERLOADED, response);
    return true;
  }
  const bytes = await readWithin(share, file);
  if (bytes === undefined) return false;
  releaseAfter(response, request.socket, share);
  startResponse(file, context);
  response.setHeader('content-type', toSentType(file.mediaType));
  const body = range === undefined ? bytes : bytes.subarray(range.start, range.end + 1);
  if (range !== undefined) {
    response.statusCode = 206;
    response.setHeader('content-range', `bytes ${range.start}-${range.end}/${file.size}`);
  }
  response.setHeader('content-length', body.length);
  response.end(body);
  return true;
}

/** Reads a file, and releases the share when there are no bytes. */
async function readWithin(share: BodyShare, file: StoredFile): Promise<Uint8Array | undefined> {
  let bytes: Uint8Array | undefined;
  try {
    bytes = await file.read();
    return bytes;
  } finally {
    if (bytes === undefined) share.release();
  }
}

/** Returns whether the client has the file already. */
function isFresh({ entityTag }: StoredFile, request: Request, response: Response): boolean {
  // `request.fresh` compares the response's entity tag, which an error must not have.
  response.setHeader('etag', entityTag);
  const { fresh } = request;
  response.removeHeader('etag');
  return fresh;
}

/** Sets the headers of each response that is sent for a file. Ignores a body. */
function startResponse(
  { name, mediaType, entityTag }: StoredFile,
  { request, response, maxBody }: Pick<SendContext, 'request' | 'response' | 'maxBody'>,
): void {
  limitUnread(request, maxBody);
  response.setHeader('accept-ranges', 'bytes');
  // A reset may put another file at the same path. Compression would change what the ranges count.
  response.setHeader('cache-control', 'no-cache, no-transform');
  response.setHeader('etag', entityTag);
  response.setHeader('content-disposition', toContentDisposition(SHOWN.has(mediaType) ? 'inline' : 'attachment', name));
  response.setHeader('content-security-policy', "sandbox; default-src 'none'");
  response.setHeader('x-content-type-options', 'nosniff');
}

/**
 * Returns the range to send, or undefined for the whole file: without a range, for several, for a malformed one, and
 * when `If-Range` names another version.
 */
function findRange(request: Request, size: number, entityTag: string): Range | 'unsatisfiable' | undefined {
  const { range: sent = '', 'if-range': condition } = request.headers;
  if (request.method !== 'GET' || (condition !== undefined && condition !== entityTag)) return undefined;
  if (!BYTES.test(sent)) return undefined;
  // More of the last bytes than there are is all of them (RFC 9110 section 14.1.2).
  const suffix = SUFFIX.exec(sent)?.[1];
  if (suffix !== undefined && size > 0 && Number(suffix) >= size) return { start: 0, end: size - 1 };
  const ranges = request.range(size);
  if (ranges === undefined || ranges === MALFORMED) return undefined;
  if (ranges === UNSATISFIABLE) return 'unsatisfiable';
  const [range, ...others] = ranges;
  return others.length === 0 ? range : undefined;
}

interface Range {
  /** The first byte. */
  readonly start: number;
  /** The last byte. */
  readonly end: number;
}

/** Returns the media type to send: markup that a browser could run is sent as bytes, except SVG, for `<img>`. */
function toSentType(mediaType: string): string {
  if (MARKUP.has(mediaType)) return 'application/octet-stream';
  return TEXT.has(mediaType) ? `${mediaType}; charset=utf-8` : mediaType;
}

/** Ranges of another unit are ignored. */
const BYTES = /^bytes=/i;
/** How many of the last bytes are asked for. */
const SUFFIX = /^bytes=\s*-(\d+)\s*$/i;
/** What `request.range` returns for ranges that it cannot send. */
const UNSATISFIABLE = -1;
const MALFORMED = -2;
/** The media types that a browser may show. */
const SHOWN: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'audio/wav',
  'audio/mpeg',
  'audio/mp4',
  'audio/ogg',
  'audio/flac',
  'video/mp4',
  'video/webm',
  'text/plain',
]);
const MARKUP: ReadonlySet<string> = new Set(['text/html', 'application/xml']);
const TEXT: ReadonlySet<string> = new Set(['text/plain', 'text/csv', 'text/markdown', 'text/calendar']);
