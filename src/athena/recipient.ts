import type { Caller } from '../behaviour/representation/caller.ts';
import type { JsonObject } from '../kernel/json/json.ts';
import type { FieldViolation } from '../kernel/problem.ts';
import type { StoredRecord, StoreReader } from '../store/port/store.ts';
import type { components } from './contract/contract.generated.ts';

/** The request body to share an agent or a workflow; both have the same fields. */
export type ShareRequest = components['schemas']['AgentShareRequest'];

/** The recipient of a share, and the share's fields that identify them. */
export type Recipient =
  | { readonly kind: 'user' | 'email' | 'link'; readonly fields: JsonObject }
  | { readonly kind: 'invalid'; readonly violations: readonly FieldViolation[] };

/**
 * Finds the recipient that a request names: a user by id or e-mail address, another e-mail address, or a link when it
 * names neither.
 */
export function findRecipient(
  { user_id: id, email }: ShareRequest,
  caller: Caller | undefined,
  reader: StoreReader,
): Recipient {
  if (typeof id === 'number') {
    const user = reader.get('users', id);
    return user === undefined
      ? reject('user_id', 'The selected user id is invalid.', 'exists')
      : toUser(user, 'user_id', caller);
  }
  if (typeof email !== 'string') return { kind: 'link', fields: NO_RECIPIENT };
  const user = reader.all('users').find((candidate) => isSameAddress(candidate['email'], email));
  return user === undefined ? { kind: 'email', fields: { ...NO_RECIPIENT, email } } : toUser(user, 'email', caller);
}

/** Returns true when a share is for this recipient. */
export function isFor(
  share: StoredRecord,
  { kind, fields }: Exclude<Recipient, { readonly kind: 'invalid' }>,
): boolean {
  return (
    share['type'] === kind && share['user_id'] === fields['user_id'] && isSameAddress(share['email'], fields['email'])
  );
}

function toUser(user: StoredRecord, field: string, caller: Caller | undefined): Recipient {
  if (user['id'] === caller?.key)
    return reject(field, `The ${field.replace('_', ' ')} field must name another user.`, 'different');
  return { kind: 'user', fields: { ...NO_RECIPIENT, user_id: user['id'] ?? null } };
}

function reject(field: string, message: string, keyword: string): Recipient {
  return { kind: 'invalid', violations: [{ field, location: 'body', keyword, message }] };
}

/** Compares e-mail addresses without regard to case, as Sign In does. */
function isSameAddress(left: unknown, right: unknown): boolean {
  return String(left).toLowerCase() === String(right).toLowerCase();
}

const NO_RECIPIENT: JsonObject = { user_id: null, email: null };
