import { planSchedule } from '../../behaviour/align-schedule.ts';
import type { Platform } from '../../behaviour/platform.ts';
import { preloadItems } from '../../behaviour/inferred/preload-items.ts';
import type { CompiledContract } from '../../contract/model/contract.ts';
import type { Fixtures } from '../../document/load-fixtures.ts';
import { BootError } from '../../kernel/boot-fault.ts';
import { createSystemClock, parseTimestamp } from '../../kernel/time/clock.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import { parsePointer, toPointer } from '../../kernel/json/pointer.ts';
import { checkSnapshot } from '../../store/port/check-snapshot.ts';
import type { CollectionSpec, StoreSnapshot } from '../../store/port/store.ts';
import { moveToPresent } from './move-to-present.ts';

/** Options for `toFirstState`. */
export interface FirstStateOptions {
  readonly contract: CompiledContract;
  readonly platform: Platform | undefined;
  readonly seed: string | null;
}

/**
 * Returns the initial state of a demo world, with the scheduled work that its records call for. Without a seed its
 * times are moved to the present. Throws a BootError if a record has no key, or the key of another.
 */
export function toFirstState(
  fixtures: Fixtures,
  collections: readonly CollectionSpec[],
  { seed, contract, platform }: FirstStateOptions,
): StoreSnapshot {
  const records = new Map(fixtures.collections.map(({ name, records: list }) => [name, list]));
  const inferred = preloadItems(contract.collections, records);
  const declared = new Map([...records].filter(([name]) => !inferred.has(name)));
  const start = parseTimestamp(fixtures.now ?? '');
  const now = seed === null ? createSystemClock().now() : (start ?? DEFAULT_NOW);
  const keys = new Map(collections.map(({ name, key }) => [name, key]));
  const moved =
    seed !== null || start === undefined
      ? declared
      : moveToPresent(declared, { ...fixtures, contract, keys, start, now });
  const lists = Object.fromEntries([...moved, ...inferred]);
  const snapshot = { position: 0, sequences: {}, collections: planSchedule(lists, platform, { keys, now }) };
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

/** The start of logical time if the demo world sets none: 2025-01-01T00:00:00Z. */
export const DEFAULT_NOW = 1_735_689_600_000;
