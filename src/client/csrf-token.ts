/** Where a request goes, and whether the client sends its cookies there. */
export interface CsrfTarget {
  readonly method: string;
  readonly url: string;
  readonly credentials: string;
}

/** The header that repeats the token. */
export const CSRF_HEADER = 'X-XSRF-TOKEN';

/**
 * Returns the CSRF token of a request that changes something, as Laravel's front-ends send it: the decoded value of the
 * cookie `XSRF-TOKEN`, which a page of another site cannot read. Undefined outside a browser, for a request that only
 * reads, and for another origin without `credentials: 'include'`: the token of a page's own server is not for others.
 */
export function findCsrfToken({ method, url, credentials }: CsrfTarget): string | undefined {
  if (SAFE_METHODS.has(method)) return undefined;
  const { location } = globalThis as { readonly location?: { readonly origin: string } };
  if (credentials !== 'include' && new URL(url).origin !== location?.origin) return undefined;
  const value = COOKIE.exec(readCookies())?.[1];
  return value === undefined || value === '' ? undefined : decode(value);
}

/** Returns the cookies that scripts may read: none outside a page, or in a frame that may have none. */
function readCookies(): string {
  try {
    const { document } = globalThis as { readonly document?: { readonly cookie: string } };
    return document?.cookie ?? '';
  } catch {
    return '';
  }
}

/** Decodes a value; one that is not percent-encoded stays as it is. */
function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

const COOKIE = /(?:^|; ?)XSRF-TOKEN=([^;]*)/;
/** Laravel calls them reading. */
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
