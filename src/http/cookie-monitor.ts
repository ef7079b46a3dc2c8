import type { IncomingMessage } from 'node:http';
import { isLoopback } from '../kernel/loopback.ts';
import type { Logger } from '../kernel/logger.ts';
import type { ExchangeResponse } from '../pipeline/exchange/exchange.ts';
import { parseCookies } from '../pipeline/sandbox/cookies.ts';

/** To be called with every response. */
export type CookieMonitor = (request: IncomingMessage, response: ExchangeResponse) => void;

/**
 * Warns where a page of another origin got a cookie, its browser then sends none, and the request is a 401: browsers
 * say nothing of why. Once for each origin, host and reason.
 */
export function createCookieMonitor(logger: Logger): CookieMonitor {
  /** The names of the cookies that the pages of an origin were given. */
  const given = new Map<string, Set<string>>();
  const warned = new Set<string>();
  return function watchCookies({ headers }, response) {
    const { origin, host } = headers;
    if (origin === undefined || host === undefined) return;
    remember(given, origin, findCookieNames(response));
    const names = given.get(origin);
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

function remember(given: Map<string, Set<string>>, origin: string, names: readonly string[]): void {
  if (names.length === 0 || (!given.has(origin) && given.size === MAX_ORIGINS)) return;
  given.set(origin, new Set([...(given.get(origin) ?? []), ...names]));
}

/** Without the cookies that the response takes away. */
function findCookieNames({ headers }: ExchangeResponse): readonly string[] {
  const lines = headers['set-cookie'];
  if (lines === undefined) return [];
  return [lines].flat().flatMap((line) => (/;\s*max-age=0/i.test(line) ? [] : [line.split('=', 1)[0] ?? '']));
}

/**
 * Browsers leave `Sec-Fetch-Site` out towards plain HTTP that is not this machine. The port of a host is no part of its
 * site.
 */
function isOtherSite(origin: string, host: string, site: string | string[] | undefined): boolean {
  return site === undefined ? toHostName(origin) !== toHostName(`http://${host}`) : site === 'cross-site';
}

function toWarning({ origin, host, cookie, isCrossSite }: Missing): string {
  const what = `A page of ${shorten(origin)} signed in, but its browser sends no cookie ${cookie} to ${shorten(host)}`;
  if (!isCrossSite)
    return `${what}: the page's requests leave cookies out. Give fetch credentials: 'include', at the sign-in too. ${SEE}`;
  const page = toHostName(origin);
  const remedy =
    page !== undefined && isLoopback(page) ? `Call http://${page}${toPort(host)} instead` : 'Give both one host name';
  return `${what}: the two host names are two sites to it (SameSite=Lax). ${remedy}, or sign in by token. ${SEE}`;
}

interface Missing {
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
