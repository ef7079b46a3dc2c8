import { beforeEach, describe, expect, test } from 'vitest';
import { createArrivals } from '../../src/console/traffic/arrivals.ts';

/** A clock that stands still until it is told to move; parsing a text takes as long as the text says. */
let now: number;
let timers: { readonly at: number; readonly run: () => void }[];
let portions: (readonly string[])[];
let dropped: number;
beforeEach(() => {
  now = 0;
  timers = [];
  portions = [];
  dropped = 0;
});

const create = () =>
  createArrivals<string>({
    parse: (text) => {
      now += Number(text.split(' ')[1] ?? 0);
      return text.startsWith('other') ? undefined : text;
    },
    take: (items) => portions.push(items),
    onDropped: () => (dropped += 1),
    now: () => now,
    wait: (milliseconds, run) => {
      const timer = { at: now + milliseconds, run };
      timers.push(timer);
      return () => (timers = timers.filter((one) => one !== timer));
    },
  });

/** Moves the clock to the next timer, and runs it. */
function runNext(): void {
  const timer = timers.shift();
  now = Math.max(now, timer?.at ?? now);
  timer?.run();
}

describe('what arrives', () => {
  test('is taken in soon after a calm, and what follows in portions', () => {
    const { add } = create();
    add('one');
    expect(timers.map(({ at }) => at)).toEqual([0]);
    runNext();
    for (const text of ['two', 'three', 'four']) add(text);
    expect(timers.map(({ at }) => at)).toEqual([100]);
    runNext();
    expect(portions).toEqual([['one'], ['two', 'three', 'four']]);
    expect(timers).toEqual([]);
    now = 5000;
    add('five');
    expect(timers.map(({ at }) => at)).toEqual([5000]);
  });

  test('waits for the next portion when parsing takes long, and keeps its order', () => {
    const { add } = create();
    for (const text of ['a 10', 'b 10', 'c 10', 'd 30', 'e 1']) add(text);
    for (let turn = 0; turn < 3; turn += 1) runNext();
    expect(portions).toEqual([['a 10', 'b 10'], ['c 10', 'd 30'], ['e 1']]);
    expect(timers).toEqual([]);
  });

  test('is not told of when it does not matter', () => {
    const { add } = create();
    add('other');
    runNext();
    expect(portions).toEqual([]);
  });

  test('is dropped, the oldest first, while too much waits', () => {
    const { add } = create();
    for (let count = 0; count < 1003; count += 1) add(`n${count}`);
    runNext();
    expect(dropped).toBe(3);
    expect([portions[0]?.[0], portions[0]?.length]).toEqual(['n3', 1000]);
  });

  test('is forgotten at the end', () => {
    const { add, end } = create();
    add('one');
    end();
    expect(timers).toEqual([]);
    add('two');
    runNext();
    expect(portions).toEqual([['two']]);
  });
});
