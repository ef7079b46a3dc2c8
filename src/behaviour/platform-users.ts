import type { RecordKey, StoredRecord, StoreReader, Transaction } from '../store/port/store.ts';
import type { World } from '../store/port/world.ts';
import type { Caller, Credential } from './representation/caller.ts';

/** The users of a platform, as whom the control plane may act. */
export interface PlatformUsers {
  /** The collection of their records, each with an `email`. */
  readonly collection: string;
  /** Returns the user with this id or email address; undefined when there is none. */
  readonly find: (reader: StoreReader, name: string) => StoredRecord | undefined;
  /** Returns the caller whose user has this key; undefined when there is no such user. */
  readonly findCaller: (reader: StoreReader, key: RecordKey, credential: Credential) => Caller | undefined;
  /** Creates a token for a user, which ends as those of a sign-in do. */
  readonly issueToken: (user: StoredRecord, world: World, transaction: Transaction) => IssuedToken;
}

/** A token that was created for a user. The text cannot be read again. */
export interface IssuedToken {
  readonly token: string;
  readonly user: { readonly id: RecordKey; readonly name: string; readonly email: string };
  /** ISO 8601; undefined when it never ends. */
  readonly expiresAt: string | undefined;
}
