import type { Caller } from '../../behaviour/representation/caller.ts';
import type { AuthenticationSettings, Platform } from '../../behaviour/platform.ts';
import type { SecurityScheme } from '../../contract/model/contract.ts';
import { findOwn } from '../../kernel/json/json.ts';
import { Problem } from '../../kernel/problem.ts';
import type { Authenticated, Matched } from '../exchange/stages.ts';

/** Lets in whom the operation's security lets in. Throws 401 else. */
export function createAuthenticate(
  platform: Platform | undefined,
  settings: AuthenticationSettings,
): (matched: Matched) => Authenticated {
  return function authenticate(matched) {
    const { security } = matched.operation;
    const isOptional = security.length === 0 || security.some((schemes) => schemes.length === 0);
    const caller = platform === undefined || security.length === 0 ? undefined : recognise(platform, settings, matched);
    if (caller === undefined && !isOptional && !isLetIn(platform, settings, matched)) {
      throw new Problem('UNAUTHENTICATED', { headers: { 'www-authenticate': 'Bearer' } });
    }
    return { ...matched, caller };
  };
}

/** Whether a request has shown credentials that let it in: not where its operation asks for none. */
export function isAuthenticated({ operation: { security }, caller }: Authenticated): boolean {
  return caller !== undefined || (security.length > 0 && security.every((schemes) => schemes.length > 0));
}

function recognise(
  platform: Platform,
  settings: AuthenticationSettings,
  { operation, request, cookies, world }: Matched,
): Caller | undefined {
  const schemes = operation.security.flat().map(({ name }) => name);
  return platform.authenticate({ headers: request.headers, cookies, schemes }, world, settings);
}

/** Without platform rules there are no users: that what the scheme asks for is there is all that can be checked. */
function isLetIn(platform: Platform | undefined, { auth }: AuthenticationSettings, matched: Matched): boolean {
  if (platform !== undefined) return false;
  return (
    auth === 'off' ||
    matched.operation.security.some((schemes) => schemes.every((scheme) => isPresent(scheme, matched)))
  );
}

function isPresent(scheme: SecurityScheme, { request, cookies, queryPairs }: Matched): boolean {
  if (scheme.type === 'mutualTLS') return true;
  if (scheme.type !== 'apiKey') {
    const wanted = scheme.type === 'http' ? (scheme.scheme ?? 'bearer') : 'bearer';
    return (request.headers['authorization'] ?? '').toLowerCase().startsWith(`${wanted} `);
  }
  const name = scheme.parameter ?? '';
  if (scheme.in === 'header') return (findOwn(request.headers, name) ?? '') !== '';
  if (scheme.in === 'cookie') return (findOwn(cookies, name) ?? '') !== '';
  return queryPairs.some(([key, value]) => key === name && value !== '');
}
