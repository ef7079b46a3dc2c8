import type { Request, Response } from 'express';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { toEntityTag } from '../../kernel/random/digest.ts';
import { limitUnread } from '../exchange/node-exchange.ts';
import { MIN_COMPRESSED } from '../fast-path/compress-response.ts';
import type { AppOptions } from '../message/app-options.ts';

/** A rendered built-in page. */
export interface Page {
  /** Defaults to 200. */
  readonly status?: number;
  readonly mediaType: string;
  readonly body: string | Uint8Array;
  readonly cacheControl: string;
  readonly entityTag: string;
  /** The request header that the page depends on. */
  readonly vary: string | undefined;
  /** The body as gzip, for a page that is compressed once. The compression middleware compresses all others. */
  readonly gzip?: Uint8Array;
}

/** The properties of a request that a page may depend on. */
export interface PageView {
  /** The origin of this server as the client sees it. */
  readonly origin: string;
  readonly prefersHtml: boolean;
}

/** Renders a page for a request. */
export type RenderPage = (view: PageView) => Page;

/** Creates a page with its entity tag. By default clients revalidate it at each request. */
export function createPage(
  mediaType: string,
  body: string | Uint8Array,
  { cacheControl = 'no-cache', vary }: PageCaching = {},
): Page {
  // Weak, because compressed and uncompressed responses share the tag (RFC 9110 section 8.8.1).
  return { mediaType, body, cacheControl, vary, entityTag: `W/"${toEntityTag(body)}"` };
}

/** Returns the page with its body as gzip, unless it is too short for that. */
export async function compressPage(page: Page): Promise<Page> {
  if (Buffer.byteLength(page.body) < MIN_COMPRESSED) return page;
  return { ...page, gzip: await toGzip(page.body, { level: 9 }) };
}

/** Sends a page: 304 when the client has it in its cache, and only headers for HEAD. Ignores a body. */
export function sendPage(
  request: Request,
  response: Response,
  page: Page,
  { maxBody }: Pick<AppOptions, 'maxBody'>,
): void {
  limitUnread(request, maxBody);
  if (page.status !== undefined) response.statusCode = page.status;
  response.setHeader('cache-control', page.cacheControl);
  response.setHeader('etag', page.entityTag);
  if (page.vary !== undefined) response.vary(page.vary);
  if (page.gzip !== undefined) response.vary('accept-encoding');
  if (request.fresh) {
    response.statusCode = 304;
    response.end();
    return;
  }
  response.setHeader('content-type', page.mediaType);
  const body = chooseBody(request, response, page);
  response.setHeader('content-length', Buffer.byteLength(body));
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Returns the body of a page that a client accepts, and says in the headers which one it is. */
function chooseBody(request: Request, response: Response, { body, gzip: compressed }: Page): string | Uint8Array {
  if (compressed === undefined) return body;
  if (request.acceptsEncodings('gzip', 'identity') !== 'gzip') return body;
  response.setHeader('content-encoding', 'gzip');
  return compressed;
}

const toGzip = promisify(gzip);

type PageCaching = Partial<Pick<Page, 'cacheControl' | 'vary'>>;
