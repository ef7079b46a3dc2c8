import type { BootFault } from '../kernel/boot-fault.ts';
import { parseTimestamp } from '../kernel/time/clock.ts';
import { isJsonObject, type JsonValue } from '../kernel/json/json.ts';
import { toPointer } from '../kernel/json/pointer.ts';

/** What `world.json` says of a demo world. */
export interface WorldInfo {
  /** The moment that the world stands at. */
  readonly now: string | undefined;
  /** By collection, the keys of the records whose times are never shifted. */
  readonly pinned: Readonly<Record<string, readonly (string | number)[]>>;
}

/** Reads the content of `world.json`; what it must not say is a fault. */
export function parseWorldInfo(content: JsonValue, file: string, faults: BootFault[]): WorldInfo {
  const refuse = (path: readonly (string | number)[], message: string, remedy: string): void => {
    faults.push({ file, pointer: toPointer(path), message, remedy });
  };
  if (!isJsonObject(content)) {
    refuse([], 'The world is described by an object.', 'Write { "now": "2025-06-30T12:00:00Z", "pinned": {} }.');
    return { now: undefined, pinned: {} };
  }
  const { now, pinned = {}, ...others } = content;
  for (const name of Object.keys(others)) refuse([name], `"${name}" means nothing here.`, 'Use now, pinned.');
  const isMoment = typeof now === 'string' && MOMENT.test(now) && parseTimestamp(now) !== undefined;
  if (now !== undefined && !isMoment)
    refuse(['now'], `${JSON.stringify(now)} is no moment.`, 'Write one as 2025-06-30T12:00:00Z.');
  return { now: isMoment ? now : undefined, pinned: parsePinned(pinned, refuse) };
}

function parsePinned(
  pinned: JsonValue,
  refuse: (path: readonly (string | number)[], message: string, remedy: string) => void,
): WorldInfo['pinned'] {
  const remedy = 'Write { "<collection>": [<key>, …] }.';
  if (!isJsonObject(pinned)) {
    refuse(['pinned'], 'What is pinned is said by collection.', remedy);
    return {};
  }
  const lists = Object.entries(pinned).map(([name, keys]) => {
    const list: readonly JsonValue[] = Array.isArray(keys) ? keys : [];
    if (!Array.isArray(keys)) refuse(['pinned', name], 'Pinned records are a list of keys.', remedy);
    for (const [index, key] of list.entries())
      if (!isKey(key)) refuse(['pinned', name, index], 'A key is a text or a number.', remedy);
    return [name, list.filter(isKey)] as const;
  });
  return Object.fromEntries(lists);
}

function isKey(value: JsonValue): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

/** With its zone: a time without one would be the machine's. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;
