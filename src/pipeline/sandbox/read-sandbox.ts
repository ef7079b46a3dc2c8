import { PRODUCT } from '../../kernel/product.ts';
import { isSandboxName } from '../../kernel/sandbox-name.ts';
import { parseCookies } from './cookies.ts';
import type { ExchangeRequest } from '../exchange/exchange.ts';
import { splitSandboxPath } from './sandbox-path.ts';

/** A request without what named its sandbox, and the name as it was sent: nobody has checked it. */
export interface SandboxRequest {
  readonly request: ExchangeRequest;
  readonly sandbox: string | undefined;
}

/** What may name a sandbox. */
export type SandboxNameSource = Pick<ExchangeRequest, 'path' | 'headers'>;

/**
 * Reads which sandbox a request names: by its path (`/__sandbox/w3/…`), a header, the end of its token (`…@w3`) or a
 * cookie, the first of these that there is. `token` is the fixed one, which may end like that itself. A request that
 * names none is given back as it is.
 */
export function readSandbox(sent: ExchangeRequest, token: string): SandboxRequest {
  const prefix = splitSandboxPath(sent.path);
  const bearer = splitToken(sent.headers['authorization'], token);
  const sandbox =
    prefix?.sandbox ?? sent.headers[PRODUCT.sandboxHeader] ?? bearer?.sandbox ?? findCookie(sent.headers['cookie']);
  if (sandbox === undefined) return { request: sent, sandbox };
  const request = {
    ...sent,
    ...(prefix === undefined ? {} : { path: prefix.path, origin: sent.origin + prefix.mount }),
    ...(bearer === undefined ? {} : { headers: { ...sent.headers, authorization: bearer.authorization } }),
  };
  return { request, sandbox };
}

/** The name alone, unchecked. */
export function findSandboxName({ path, headers }: SandboxNameSource, token: string): string | undefined {
  const named = splitSandboxPath(path)?.sandbox ?? headers[PRODUCT.sandboxHeader];
  return named ?? splitToken(headers['authorization'], token)?.sandbox ?? findCookie(headers['cookie']);
}

function splitToken(
  authorization: string | undefined,
  token: string,
): { readonly authorization: string; readonly sandbox: string } | undefined {
  if (authorization === undefined || !authorization.includes('@')) return undefined;
  const [, rest = '', sandbox = ''] = SUFFIXED.exec(authorization) ?? [];
  const isWhole = authorization.slice(authorization.indexOf(' ')).trim() === token;
  return isWhole || !isSandboxName(sandbox) ? undefined : { authorization: rest, sandbox };
}

function findCookie(header: string | undefined): string | undefined {
  return header?.includes(PRODUCT.sandboxCookie) === true ? parseCookies(header)[PRODUCT.sandboxCookie] : undefined;
}

const SUFFIXED = /^(bearer +\S*[^\s@])@([^\s@]+) *$/i;
