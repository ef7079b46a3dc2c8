import type { Request, Response } from 'express';
import { toEntityTag } from '../../kernel/random/digest.ts';

/** A page of our own, ready to be sent. */
export interface Page {
  readonly mediaType: string;
  readonly body: string;
  readonly cacheControl: string;
  readonly entityTag: string;
  /** The request header that it depends on. */
  readonly vary: string | undefined;
}

/** What a page may depend on. */
export interface PageView {
  /** As the client sees this server. */
  readonly origin: string;
  readonly prefersHtml: boolean;
}

/** Makes a page for one request. */
export type RenderPage = (view: PageView) => Page;

/** A page with its entity tag; clients ask again each time unless `cacheControl` says otherwise. */
export function createPage(
  mediaType: string,
  body: string,
  { cacheControl = 'no-cache', vary }: PageCaching = {},
): Page {
  // Weak: the same page goes out compressed and plain (RFC 9110 section 8.8.1).
  return { mediaType, body, cacheControl, vary, entityTag: `W/"${toEntityTag(body)}"` };
}

/** Sends a page: 304 where the client has it already, headers alone for HEAD. */
export function sendPage(request: Request, response: Response, page: Page): void {
  response.setHeader('cache-control', page.cacheControl);
  response.setHeader('etag', page.entityTag);
  if (page.vary !== undefined) response.vary(page.vary);
  if (request.fresh) {
    response.statusCode = 304;
    response.end();
    return;
  }
  response.setHeader('content-type', page.mediaType);
  response.setHeader('content-length', Buffer.byteLength(page.body));
  response.end(request.method === 'HEAD' ? undefined : page.body);
}

type PageCaching = Partial<Pick<Page, 'cacheControl' | 'vary'>>;
