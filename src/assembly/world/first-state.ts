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
  readonly seed: string | null;
}

/**
 * Returns the initial state of a demo world. Without a seed its times are moved to the present. Throws a BootError if a
 * record has no key, or the key of another.
 */
export function toFirstState(
  fixtures: Fixtures,
  collections: readonly CollectionSpec[],
  { seed, contract }: FirstStateOptions,
): StoreSnapshot {
  const records = new Map(fixtures.collections.map(({ name, records: list }) => [name, list]));
  const inferred = preloadItems(contract.collections, records);
  const declared = new Map([...records].filter(([name]) => !inferred.has(name)));
  const start = parseTimestamp(fixtures.now ?? '');
  const keys = new Map(collections.map(({ name, key }) => [name, key]));
  const moved =
    seed !== null || start === undefined
      ? declared
      : moveToPresent(declared, { ...fixtures, contract, keys, start, now: createSystemClock().now() });
  const snapshot = { position: 0, sequences: {}, collections: Object.fromEntries([...moved, ...inferred]) };
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
