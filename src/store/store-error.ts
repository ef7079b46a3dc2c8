/** Why the store refuses. Codes are permanent: compare them, never a message. */
export type StoreErrorCode =
  /** A record with this key is there already. */
  | 'DUPLICATE_KEY'
  /** There is no record with this key. */
  | 'NO_SUCH_RECORD'
  /** A record without a usable key, or a change of its key. */
  | 'INVALID_KEY'
  /** The journal could not keep the change; nothing changed. */
  | 'WRITE_FAILED'
  /** A file is not what it should be. */
  | 'UNREADABLE'
  /** The store, or the transaction, has ended. */
  | 'CLOSED';

/** The store's refusal: nothing has changed when it is thrown out of a transaction. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.code = code;
  }
}

/** What an error says of itself. */
export function toReason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
