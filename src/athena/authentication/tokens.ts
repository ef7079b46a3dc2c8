import { isKey } from '../../behaviour/representation/record-key.ts';
import type { PlatformUsers } from '../../behaviour/platform-users.ts';
import { schedule } from '../../behaviour/time/schedule.ts';
import { sha256 } from '../../kernel/random/digest.ts';
import { toTimestamp } from '../../kernel/time/clock.ts';
import type { RecordKey, StoredRecord, StoreReader, Transaction } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import { toCaller, TOKENS } from './authentication.ts';
import { createTokenText } from './token.ts';

/** The kind of scheduled work that ends a token and its session. */
export const END_SESSION = 'end_session';

/** What a token is created with. */
export interface TokenContext {
  readonly world: Pick<World, 'clock' | 'random'>;
  readonly transaction: Transaction;
  /** How long it lasts, in milliseconds; undefined means forever. */
  readonly ttl: number | undefined;
}

/** A token that was created. */
export interface CreatedToken {
  readonly id: number;
  readonly text: string;
  /** When it was created and when it ends, as its record has them. */
  readonly times: { readonly created_at: string; readonly expires_at?: string };
  /** When it ends, in milliseconds; undefined when it never does. */
  readonly end: number | undefined;
}

/** Creates an API token, which is stored as a hash. The caller schedules its end. */
export function createToken(
  userKey: RecordKey,
  { world: { clock, random }, transaction, ttl }: TokenContext,
): CreatedToken {
  const id = transaction.next(TOKENS);
  const text = createTokenText(random, `token/${id}`);
  const now = clock.now();
  // Timestamps have no fractions of a second.
  const end = ttl === undefined ? undefined : Math.ceil((now + ttl) / 1000) * 1000;
  const times = { created_at: toTimestamp(now), ...(end === undefined ? {} : { expires_at: toTimestamp(end) }) };
  transaction.insert(TOKENS, {
    id,
    user_id: userKey,
    name: 'api',
    token_hash: sha256(text),
    ...times,
    last_used_at: null,
  });
  return { id, text: `${id}|${text}`, times, end };
}

/** Creates the users as whom the control plane may act. Tokens last for `ttl` milliseconds; undefined means forever. */
export function createUsers(ttl: number | undefined): PlatformUsers {
  return {
    collection: 'users',
    find: findUser,
    findCaller: toCaller,
    issueToken: (user, world, transaction) => {
      const { id, name, email } = user;
      if (!isKey(id)) throw new Error('A user has no id.');
      const { id: token, text, times, end } = createToken(id, { world, transaction, ttl });
      if (end !== undefined) schedule(transaction, { kind: END_SESSION, due: end, payload: { token } });
      return { token: text, user: { id, name: String(name), email: String(email) }, expiresAt: times.expires_at };
    },
  };
}

function findUser(reader: StoreReader, name: string): StoredRecord | undefined {
  const email = name.toLowerCase();
  return reader
    .all('users')
    .find(
      (user) =>
        String(user['id']) === name || user['multiplai_id'] === name || String(user['email']).toLowerCase() === email,
    );
}
