import type { IncomingMessage } from 'node:http';
import { isLoopback } from '../kernel/loopback.ts';
import type { Logger } from '../kernel/logger.ts';
import type { ExchangeResponse } from '../pipeline/exchange/exchange.ts';
import { parseCookies } from '../pipeline/sandbox/cookies.ts';
import { getOrCreate } from '../kernel/get-or-create.ts';

/** Called with every response that is a problem or sets a cookie. */
export type CookieMonitor = (request: IncomingMessage, response: ExchangeResponse) => void;

/**
 * Creates a function that logs a warning when a page of another origin has received a cookie, its browser then omits
 * the cookie, and the response is 401. Browsers do not report why they omit a cookie. Warns once per origin, host and
 * reason.
 */
export function createCookieMonitor(logger: Logger): CookieMonitor {
  /** The names of the cookies that were set for the pages of each origin. */
  const cookiesByOrigin = new Map<string, Set<string>>();
  const warned = new Set<string>();
  return function monitorCookies({ headers }, response) {
    const { origin, host } = headers;
    if (origin === undefined || host === undefined) return;
    addCookies(cookiesByOrigin, origin, findCookieNames(response));
    const names = cookiesByOrigin.get(origin);
    if (response.status !== 401 || names === undefined || headers.authorization !== undefined) return;
    const sent = parseCookies(headers.cookie);
    const missing = [...names].filter((name) => !Object.hasOwn(sent, name));
    if (missing.length === 0) return;
    const isCrossSite = isOtherSite(origin, host, headers['sec-fetch-site']);
    const key = `${origin} ${host} ${isCrossSite}`;
    if (warned.has(key) || warned.size === MAX_ORIGINS) return;
    warned.add(key);
    const cookie = missing.join(', ');
    logger.warn({}, toWarning({ origin, host, cookie, isCrossSite }));
  };
}

function addCookies(cookiesByOrigin: Map<string, Set<string>>, origin: string, names: readonly string[]): void {
  if (names.length === 0 || (!cookiesByOrigin.has(origin) && cookiesByOrigin.size === MAX_ORIGINS)) return;
  const known = getOrCreate(cookiesByOrigin, origin, () => new Set());
  for (const name of names) known.add(name);
}

/** Returns the names of the cookies that a response sets, without those that it deletes. */
function findCookieNames({ headers }: ExchangeResponse): readonly string[] {
  const lines = headers['set-cookie'];
  if (lines === undefined) return [];
  return [lines].flat().flatMap((line) => (/;\s*max-age=0/i.test(line) ? [] : [line.split('=', 1)[0] ?? '']));
}

/**
 * Returns whether origin and host are different sites to the browser. Without `Sec-Fetch-Site`, which browsers omit for
 * plain HTTP to other machines, host names are compared. Ports are not part of a site.
 */
function isOtherSite(origin: string, host: string, site: string | string[] | undefined): boolean {
  return site === undefined ? toHostName(origin) !== toHostName(`http://${host}`) : site === 'cross-site';
}

function toWarning({ origin, host, cookie, isCrossSite }: MissingCookie): string {
  const what = `A page of ${shorten(origin)} signed in, but its browser sends no cookie ${cookie} to ${shorten(host)}`;
  if (!isCrossSite)
    return `${what}: the page's requests omit cookies. Pass credentials: 'include' to fetch, at the sign-in too. ${SEE}`;
  const page = toHostName(origin);
  const remedy =
    page !== undefined && isLoopback(page)
      ? `Call http://${page}${toPort(host)} instead`
      : 'Use the same host name for both';
  return `${what}: the two host names are different sites (SameSite=Lax). ${remedy}, or sign in with a token. ${SEE}`;
}

interface MissingCookie {
  readonly origin: string;
  readonly host: string;
  readonly cookie: string;
  readonly isCrossSite: boolean;
}

function toHostName(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}

function toPort(host: string): string {
  return /:\d+$/.exec(host)?.[0] ?? '';
}

function shorten(text: string): string {
  return text.slice(0, MAX_SHOWN);
}

const SEE = 'See docs/browser.md.';
const MAX_ORIGINS = 100;
const MAX_SHOWN = 100;
