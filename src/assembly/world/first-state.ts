import { preloadItems } from '../../behaviour/inferred/preload-items.ts';
import { shiftTimes } from '../../behaviour/time/shift-time.ts';
import type { CompiledContract } from '../../contract/model/contract.ts';
import type { Fixtures } from '../../document/load-fixtures.ts';
import { BootError } from '../../kernel/boot-fault.ts';
import { createSystemClock, parseTimestamp } from '../../kernel/time/clock.ts';
import { findOwn, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { parsePointer, toPointer } from '../../kernel/json/pointer.ts';
import { checkSnapshot } from '../../store/port/check-snapshot.ts';
import type { CollectionSpec, StoreSnapshot } from '../../store/port/store.ts';

/** Options for `toFirstState`. */
export interface FirstStateOptions {
  readonly contract: CompiledContract;
  readonly seed: string | null;
}

/**
 * Returns the initial state of a demo world. Without a seed its timestamps are shifted to the present, except those of
 * pinned records. Throws a BootError if a record has no key, or the key of another.
 */
export function toFirstState(
  fixtures: Fixtures,
  collections: readonly CollectionSpec[],
  { seed, contract }: FirstStateOptions,
): StoreSnapshot {
  const shift = seed === null ? wholeWeeksSince(fixtures.now) : 0;
  const keys = new Map(collections.map(({ name, key }) => [name, key]));
  const inferred = preloadItems(
    contract.collections,
    new Map(fixtures.collections.map(({ name, records }) => [name, records])),
  );
  const declared = fixtures.collections
    .filter(({ name }) => !inferred.has(name))
    .map(({ name, records }) => {
      const pinned = new Set<unknown>(findOwn(fixtures.pinned, name) ?? []);
      const isPinned = (record: JsonObject): boolean => pinned.has(record[keys.get(name) ?? 'id']);
      return [
        name,
        shift === 0 ? records : records.map((record) => (isPinned(record) ? record : shiftTimes(record, shift))),
      ] as const;
    });
  const snapshot = { position: 0, sequences: {}, collections: Object.fromEntries([...declared, ...inferred]) };
  rejectInvalidSnapshot(snapshot, fixtures, collections);
  return snapshot;
}

/** Throws a BootError for records that no store can hold: without a key, or with a duplicate one. */
function rejectInvalidSnapshot(
  snapshot: StoreSnapshot,
  fixtures: Fixtures,
  collections: readonly CollectionSpec[],
): void {
  const faults = checkSnapshot(snapshot as unknown as JsonValue, collections).map(({ pointer, ...fault }) => {
    const [, name = '', ...rest] = parsePointer(pointer);
    return {
      ...fault,
      file: fixtures.collections.find((collection) => collection.name === name)?.file ?? name,
      pointer: toPointer(rest),
    };
  });
  if (faults.length > 0) throw new BootError(faults);
}

/**
 * Returns the shift in milliseconds. It is a number of whole weeks, so that times of day and weekdays stay the same (a
 * schedule runs on Mondays), rounded down, so that no time moves into the future.
 */
function wholeWeeksSince(now: string | undefined): number {
  const start = parseTimestamp(now ?? '');
  return start === undefined ? 0 : Math.max(0, Math.floor((createSystemClock().now() - start) / WEEK) * WEEK);
}

const WEEK = 7 * 86_400_000;
