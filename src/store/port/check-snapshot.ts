import { isJsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { toPointer } from '../../kernel/json/pointer.ts';
import type { CollectionSpec } from './store.ts';

/** A reason why a JSON value is not a valid snapshot. */
export interface SnapshotFault {
  /** A JSON Pointer (RFC 6901) into the value. */
  readonly pointer: string;
  readonly message: string;
  readonly remedy: string;
}

/**
 * Returns every reason why `content` is not a StoreSnapshot of these collections; an empty list means that it is one.
 */
export function checkSnapshot(content: JsonValue, collections: readonly CollectionSpec[]): readonly SnapshotFault[] {
  if (!isJsonObject(content))
    return [fault([], 'This is not a state of the simulator.', 'Pass another file, or remove this one.')];
  const { position, sequences = null, collections: lists = null } = content;
  const keys = new Map(collections.map(({ name, key }) => [name, key]));
  return [
    ...(isCount(position)
      ? []
      : [fault(['position'], 'The position must be a whole number.', 'Write 0, or the previous number.')]),
    ...(isJsonObject(sequences)
      ? checkSequences(sequences)
      : [fault(['sequences'], 'The sequences must be an object.', 'Write {}.')]),
    ...(isJsonObject(lists)
      ? Object.entries(lists).flatMap(([name, records]) => checkCollection(name, records, keys.get(name) ?? 'id'))
      : [fault(['collections'], 'The collections must be an object.', 'Write { "<collection>": [ … ] }.')]),
  ];
}

function checkSequences(sequences: Readonly<Record<string, JsonValue>>): readonly SnapshotFault[] {
  const invalid = Object.entries(sequences).filter(([, value]) => !isCount(value));
  return invalid.map(([name]) =>
    fault(['sequences', name], 'A sequence must be a whole number.', 'Write the last number that was used.'),
  );
}

function checkCollection(name: string, records: JsonValue, key: string): readonly SnapshotFault[] {
  if (!Array.isArray(records))
    return [fault(['collections', name], 'A collection must be a list of records.', 'Put the records in [ ].')];
  const seen = new Set<JsonValue>();
  return records.flatMap((record: JsonValue, index) => {
    if (!isJsonObject(record))
      return fault(['collections', name, index], 'A record must be an object.', 'Write { … }.');
    const path = ['collections', name, index, key];
    const value = record[key];
    if (typeof value !== 'string' && typeof value !== 'number')
      return fault(path, `A record of ${name} needs a string or a number as its ${key}.`, 'Add one.');
    if (seen.has(value))
      return fault(path, `${name} holds ${JSON.stringify(value)} twice.`, 'Remove one of them, or change its key.');
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
