import { toTimestamp } from '../../kernel/time/clock.ts';
import { Problem } from '../../kernel/problem.ts';
import { PRODUCT } from '../../kernel/product.ts';
import type { World } from '../../store/port/world.ts';
import type { Worlds } from '../../store/port/worlds.ts';
import { countRecords } from './count-records.ts';

/** A sandbox that was forked from another world. */
export interface ForkedWorld {
  readonly name: string;
  /** The position, the number of records and the time of both worlds at that moment. */
  readonly position: number;
  readonly records: number;
  readonly time: string;
  /** The sandbox that was evicted to make room; null when there was room. */
  readonly evicted: string | null;
}

/**
 * Creates a sandbox that begins with everything that a world has now: records, sign-ins, time and scheduled work. By
 * default its name is that of the world with a number. Throws a Problem when the name is taken.
 */
export async function forkWorld(
  source: World,
  name: string | undefined,
  { worlds }: { readonly worlds: Worlds },
): Promise<ForkedWorld> {
  // Another replica may have written to it.
  await source.store.log.catchUp();
  for (let number = 1; ; number += 1) {
    const to = name ?? toForkName(source.name, number);
    const checkpoint = source.store.checkpoint();
    const time = toTimestamp(source.clock.now());
    const events = await worlds.fork(source, to);
    if (events !== undefined) {
      const records = countRecords(checkpoint.snapshot());
      return { name: to, position: checkpoint.position, records, time, evicted: findEvicted(events) };
    }
    if (name !== undefined) throw toTaken(name);
  }
}

/** Returns `w3-fork-2` for `w3` and for its forks. */
function toForkName(source: string, number: number): string {
  const ending = `-fork-${number}`;
  return source.replace(FORK, '').slice(0, MAX_LENGTH - ending.length) + ending;
}

function findEvicted(events: readonly string[]): string | null {
  return events.find((event) => event.startsWith(EVICTED))?.slice(EVICTED.length) ?? null;
}

function toTaken(name: string): Problem {
  return new Problem('STATE_CONFLICT', {
    message: `Failed to fork: there is a sandbox "${name}" already, or a request is using the name.`,
    remedy: `Choose another name, or delete the sandbox: npx ${PRODUCT.name} sandbox forget ${name}.`,
  });
}

const FORK = /-fork-\d{1,9}$/;
const EVICTED = 'evicted=';
/** The length of the longest name. */
const MAX_LENGTH = 64;
