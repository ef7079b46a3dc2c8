import type { Caller, Credential } from '../../behaviour/representation/caller.ts';
import { isKey } from '../../behaviour/representation/record-key.ts';
import type { Authenticate, AuthenticationSettings, Credentials, ExplainRejection } from '../../behaviour/platform.ts';
import { isSameSecret, sha256 } from '../../kernel/random/digest.ts';
import { parseTimestamp, type Clock } from '../../kernel/time/clock.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import type { StoredRecord, StoreReader } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import { parseToken } from './token.ts';

/** The documented John Doe: the user of the fixed token and of `--auth off`. Without him it is the first user. */
const DEMO_USER = 123;
/** The collection that stores personal access tokens. */
export const TOKENS = 'personal_access_tokens';
/** The collection that stores sessions. */
export const SESSIONS = 'sessions';
/** The name of the cookie that holds the session id. */
export const SESSION_COOKIE = 'athena_session';

/**
 * Authenticates a request by the documented cascade: session, Multiplai token, Sanctum token. A step that fails falls
 * through to the next; when all fail it returns undefined. Source: https://docs.rea.pro/authentication-4072180f0
 */
export const authenticate: Authenticate = (credentials, world, settings) => {
  if (settings.auth === 'off') return toDemoCaller(world.store, { kind: 'none' });
  for (const { scheme, step } of CASCADE) {
    const caller = credentials.schemes.includes(scheme) ? step(credentials, world, settings) : undefined;
    if (caller !== undefined) return caller;
  }
  return undefined;
};

/** Says why no step of the cascade found the caller of a request, without its credentials. */
export const explainRejection: ExplainRejection = (credentials, world) => {
  const reasons = CASCADE.flatMap(({ scheme, explain }) =>
    credentials.schemes.includes(scheme) ? (explain(credentials, world) ?? []) : [],
  );
  return reasons.length === 0 ? 'The request has no session cookie and no token.' : reasons.join(' ');
};

/** Says why a credential does not count. Returns undefined when the request has none of its kind. */
type Explain = (credentials: Credentials, world: World) => string | undefined;

type Step = (credentials: Credentials, world: World, settings: AuthenticationSettings) => Caller | undefined;

function bySession({ cookies }: Credentials, { store, clock }: World): Caller | undefined {
  const session = findSession(store, cookies[SESSION_COOKIE]);
  return session === undefined || hasExpired(session, clock)
    ? undefined
    : toCaller(store, session['user_id'], withKey('session', session));
}

function findSession(store: StoreReader, cookie: string | undefined): StoredRecord | undefined {
  return cookie === undefined ? undefined : store.get(SESSIONS, sha256(cookie));
}

function explainSession({ cookies }: Credentials, { store, clock }: World): string | undefined {
  const cookie = cookies[SESSION_COOKIE];
  return cookie === undefined ? undefined : explainRecord('session', findSession(store, cookie), clock);
}

/** Says what is wrong with the record of a credential. */
function explainRecord(what: 'session' | 'bearer token', record: StoredRecord | undefined, clock: Clock): string {
  if (record === undefined)
    return `The ${what} is unknown: it is not of this world and state, or has ended with a logout.`;
  return hasExpired(record, clock) ? `The ${what} has expired.` : `The user of the ${what} does not exist.`;
}

function byMultiplaiToken({ headers }: Credentials, { store }: World): Caller | undefined {
  const token = readMultiplaiToken(headers);
  if (token === '') return undefined;
  const [user] = store.find('users', 'multiplai_token_hash', sha256(token));
  return user === undefined ? undefined : toCaller(store, user['id'], { kind: 'external' });
}

function readMultiplaiToken(headers: Credentials['headers']): string {
  return (headers['x-multiplai-authorization'] ?? '').replace(/^bearer\s+/i, '').trim();
}

function explainMultiplaiToken({ headers }: Credentials): string | undefined {
  return readMultiplaiToken(headers) === '' ? undefined : 'No user has the token of X-Multiplai-Authorization.';
}

function byApiToken(
  { headers }: Credentials,
  { store, clock }: World,
  { token }: AuthenticationSettings,
): Caller | undefined {
  const bearer = readBearer(headers);
  if (bearer !== '' && isSameSecret(bearer, token)) return toDemoCaller(store, { kind: 'fixed' });
  const record = findToken(store, bearer);
  return record === undefined || hasExpired(record, clock)
    ? undefined
    : toCaller(store, record['user_id'], withKey('token', record));
}

function readBearer(headers: Credentials['headers']): string {
  return /^bearer +(\S+) *$/i.exec(headers['authorization'] ?? '')?.[1] ?? '';
}

function explainBearer({ headers }: Credentials, { store, clock }: World): string | undefined {
  const { authorization = '' } = headers;
  if (authorization.trim() === '') return undefined;
  const bearer = readBearer(headers);
  return bearer === ''
    ? 'The header Authorization is not "Bearer", a space and a token.'
    : explainRecord('bearer token', findToken(store, bearer), clock);
}

/** Tokens and sessions without `expires_at` never expire. Scheduled work marks the others once they have. */
function hasExpired({ expires_at: end }: StoredRecord, clock: Clock): boolean {
  return typeof end === 'string' && clock.now() >= (parseTimestamp(end) ?? 0);
}

function findToken(store: StoreReader, bearer: string): StoredRecord | undefined {
  const parsed = parseToken(bearer);
  if (parsed === undefined) return undefined;
  const record =
    parsed.id === undefined ? store.find(TOKENS, 'token_hash', sha256(parsed.text))[0] : store.get(TOKENS, parsed.id);
  const hash = record?.['token_hash'];
  return typeof hash === 'string' && isSameSecret(hash, sha256(parsed.text)) ? record : undefined;
}

function toDemoCaller(store: StoreReader, credential: Credential): Caller | undefined {
  return toCaller(store, DEMO_USER, credential) ?? toCaller(store, store.all('users')[0]?.['id'], credential);
}

/** Returns the caller whose user has this key; undefined when there is no such user. */
export function toCaller(store: StoreReader, key: JsonValue | undefined, credential: Credential): Caller | undefined {
  const record = isKey(key) ? store.get('users', key) : undefined;
  return record === undefined || !isKey(key) ? undefined : { key, record, credential };
}

function withKey(kind: Credential['kind'], { id }: StoredRecord): Credential {
  return isKey(id) ? { kind, key: id } : { kind };
}

const CASCADE: readonly { readonly scheme: string; readonly step: Step; readonly explain: Explain }[] = [
  { scheme: 'sessionCookie', step: bySession, explain: explainSession },
  { scheme: 'multiplaiAuthorization', step: byMultiplaiToken, explain: explainMultiplaiToken },
  { scheme: 'bearerToken', step: byApiToken, explain: explainBearer },
];
