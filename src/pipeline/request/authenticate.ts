import type { Caller } from '../../behaviour/representation/caller.ts';
import type { AuthenticationSettings, Credentials, Platform } from '../../behaviour/platform.ts';
import type { SecurityScheme } from '../../contract/model/contract.ts';
import { findOwn } from '../../kernel/json/json.ts';
import { Problem } from '../../kernel/problem.ts';
import type { Authenticated, Matched } from '../exchange/stages.ts';

/** Returns the stage that finds the caller. Throws a 401 when the operation's security requirement is not met. */
export function createAuthenticate(
  platform: Platform | undefined,
  settings: AuthenticationSettings,
): (matched: Matched) => Authenticated {
  return function authenticate(matched) {
    const { security } = matched.operation;
    const isOptional = security.length === 0 || security.some((schemes) => schemes.length === 0);
    const caller =
      platform === undefined || security.length === 0 ? undefined : findCaller(platform, settings, matched);
    if (caller === undefined && !isOptional && !hasCredentials(platform, settings, matched)) {
      const reason = platform?.explainRejection?.(toCredentials(matched), matched.viewedWorld);
      throw new Problem('UNAUTHENTICATED', {
        headers: { 'www-authenticate': 'Bearer' },
        ...(reason === undefined ? {} : { reason }),
      });
    }
    return { ...matched, caller };
  };
}

/** Returns whether a request has presented credentials. False for operations that require none. */
export function isAuthenticated({ operation: { security }, caller }: Authenticated): boolean {
  return caller !== undefined || (security.length > 0 && security.every((schemes) => schemes.length > 0));
}

function findCaller(platform: Platform, settings: AuthenticationSettings, matched: Matched): Caller | undefined {
  const recorded = matched.request.replay?.caller;
  const found = recorded && platform.users?.findCaller(matched.viewedWorld.store, recorded.key, recorded.credential);
  return found ?? platform.authenticate(toCredentials(matched), matched.viewedWorld, settings);
}

function toCredentials({ operation, request: { headers }, cookies }: Matched): Credentials {
  return { headers, cookies, schemes: operation.security.flat().map(({ name }) => name) };
}

/**
 * Returns whether the required credentials are present. Without platform rules there are no users to check them
 * against.
 */
function hasCredentials(platform: Platform | undefined, { auth }: AuthenticationSettings, matched: Matched): boolean {
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
