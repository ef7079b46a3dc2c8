import type { CsrfProtection } from '../../behaviour/csrf-protection.ts';
import { parseCookies, toSetCookie } from '../sandbox/cookies.ts';
import type { PrepareResponseSource } from './response-source.ts';

/** Returns the source of the cookies that a page requests before a sign-in, at a path that no contract declares. */
export function toCsrfCookieSource({ path, createCookies }: CsrfProtection): PrepareResponseSource {
  return () => ({
    name: 'csrf cookies',
    respond: () => undefined,
    respondToUnknown: ({ request, world: { random } }) => {
      if (request.path !== path || !METHODS.has(request.method)) return undefined;
      const cookies = createCookies({
        cookies: parseCookies(request.headers['cookie']),
        random,
        requestId: request.id,
      });
      const headers = { 'set-cookie': cookies.map((cookie) => toSetCookie(cookie, request.origin)) };
      return { status: 204, headers, body: undefined, isExample: false };
    },
  });
}

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD']);
