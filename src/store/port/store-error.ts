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
  /** The same, for want of room; nothing changed. */
  | 'STORE_FULL'
  /**
   * The change cannot be written as JSON: it is too long, too deep, or leads back to itself. It fails alone; nothing
   * changed.
   */
  | 'UNSERIALISABLE'
  /** Files cannot be read at present; the system says why. */
  | 'READ_FAILED'
  /** A file is not what it should be. */
  | 'UNREADABLE'
  /** The store, or the transaction, has ended. */
  | 'CLOSED';

/** The store's refusal: nothing has changed when it is thrown out of a transaction. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  /** What happened and what to do, in words that a client may read; undefined where the code says it all. */
  get advice(): string | undefined {
    return this.cause instanceof FilesLostError ? `Nothing is stored: ${this.cause.message}` : undefined;
  }

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.code = code;
  }
}

/** One way in which a record that was to be committed breaks a rule. `path` leads into the record. */
export interface RecordViolation {
  readonly collection: string;
  readonly key: string | number;
  readonly path: readonly (string | number)[];
  /** The JSON Schema keyword that rejects it, or the name of the rule. */
  readonly keyword: string;
  readonly message: string;
  readonly remedy: string;
}

/**
 * A transaction that broke the store's constraint: nothing of it was committed. `records` are those that broke it, for
 * the log: without secrets.
 */
export class ConstraintError extends Error {
  readonly violations: readonly RecordViolation[];
  readonly records: readonly object[];

  constructor(violations: readonly RecordViolation[], records: readonly object[]) {
    const [first] = violations;
    super(
      `Failed to commit: ${first?.collection ?? ''}/${String(first?.key)}: ${first?.message ?? ''} Nothing has changed.`,
    );
    this.name = 'ConstraintError';
    this.violations = violations;
    this.records = records;
  }
}

/** The files of the store are not where they were, or not ours any more. Its message holds no path. */
export class FilesLostError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FilesLostError';
  }
}

/**
 * What a store throws where its journal could not keep a write, or its files a snapshot: only what the disk or the lock
 * says is a write failure.
 */
export function toWriteFailure(cause: unknown, what = 'the change'): StoreError {
  if (isUnserialisable(cause)) return cause;
  const isFull = cause instanceof Error && 'code' in cause && (cause.code === 'ENOSPC' || cause.code === 'EDQUOT');
  const code = isFull ? 'STORE_FULL' : 'WRITE_FAILED';
  return new StoreError(code, `Failed to keep ${what}: ${toReason(cause).replace(/\.$/, '')}. Nothing has changed.`, {
    cause,
  });
}

/** Whether an error says that a change cannot be written as JSON, now or later. */
export function isUnserialisable(error: unknown): error is StoreError {
  return error instanceof StoreError && error.code === 'UNSERIALISABLE';
}

/** Whether an error says that a write could not be kept: it may be tried again later. */
export function isWriteFailure(error: unknown): error is StoreError {
  return error instanceof StoreError && (error.code === 'WRITE_FAILED' || error.code === 'STORE_FULL');
}

/** Whether an error is the machine's, such as a full disk: the same request may succeed later. */
export function isStoreFailure(error: unknown): error is StoreError {
  return isWriteFailure(error) || (error instanceof StoreError && error.code === 'READ_FAILED');
}

function toReason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
