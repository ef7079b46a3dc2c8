import type { RecordKey, StoredRecord } from '../../store/port/store.ts';

/** The user who makes a request. `credential` is the one that identified the caller, so that it can be revoked. */
export interface Caller {
  readonly key: RecordKey;
  readonly record: StoredRecord;
  readonly credential: Credential;
}

/** The credential that identified a caller. `key` is the key of its stored record, if it has one. */
export interface Credential {
  readonly kind: 'session' | 'external' | 'token' | 'fixed' | 'none';
  readonly key?: RecordKey;
}
