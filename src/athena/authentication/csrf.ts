import { hmacSha256, isSameSecret } from '../../kernel/random/digest.ts';
import type { OutcomeCookie } from '../../kernel/outcome.ts';
import { Problem } from '../../kernel/problem.ts';
import type { CsrfProtection, GuardedRequest } from '../../behaviour/csrf-protection.ts';
import { SESSION_COOKIE } from './authentication.ts';

/** The name of the cookie that holds the CSRF token for scripts. */
export const CSRF_COOKIE = 'XSRF-TOKEN';

/**
 * Protects sessions as Laravel and Sanctum do: a request that changes something by the session cookie repeats the token
 * of the cookie `XSRF-TOKEN` in the header `X-XSRF-TOKEN`, which a page of another site cannot read. A sign-in from a
 * page needs it too, of the session that `GET /sanctum/csrf-cookie` begins.
 */
export const CSRF_PROTECTION: CsrfProtection = {
  path: '/sanctum/csrf-cookie',
  createCookies: ({ cookies, random, requestId }) => {
    const known = cookies[SESSION_COOKIE];
    if (known !== undefined && known !== '') return [toCsrfCookie(known)];
    const session = random.hex(`guest_session/${requestId}`, SESSION_LENGTH);
    return [{ name: SESSION_COOKIE, value: session }, toCsrfCookie(session)];
  },
  check: (guarded) => {
    if (SAFE_METHODS.has(guarded.method) || !needsToken(guarded)) return;
    const session = guarded.cookies[SESSION_COOKIE] ?? '';
    const sent = guarded.headers['x-xsrf-token'] ?? '';
    const token = createCsrfToken(session);
    if (session === '' || !isSameSecret(sent, token))
      throw new Problem('CSRF_TOKEN_MISMATCH', { reason: explain({ session, sent, token }) });
  },
};

/** Returns the cookie with the token of a session. */
export function toCsrfCookie(session: string): OutcomeCookie {
  return { name: CSRF_COOKIE, value: createCsrfToken(session), isForScripts: true };
}

/** How long the id of a session is, in hexadecimal digits. */
export const SESSION_LENGTH = 40;

/**
 * Derives the token from the session's id, which scripts cannot read: the same on every replica and after a restart. It
 * is base64, so that its cookie is percent-encoded, as Laravel's is.
 */
function createCsrfToken(session: string): string {
  return Buffer.from(hmacSha256(session, CSRF_COOKIE), 'hex').toString('base64');
}

/** Sanctum takes a request for one of a front-end by its `Origin` or `Referer`, which browsers send. */
function needsToken({ operation, caller, headers }: GuardedRequest): boolean {
  if (operation.id !== 'signIn') return caller?.credential.kind === 'session';
  return headers['origin'] !== undefined || headers['referer'] !== undefined;
}

/** Says for the log what is wrong, without the token. */
function explain({ session, sent, token }: Record<'session' | 'sent' | 'token', string>): string {
  if (session === '') return `The request has no cookie ${SESSION_COOKIE}. ${ASK_FIRST}`;
  if (sent === '') return `The request has no header X-XSRF-TOKEN. ${SEND_IT}`;
  return isSameSecret(sent, encodeURIComponent(token))
    ? `X-XSRF-TOKEN has the encoded value of the cookie ${CSRF_COOKIE}: decode it with decodeURIComponent.`
    : `X-XSRF-TOKEN is not the token of this session. ${SEND_IT}`;
}

const SEND_IT = `Send the decoded value of the cookie ${CSRF_COOKIE} in it.`;
const ASK_FIRST = 'GET /sanctum/csrf-cookie sets it before a sign-in.';
/** Laravel calls them reading. */
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
