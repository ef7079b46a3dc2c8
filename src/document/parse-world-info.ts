import type { BootFault } from '../kernel/boot-fault.ts';
import { parseTimestamp } from '../kernel/time/clock.ts';
import { isJsonObject, type JsonValue } from '../kernel/json/json.ts';
import { toPointer } from '../kernel/json/pointer.ts';

/** The content of `world.json`, which describes a demo world. */
export interface WorldInfo {
  /** The time at which the world's clock starts (ISO 8601). */
  readonly now: string | undefined;
  /** The records whose timestamps never change. */
  readonly pinned: RecordKeys;
  /** The records that keep their weekday and time of day, even if they happened in the last day. */
  readonly weekly: RecordKeys;
  /** Groups of records whose times move by the same amount, because their texts tell one story. */
  readonly together: readonly RecordKeys[];
}

/** The keys of records, by collection. */
export type RecordKeys = Readonly<Record<string, readonly (string | number)[]>>;

/** The description of a world without a `world.json`. */
export const NO_WORLD_INFO: WorldInfo = { now: undefined, pinned: {}, weekly: {}, together: [] };

/** Lists every key that `world.json` names, with its place. */
export function listNamedKeys({ pinned, weekly, together }: WorldInfo): readonly NamedKeys[] {
  const lists = [
    { keys: pinned, path: ['pinned'] },
    { keys: weekly, path: ['weekly'] },
    ...together.map((keys, index) => ({ keys, path: ['together', index] })),
  ];
  return lists.flatMap(({ keys, path }) =>
    Object.entries(keys).map(([collection, named]) => ({ collection, keys: named, path: [...path, collection] })),
  );
}

/** The keys that a place in `world.json` names. */
export interface NamedKeys {
  readonly collection: string;
  readonly keys: readonly (string | number)[];
  readonly path: readonly (string | number)[];
}

/** Parses the content of `world.json`. Adds a fault for each invalid or unknown field. */
export function parseWorldInfo(content: JsonValue, file: string, faults: BootFault[]): WorldInfo {
  const addFault: AddFault = (path, message, remedy) => {
    faults.push({ file, pointer: toPointer(path), message, remedy });
  };
  if (!isJsonObject(content)) {
    addFault([], 'world.json must hold an object.', 'Write { "now": "2025-06-30T12:00:00Z", "pinned": {} }.');
    return NO_WORLD_INFO;
  }
  const { now, pinned = {}, weekly = {}, together = [], ...others } = content;
  for (const name of Object.keys(others))
    addFault([name], `Unknown field "${name}".`, 'Use now, pinned, weekly, together.');
  const isTimestamp = typeof now === 'string' && TIMESTAMP.test(now) && parseTimestamp(now) !== undefined;
  if (now !== undefined && !isTimestamp)
    addFault(['now'], `${JSON.stringify(now)} is not a timestamp.`, 'Write one such as 2025-06-30T12:00:00Z.');
  return {
    now: isTimestamp ? now : undefined,
    pinned: parseKeys(pinned, ['pinned'], addFault),
    weekly: parseKeys(weekly, ['weekly'], addFault),
    together: parseGroups(together, addFault),
  };
}

type AddFault = (path: readonly (string | number)[], message: string, remedy: string) => void;

function parseGroups(groups: JsonValue, addFault: AddFault): WorldInfo['together'] {
  if (!Array.isArray(groups)) {
    addFault(['together'], '"together" is not a list of groups.', 'Write [{ "<collection>": [<key>, …] }, …].');
    return [];
  }
  return groups.map((group: JsonValue, index) => parseKeys(group, ['together', index], addFault));
}

function parseKeys(value: JsonValue, path: readonly (string | number)[], addFault: AddFault): RecordKeys {
  const remedy = 'Write { "<collection>": [<key>, …] }.';
  if (!isJsonObject(value)) {
    addFault(path, `"${path.join('/')}" is not an object of collections.`, remedy);
    return {};
  }
  const lists = Object.entries(value).map(([name, keys]) => {
    const list: readonly JsonValue[] = Array.isArray(keys) ? keys : [];
    if (!Array.isArray(keys))
      addFault([...path, name], `The ${String(path[0])} records are not a list of keys.`, remedy);
    for (const [index, key] of list.entries())
      if (!isKey(key)) addFault([...path, name, index], 'A key must be a string or a number.', remedy);
    return [name, list.filter(isKey)] as const;
  });
  return Object.fromEntries(lists);
}

function isKey(value: JsonValue): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

/** The time zone is required: without it the result would depend on the machine's zone. */
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;
