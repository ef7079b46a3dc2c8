import { isKey } from '../../behaviour/representation/record-key.ts';
import { findOwn, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { toPointer } from '../../kernel/json/pointer.ts';
import type { StateFault } from '../../kernel/problem.ts';
import { createSlices } from '../../kernel/turns.ts';
import type { CollectionSpec, RecordKey, StoredRecord, StoreReader, Transaction } from '../../store/port/store.ts';
import { findRedacted, unredactRecord } from './redact-state.ts';
import { rejectFaults } from './reject-faults.ts';

/** A record to put, and what it was prepared with. */
export interface PreparedRecord {
  readonly sent: JsonObject;
  /** The stored record with its key. */
  readonly present: StoredRecord | undefined;
  /** The sent record, with the digests that it leaves unchanged. */
  readonly record: JsonObject;
  /** The path of a `[redacted]` that has no stored digest. */
  readonly redacted: readonly (string | number)[] | undefined;
}

/** Inserts a record, or replaces the one with its key. `merge` keeps properties that are not sent. */
export function putRecord(
  transaction: Transaction,
  spec: CollectionSpec,
  sent: JsonObject,
  { merge }: { readonly merge: boolean },
): void {
  putPrepared(transaction, spec, prepare(transaction, spec, sent), { merge });
}

/** Prepares records in slices: to look through thousands of them takes long, and a transaction cannot pause. */
export async function prepareRecords(
  reader: StoreReader,
  spec: CollectionSpec,
  records: readonly JsonObject[],
): Promise<readonly PreparedRecord[]> {
  const slices = createSlices();
  const prepared: PreparedRecord[] = [];
  for (const sent of records) {
    prepared.push(prepare(reader, spec, sent));
    await slices.pause();
  }
  return prepared;
}

/** Like `putRecord`, with a prepared record. It is prepared again when the stored record has changed since. */
export function putPrepared(
  transaction: Transaction,
  spec: CollectionSpec,
  prepared: PreparedRecord,
  { merge }: { readonly merge: boolean },
): void {
  const present = findExisting(transaction, spec, prepared.sent);
  const { record, redacted } = present === prepared.present ? prepared : prepare(transaction, spec, prepared.sent);
  if (redacted !== undefined) rejectFaults([toUnresolvedRedaction(['collections', spec.name, ...redacted])]);
  if (!isKey(findOwn(record, spec.key))) rejectFaults([toMissingKey(spec)]);
  if (present === undefined) transaction.insert(spec.name, record);
  else transaction.replace(spec.name, merge ? { ...present, ...record } : record);
}

/** Returns the stored record with the key of a sent one. */
export function findExisting(
  reader: StoreReader,
  { name, key }: CollectionSpec,
  record: JsonObject,
): StoredRecord | undefined {
  const value: RecordKey | undefined = toKey(findOwn(record, key));
  return value === undefined ? undefined : reader.get(name, value);
}

function toKey(value: JsonValue | undefined): RecordKey | undefined {
  return isKey(value) ? value : undefined;
}

/** Returns the fault of a `[redacted]` that no stored record has the original of. */
export function toUnresolvedRedaction(path: readonly (string | number)[]): StateFault {
  return {
    pointer: toPointer(path),
    message: 'The value is [redacted], and no stored record has the original.',
    remedy: 'Send the digest, or leave the field out.',
  };
}

function prepare(reader: StoreReader, spec: CollectionSpec, sent: JsonObject): PreparedRecord {
  const present = findExisting(reader, spec, sent);
  const record = unredactRecord(sent, present);
  return { sent, present, record, redacted: findRedacted(record) };
}

function toMissingKey({ name, key }: CollectionSpec): StateFault {
  return {
    pointer: toPointer(['collections', name]),
    message: `A record of ${name} needs a string or a number as its ${key}.`,
    remedy: `Add the property ${key}.`,
  };
}
