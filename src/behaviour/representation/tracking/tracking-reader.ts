import type { JsonValue } from '../../../kernel/json/json.ts';
import type { RecordKey, StoredRecord, StoreReader } from '../../../store/port/store.ts';

/**
 * One read of a reader, and its result. Records are replaced and never mutated, so the same object is the same
 * version.
 */
export type Read =
  | {
      readonly kind: 'get';
      readonly collection: string;
      readonly key: RecordKey;
      readonly result: StoredRecord | undefined;
    }
  | {
      readonly kind: 'find';
      readonly collection: string;
      readonly field: string;
      readonly value: JsonValue;
      readonly result: readonly StoredRecord[];
    }
  | { readonly kind: 'all'; readonly collection: string; readonly result: readonly StoredRecord[] }
  | { readonly kind: 'position'; readonly result: number };

/** Everything that was read to derive a value, with the versions that were found. */
export type ReadSet = readonly Read[];

/** Wraps a reader and calls the listener after each read. */
export function listenToReads(reader: StoreReader, onRead: (read: Read) => void): StoreReader {
  return {
    get: (collection, key) => {
      const result = reader.get(collection, key);
      onRead({ kind: 'get', collection, key, result });
      return result;
    },
    find: (collection, field, value) => {
      const result = reader.find(collection, field, value);
      onRead({ kind: 'find', collection, field, value, result });
      return result;
    },
    all: (collection) => {
      const result = reader.all(collection);
      onRead({ kind: 'all', collection, result });
      return result;
    },
    get position() {
      const result = reader.position;
      onRead({ kind: 'position', result });
      return result;
    },
  };
}

/**
 * Wraps a reader and records every read. A value derived through it stays valid as long as its reads are unchanged.
 */
export function trackReads(reader: StoreReader): { readonly reader: StoreReader; readonly reads: ReadSet } {
  const reads: Read[] = [];
  const isKnown = (read: Read): boolean =>
    read.kind === 'get' &&
    reads.some((other) => other.kind === 'get' && other.key === read.key && other.collection === read.collection);
  return {
    reader: listenToReads(reader, (read) => {
      if (!isKnown(read)) reads.push(read);
    }),
    reads,
  };
}

/** Returns whether every read would return the same result again. */
export function areUnchanged(reads: ReadSet, reader: StoreReader): boolean {
  return reads.every((read) => isUnchanged(read, reader));
}

function isUnchanged(read: Read, reader: StoreReader): boolean {
  switch (read.kind) {
    case 'get':
      return reader.get(read.collection, read.key) === read.result;
    case 'find':
      return areSameRecords(reader.find(read.collection, read.field, read.value), read.result);
    case 'all':
      return areSameRecords(reader.all(read.collection), read.result);
    case 'position':
      return reader.position === read.result;
  }
}

/** Returns whether two lists hold the same records, in the same versions and order. */
export function areSameRecords(left: readonly StoredRecord[], right: readonly StoredRecord[]): boolean {
  return left === right || (left.length === right.length && left.every((record, index) => record === right[index]));
}
