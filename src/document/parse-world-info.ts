import type { BootFault } from '../kernel/boot-fault.ts';
import { parseTimestamp } from '../kernel/time/clock.ts';
import { isJsonObject, type JsonValue } from '../kernel/json/json.ts';
import { toPointer } from '../kernel/json/pointer.ts';

/** The content of `world.json`, which describes a demo world. */
export interface WorldInfo {
  /** The time at which the world's clock starts (ISO 8601). */
  readonly now: string | undefined;
  /** The keys of the records whose timestamps are never shifted, by collection. */
  readonly pinned: Readonly<Record<string, readonly (string | number)[]>>;
}

/** Parses the content of `world.json`. Adds a fault for each invalid or unknown field. */
export function parseWorldInfo(content: JsonValue, file: string, faults: BootFault[]): WorldInfo {
  const addFault: AddFault = (path, message, remedy) => {
    faults.push({ file, pointer: toPointer(path), message, remedy });
  };
  if (!isJsonObject(content)) {
    addFault([], 'world.json must hold an object.', 'Write { "now": "2025-06-30T12:00:00Z", "pinned": {} }.');
    return { now: undefined, pinned: {} };
  }
  const { now, pinned = {}, ...others } = content;
  for (const name of Object.keys(others)) addFault([name], `Unknown field "${name}".`, 'Use now, pinned.');
  const isTimestamp = typeof now === 'string' && TIMESTAMP.test(now) && parseTimestamp(now) !== undefined;
  if (now !== undefined && !isTimestamp)
    addFault(['now'], `${JSON.stringify(now)} is not a timestamp.`, 'Write one such as 2025-06-30T12:00:00Z.');
  return { now: isTimestamp ? now : undefined, pinned: parsePinned(pinned, addFault) };
}

type AddFault = (path: readonly (string | number)[], message: string, remedy: string) => void;

function parsePinned(pinned: JsonValue, addFault: AddFault): WorldInfo['pinned'] {
  const remedy = 'Write { "<collection>": [<key>, …] }.';
  if (!isJsonObject(pinned)) {
    addFault(['pinned'], '"pinned" is not an object of collections.', remedy);
    return {};
  }
  const lists = Object.entries(pinned).map(([name, keys]) => {
    const list: readonly JsonValue[] = Array.isArray(keys) ? keys : [];
    if (!Array.isArray(keys)) addFault(['pinned', name], 'The pinned records are not a list of keys.', remedy);
    for (const [index, key] of list.entries())
      if (!isKey(key)) addFault(['pinned', name, index], 'A key must be a string or a number.', remedy);
    return [name, list.filter(isKey)] as const;
  });
  return Object.fromEntries(lists);
}

function isKey(value: JsonValue): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

/** The time zone is required: without it the result would depend on the machine's zone. */
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;
