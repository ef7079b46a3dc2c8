import { vi } from 'vitest';
import { loadContract } from '../../src/assembly/load/load-contract.ts';
import { packagedFiles } from '../../src/assembly/load/packaged-files.ts';
import { toFirstState } from '../../src/assembly/world/first-state.ts';
import { toCollections } from '../../src/assembly/world/store-collections.ts';
import { loadFixtures } from '../../src/document/load-fixtures.ts';
import type { JsonObject } from '../../src/kernel/json/json.ts';

/** The records of a world, by collection. */
export type WorldState = Readonly<Record<string, readonly JsonObject[]>>;

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** Four hours of every weekday of a week far from the demo world's own time: the start of a day, and a last second. */
export const INSTANTS: readonly number[] = Array.from({ length: 7 }, (_day, day) =>
  [0, 6.5 * HOUR, 13 * HOUR + 5000, 24 * HOUR - 1000].map(
    (time) => Date.parse('2027-03-01T00:00:00Z') + day * DAY + time,
  ),
).flat();

/** Opens a world as it is at each instant: of a folder of fixtures, by default the packaged ones. */
export async function readWorlds(folder = packagedFiles.fixtures()): Promise<(now: number) => WorldState> {
  const { contract, platform } = await loadContract(undefined);
  const fixtures = await loadFixtures(folder);
  const collections = toCollections(contract, platform);
  return (now) => {
    vi.useFakeTimers({ now, toFake: ['Date'] });
    try {
      return toFirstState(fixtures, collections, { seed: null, contract, platform }).collections;
    } finally {
      vi.useRealTimers();
    }
  };
}

/** Formats an instant for a test's name: `Mon 06:30`. */
export function nameInstant(now: number): string {
  return `${new Date(now).toUTCString().slice(0, 3)} ${new Date(now).toISOString().slice(11, 19)}`;
}
