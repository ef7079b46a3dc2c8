import { PRODUCT } from '../../kernel/product.ts';
import { isSandboxName } from '../../kernel/sandbox-name.ts';
import { findBaggage } from '../../kernel/text/baggage.ts';
import { parseCookies } from './cookies.ts';
import type { ExchangeRequest } from '../exchange/exchange.ts';
import { splitSandboxPath } from './sandbox-path.ts';

/** A request stripped of its sandbox's name, and that name as sent (not validated). */
export interface SandboxRequest {
  readonly request: ExchangeRequest;
  readonly sandbox: string | undefined;
}

/** The parts of a request that may name a sandbox. */
export type SandboxNameSource = Pick<ExchangeRequest, 'path' | 'headers'>;

/**
 * Reads the name of a request's sandbox from its path (`/__sandbox/w3/…`), a header, the end of its token (`…@w3`), a
 * cookie or its baggage; the first one present wins. `token` is the fixed token, which may itself end in `@…`. A
 * request that names no sandbox is returned unchanged.
 */
export function readSandbox(sent: ExchangeRequest, token: string): SandboxRequest {
  const prefix = splitSandboxPath(sent.path);
  const bearer = splitToken(sent.headers['authorization'], token);
  const sandbox =
    prefix?.sandbox ?? sent.headers[PRODUCT.sandboxHeader] ?? bearer?.sandbox ?? findWeakest(sent.headers);
  if (sandbox === undefined) return { request: sent, sandbox };
  const request = {
    ...sent,
    ...(prefix === undefined ? {} : { path: prefix.path, origin: sent.origin + prefix.mount }),
    ...(bearer === undefined ? {} : { headers: { ...sent.headers, authorization: bearer.authorization } }),
  };
  return { request, sandbox };
}

/** Returns the name of a request's sandbox only, not validated. */
export function findSandboxName({ path, headers }: SandboxNameSource, token: string): string | undefined {
  const named = splitSandboxPath(path)?.sandbox ?? headers[PRODUCT.sandboxHeader];
  return named ?? splitToken(headers['authorization'], token)?.sandbox ?? findWeakest(headers);
}

function splitToken(
  authorization: string | undefined,
  token: string,
): { readonly authorization: string; readonly sandbox: string } | undefined {
  if (authorization === undefined || !authorization.includes('@')) return undefined;
  const [, rest = '', sandbox = ''] = TOKEN_WITH_SANDBOX.exec(authorization) ?? [];
  const isFixedToken = authorization.slice(authorization.indexOf(' ')).trim() === token;
  return isFixedToken || !isSandboxName(sandbox) ? undefined : { authorization: rest, sandbox };
}

/** Returns the name that the cookie has, or else the baggage, which services pass on from request to request. */
function findWeakest(headers: ExchangeRequest['headers']): string | undefined {
  return findCookie(headers['cookie']) ?? findBaggage(headers['baggage'], PRODUCT.sandboxBaggage);
}

function findCookie(header: string | undefined): string | undefined {
  return header?.includes(PRODUCT.sandboxCookie) === true ? parseCookies(header)[PRODUCT.sandboxCookie] : undefined;
}

const TOKEN_WITH_SANDBOX = /^(bearer +\S*[^\s@])@([^\s@]+) *$/i;
