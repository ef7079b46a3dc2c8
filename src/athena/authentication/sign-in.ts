import type { PrepareRule, Rule } from '../../behaviour/rule/behaviour.ts';
import type { Caller } from '../../behaviour/representation/caller.ts';
import { isKey } from '../../behaviour/representation/record-key.ts';
import { schedule, type PrepareWork } from '../../behaviour/time/schedule.ts';
import { isSameSecret, sha256 } from '../../kernel/random/digest.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import type { Outcome, OutcomeCookie } from '../../kernel/outcome.ts';
import type { StoredRecord } from '../../store/port/store.ts';
import { SESSION_COOKIE, SESSIONS, TOKENS } from './authentication.ts';
import { CSRF_COOKIE, SESSION_LENGTH, toCsrfCookie } from './csrf.ts';
import type { components } from '../contract/contract.generated.ts';
import { createToken, END_SESSION, type TokenContext } from './tokens.ts';

/** Settings of sign-ins. */
export interface SignInSettings {
  /** How long a token and a session last, in milliseconds; undefined means forever. */
  readonly ttl: number | undefined;
  /** Whether sessions have a CSRF token. */
  readonly csrf: boolean;
}

/** Sign In: creates an API token, stored as a hash, and a session cookie for browsers. */
export const prepareSignIn =
  ({ ttl, csrf }: SignInSettings): PrepareRule =>
  (_operation, { contract, representer }) => {
    const users = contract.resources.get('User');
    if (users === undefined) throw new Error('Sign In needs the schema User.');

    return function signIn({ world, commit, body, request }) {
      return commit((transaction): Outcome => {
        // The contract has already validated the body.
        const credentials = body as JsonValue & components['schemas']['SignInRequest'];
        const record = transaction.all(users.collection).find((user) => hasCredentials(user, credentials));
        const key = record?.[users.key];
        if (record === undefined || !isKey(key)) return WRONG_CREDENTIALS;
        const caller: Caller = { key, record, credential: { kind: 'none' } };
        const { token, session } = openSession(caller, { world, transaction, ttl });
        const user = representer.represent(users, record, { reader: transaction, caller, origin: request.origin });
        return {
          kind: 'success',
          body: { data: { token, token_type: 'Bearer', user } },
          cookies: [{ name: SESSION_COOKIE, value: session }, csrf ? toCsrfCookie(session) : []].flat(),
        };
      });
    };
  };

/** Logout: revokes the request's session or API token. The fixed token and Multiplai tokens stay valid. */
export const prepareLogout = ({ csrf }: Pick<SignInSettings, 'csrf'>): PrepareRule => {
  const removed: readonly OutcomeCookie[] = [
    { name: SESSION_COOKIE, value: null },
    csrf ? ({ name: CSRF_COOKIE, value: null, isForScripts: true } as const) : [],
  ].flat();
  const logOut: Rule = ({ commit, caller }) =>
    commit((transaction): Outcome => {
      const { kind, key } = caller?.credential ?? { kind: 'none' };
      if (key === undefined) return { kind: 'success' };
      if (kind === 'token') transaction.delete(TOKENS, key);
      if (kind !== 'session') return { kind: 'success' };
      transaction.delete(SESSIONS, key);
      return { kind: 'success', cookies: removed };
    });
  return () => logOut;
};

function openSession({ key }: Caller, context: TokenContext): { readonly token: string; readonly session: string } {
  const { world, transaction } = context;
  const { id, text, times, end } = createToken(key, context);
  const session = world.random.hex(`session/${id}`, SESSION_LENGTH);
  transaction.insert(SESSIONS, { id: sha256(session), user_id: key, ...times });
  if (end !== undefined)
    schedule(transaction, { kind: END_SESSION, due: end, payload: { token: id, session: sha256(session) } });
  return { token: text, session };
}

/**
 * Marks a token and a session that have expired, so that cached responses to their requests are not used again, and
 * deletes them a day later: meanwhile the log says why they are rejected.
 */
export const prepareEndSession: PrepareWork =
  () =>
  async ({ token, session, is_marked: isMarked }, { now }) =>
  (transaction) => {
    for (const [collection, key] of [[TOKENS, token] as const, [SESSIONS, session] as const]) {
      if (key === undefined || !isKey(key) || transaction.get(collection, key) === undefined) continue;
      if (isMarked === true) transaction.delete(collection, key);
      else transaction.update(collection, key, { has_expired: true });
    }
    if (isMarked === true) return;
    const keys = { ...(token === undefined ? {} : { token }), ...(session === undefined ? {} : { session }) };
    schedule(transaction, { kind: END_SESSION, due: now + KEPT, payload: { ...keys, is_marked: true } });
  };

function hasCredentials(user: StoredRecord, { email, password }: components['schemas']['SignInRequest']): boolean {
  const hash = user['password_hash'];
  return (
    String(user['email']).toLowerCase() === email.toLowerCase() &&
    typeof hash === 'string' &&
    isSameSecret(hash, sha256(password))
  );
}

/** How long an expired token or session is kept, in milliseconds: a day. */
const KEPT = 86_400_000;

const WRONG_CREDENTIALS: Outcome = {
  kind: 'invalid',
  violations: [
    {
      field: 'email',
      location: 'body',
      keyword: 'credentials',
      message: 'These credentials do not match our records.',
    },
  ],
};
