import type { JsonValue } from '../../kernel/json/json.ts';
import { toClause } from '../../kernel/text/to-reason.ts';
import { JournalUncertain } from './journal.ts';

/** Why the store rejects an operation. Codes are permanent: compare codes, never messages. */
export type StoreErrorCode =
  /** A record with this key exists. */
  | 'DUPLICATE_KEY'
  /** There is no record with this key. */
  | 'NO_SUCH_RECORD'
  /** The record has no valid key, or an update would change its key. */
  | 'INVALID_KEY'
  /** The change could not be stored; nothing has changed. */
  | 'WRITE_FAILED'
  /** The storage did not say whether the change was stored; it may have been. */
  | 'WRITE_UNCERTAIN'
  /** The disk is full; nothing has changed. */
  | 'STORE_FULL'
  /** Records were checked by another contract than that of the store. */
  | 'SCHEMA_CHANGED'
  /** Records were made of others that have changed since. */
  | 'STATE_CHANGED'
  /** The change cannot be written as JSON: it is too long, too deeply nested or circular. Only this change fails. */
  | 'UNSERIALISABLE'
  /** The files cannot be read at present; the cause says why. */
  | 'READ_FAILED'
  /** The file is not a valid snapshot. */
  | 'UNREADABLE'
  /** The store is closed, or the transaction has ended. */
  | 'CLOSED';

/** An operation that the store rejects. Thrown from a transaction, it leaves the store unchanged. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  /**
   * What happened and what to do, without details that a client should not see; undefined when the code says enough.
   */
  get advice(): string | undefined {
    if (this.cause instanceof OtherContractError) return this.cause.message;
    return this.cause instanceof FilesLostError ? `Nothing is stored: ${this.cause.message}` : undefined;
  }

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.code = code;
  }
}

/** A rule that a record of a transaction breaks. `path` points into the record. */
export interface RecordViolation {
  readonly collection: string;
  readonly key: string | number;
  readonly path: readonly (string | number)[];
  /** The JSON Schema keyword that failed, or the name of the rule. */
  readonly keyword: string;
  readonly message: string;
  readonly remedy: string;
  /** The record that does not exist, which a foreign key of the record names. */
  readonly missing?: { readonly collection: string; readonly key: JsonValue };
}

/**
 * A transaction that breaks the store's constraint; nothing of it was committed. `records` are the invalid records,
 * without secrets, for the log.
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

/** The store's files were moved or removed, or belong to another process. The message contains no path. */
export class FilesLostError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FilesLostError';
  }
}

/** The log's records conform to another contract than the one that this process serves, so it must not write. */
export class OtherContractError extends Error {
  constructor(contract: string | undefined) {
    super(
      `The log of this world has the contract ${contract?.slice(0, 12) ?? 'of another simulator'}, and this process serves another one. Nothing was changed. Reload this process, or restart it with that contract.`,
    );
    this.name = 'OtherContractError';
  }
}

/**
 * Converts a failure of the journal, or of a snapshot's file, to the StoreError that the store throws: WRITE_UNCERTAIN
 * when it may have been stored, STORE_FULL when the disk is full, otherwise WRITE_FAILED.
 */
export function toWriteFailure(cause: unknown, what = 'the change'): StoreError {
  if (isUnserialisable(cause)) return cause;
  if (cause instanceof JournalUncertain) return new StoreError('WRITE_UNCERTAIN', cause.message, { cause });
  const isFull = cause instanceof Error && 'code' in cause && (cause.code === 'ENOSPC' || cause.code === 'EDQUOT');
  const code = isFull ? 'STORE_FULL' : 'WRITE_FAILED';
  return new StoreError(code, `Failed to store ${what}: ${toClause(cause)}. Nothing has changed.`, {
    cause,
  });
}

/** Whether the keys of records do not fit the collections: they were written for others. */
export function isKeyFault(error: unknown): error is StoreError {
  return error instanceof StoreError && (error.code === 'INVALID_KEY' || error.code === 'DUPLICATE_KEY');
}

/** Whether the change cannot be written as JSON, so that trying again is useless. */
export function isUnserialisable(error: unknown): error is StoreError {
  return error instanceof StoreError && error.code === 'UNSERIALISABLE';
}

/**
 * Whether a write was not acknowledged and may succeed later. Only a write that looks at the state first may be
 * repeated without asking: an uncertain one may have been stored.
 */
export function isWriteFailure(error: unknown): error is StoreError {
  return error instanceof StoreError && WRITE_FAILURES.has(error.code);
}

const WRITE_FAILURES: ReadonlySet<StoreErrorCode> = new Set(['WRITE_FAILED', 'WRITE_UNCERTAIN', 'STORE_FULL']);

/** Whether the cause is the machine, such as a full disk, so that the same request may succeed later. */
export function isStoreFailure(error: unknown): error is StoreError {
  return isWriteFailure(error) || (error instanceof StoreError && error.code === 'READ_FAILED');
}
