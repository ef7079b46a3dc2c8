import type { RecordKey, StoredRecord } from '../../store/port/store.ts';

/** Who asks: a user's record. `credential` is what let the caller in, so that it can be revoked. */
export interface Caller {
  readonly key: RecordKey;
  readonly record: StoredRecord;
  readonly credential: Credential;
}

/** What a caller was recognised by. `key` is that of its record, where it has one. */
export interface Credential {
  readonly kind: 'session' | 'external' | 'token' | 'fixed' | 'none';
  readonly key?: RecordKey;
}
