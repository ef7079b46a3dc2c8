import type { JsonValue } from '../../kernel/json/json.ts';
import type { RecordKey, StoredRecord, StoreReader } from '../../store/port/store.ts';

/**
 * One look at the state, and what was there. Records are replaced and never changed, so the same object is the same
 * version.
 */
type Read =
  | {
      readonly kind: 'get';
      readonly collection: string;
      readonly key: RecordKey;
      readonly seen: StoredRecord | undefined;
    }
  | {
      readonly kind: 'find';
      readonly collection: string;
      readonly field: string;
      readonly value: JsonValue;
      readonly seen: readonly StoredRecord[];
    }
  | { readonly kind: 'all'; readonly collection: string; readonly seen: readonly StoredRecord[] }
  | { readonly kind: 'position'; readonly seen: number };

/** Everything that was looked at: the versions that something was made from. */
export type ReadSet = readonly Read[];

/**
 * A reader that notes what is read through it: whatever is made by it is the same again as long as the sights are
 * unchanged.
 */
export function trackReads(reader: StoreReader): { readonly reader: StoreReader; readonly sights: ReadSet } {
  const sights: Read[] = [];
  const watched: StoreReader = {
    get: (collection, key) => {
      const seen = reader.get(collection, key);
      if (!sights.some((sight) => sight.kind === 'get' && sight.key === key && sight.collection === collection))
        sights.push({ kind: 'get', collection, key, seen });
      return seen;
    },
    find: (collection, field, value) => {
      const seen = reader.find(collection, field, value);
      sights.push({ kind: 'find', collection, field, value, seen });
      return seen;
    },
    all: (collection) => {
      const seen = reader.all(collection);
      sights.push({ kind: 'all', collection, seen });
      return seen;
    },
    get position() {
      sights.push({ kind: 'position', seen: reader.position });
      return reader.position;
    },
  };
  return { reader: watched, sights };
}

/** Whether everything that was looked at is as it was. */
export function areUnchanged(sights: ReadSet, reader: StoreReader): boolean {
  return sights.every((sight) => isUnchanged(sight, reader));
}

function isUnchanged(sight: Read, reader: StoreReader): boolean {
  switch (sight.kind) {
    case 'get':
      return reader.get(sight.collection, sight.key) === sight.seen;
    case 'find':
      return areSame(reader.find(sight.collection, sight.field, sight.value), sight.seen);
    case 'all':
      return areSame(reader.all(sight.collection), sight.seen);
    case 'position':
      return reader.position === sight.seen;
  }
}

function areSame(left: readonly StoredRecord[], right: readonly StoredRecord[]): boolean {
  return left === right || (left.length === right.length && left.every((record, index) => record === right[index]));
}
