import type { Caller } from '../behaviour/representation/caller.ts';
import type { JsonObject } from '../kernel/json/json.ts';
import type { FieldViolation } from '../kernel/problem.ts';
import type { StoredRecord, StoreReader } from '../store/port/store.ts';
import type { components } from './contract/contract.generated.ts';

/** What the two requests to share have in common, which is all. */
export type ShareRequest = components['schemas']['AgentShareRequest'];

/** Whom something is shared with, and the fields of a share that say so. */
export type Recipient =
  | { readonly kind: 'user' | 'email' | 'link'; readonly fields: JsonObject }
  | { readonly kind: 'invalid'; readonly violations: readonly FieldViolation[] };

/**
 * Whom a request names: a user, by number or by the address that they sign in with; another address; or nobody, which
 * is whoever has the link.
 */
export function findRecipient(
  { user_id: id, email }: ShareRequest,
  caller: Caller | undefined,
  reader: StoreReader,
): Recipient {
  if (typeof id === 'number') {
    const user = reader.get('users', id);
    return user === undefined
      ? refuse('user_id', 'The selected user id is invalid.', 'exists')
      : toUser(user, 'user_id', caller);
  }
  if (typeof email !== 'string') return { kind: 'link', fields: NOBODY };
  const user = reader.all('users').find((candidate) => isSame(candidate['email'], email));
  return user === undefined ? { kind: 'email', fields: { ...NOBODY, email } } : toUser(user, 'email', caller);
}

/** True where a share is for that recipient. */
export function isFor(
  share: StoredRecord,
  { kind, fields }: Exclude<Recipient, { readonly kind: 'invalid' }>,
): boolean {
  return share['type'] === kind && share['user_id'] === fields['user_id'] && isSame(share['email'], fields['email']);
}

function toUser(user: StoredRecord, field: string, caller: Caller | undefined): Recipient {
  if (user['id'] === caller?.key)
    return refuse(field, `The ${field.replace('_', ' ')} field must name somebody else.`, 'different');
  return { kind: 'user', fields: { ...NOBODY, user_id: user['id'] ?? null } };
}

function refuse(field: string, message: string, keyword: string): Recipient {
  return { kind: 'invalid', violations: [{ field, location: 'body', keyword, message }] };
}

/** Addresses are the same whatever their case, as when signing in. */
function isSame(left: unknown, right: unknown): boolean {
  return String(left).toLowerCase() === String(right).toLowerCase();
}

const NOBODY: JsonObject = { user_id: null, email: null };
