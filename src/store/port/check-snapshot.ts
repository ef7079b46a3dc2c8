import { isJsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { toPointer } from '../../kernel/json/pointer.ts';
import type { CollectionSpec } from './store.ts';

/** One thing that keeps a JSON value from being a snapshot. */
export interface SnapshotFault {
  /** A JSON Pointer (RFC 6901) into the value. */
  readonly pointer: string;
  readonly message: string;
  readonly remedy: string;
}

/** Finds all that keeps `content` from being a StoreSnapshot of these collections; none means that it is one. */
export function checkSnapshot(content: JsonValue, collections: readonly CollectionSpec[]): readonly SnapshotFault[] {
  if (!isJsonObject(content))
    return [fault([], 'This is no state of the simulator.', 'Name another file, or remove it.')];
  const { position, sequences = null, collections: held = null } = content;
  const keys = new Map(collections.map(({ name, key }) => [name, key]));
  return [
    ...(isCount(position) ? [] : [fault(['position'], 'The position is a whole number.', 'Write 0, or what it was.')]),
    ...(isJsonObject(sequences)
      ? checkSequences(sequences)
      : [fault(['sequences'], 'The sequences are an object.', 'Write {}.')]),
    ...(isJsonObject(held)
      ? Object.entries(held).flatMap(([name, records]) => checkCollection(name, records, keys.get(name) ?? 'id'))
      : [fault(['collections'], 'The collections are an object.', 'Write { "<collection>": [ … ] }.')]),
  ];
}

function checkSequences(sequences: Readonly<Record<string, JsonValue>>): readonly SnapshotFault[] {
  const wrong = Object.entries(sequences).filter(([, value]) => !isCount(value));
  return wrong.map(([name]) =>
    fault(['sequences', name], 'A sequence is a whole number.', 'Write the last number that was given.'),
  );
}

function checkCollection(name: string, records: JsonValue, key: string): readonly SnapshotFault[] {
  if (!Array.isArray(records))
    return [fault(['collections', name], 'A collection is a list of records.', 'Put the records in [ ].')];
  const seen = new Set<JsonValue>();
  return records.flatMap((record: JsonValue, index) => {
    if (!isJsonObject(record)) return fault(['collections', name, index], 'A record is an object.', 'Write { … }.');
    const path = ['collections', name, index, key];
    const value = record[key];
    if (typeof value !== 'string' && typeof value !== 'number')
      return fault(path, `A record of ${name} needs a text or a number as its ${key}.`, 'Give it one.');
    if (seen.has(value))
      return fault(path, `${name} holds ${JSON.stringify(value)} twice.`, 'Remove one, or give it another key.');
    seen.add(value);
    return [];
  });
}

function isCount(value: JsonValue | undefined): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function fault(path: readonly (string | number)[], message: string, remedy: string): SnapshotFault {
  return { pointer: toPointer(path), message, remedy };
}
