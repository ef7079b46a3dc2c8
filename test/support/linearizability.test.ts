import { describe, expect, it } from 'vitest';
import { createSeededRandom } from '../../src/kernel/random/random.ts';
import { findViolation, type Operation } from './linearizability.ts';
import { measureProcessorTime } from './processor-time.ts';

/** Reads a history: `w1 0-2` is a write of the value 1 from 0 to 2, `r1 3-4` a read, and `w2 5-?` has no response. */
function toHistory(text: string): readonly Operation[] {
  return [...text.matchAll(/([wr])(\w+) (\d+)-(\d+|\?)/g)].map(([, kind, value = '', start, end]) => ({
    kind: kind === 'w' ? 'write' : 'read',
    value,
    start: Number(start),
    end: end === '?' ? Infinity : Number(end),
  }));
}

describe('a history of a register is linearizable', () => {
  it.each([
    ['nothing happens', ''],
    ['a read follows a write', 'w1 0-1, r1 2-3'],
    ['the first value is read', 'r0 0-1, w1 2-3'],
    ['a read beside a write returns the value before it', 'w1 0-5, r0 1-2'],
    ['a read beside a write returns its value', 'w1 0-5, r1 1-2'],
    ['two writes beside each other end in either order', 'w1 0-5, w2 1-4, r1 6-7'],
    ['a later read sees what an earlier one could not', 'w1 0-9, r0 1-2, r1 3-4'],
    ['a write without a response is seen much later', 'w1 0-?, r0 1-2, w2 3-4, r2 5-6, r1 7-8, r1 9-10'],
    ['a write without a response is never seen', 'w1 0-?, r0 1-2, w2 3-4, r2 5-6'],
    ['a read without a response says nothing', 'w1 0-1, r0 2-?'],
  ])('when %s', (_name, text) => {
    expect(findViolation('0', toHistory(text))).toBeUndefined();
  });
});

describe('a history of a register is not linearizable', () => {
  it.each([
    ['a read returns what an acknowledged write has replaced', 'w1 0-1, r0 2-3'],
    ['a read returns what no client has written', 'w1 0-1, r7 2-3'],
    ['a read returns a later value, and the next one an earlier value', 'w1 0-1, w2 2-9, r2 3-4, r1 5-6'],
    ['an acknowledged write is lost', 'w1 0-1, w2 2-3, r1 4-5'],
    ['two readers see two writes in different orders', 'w1 0-9, w2 0-9, r1 1-2, r2 3-4, r1 5-6'],
    ['a write without a response appears twice', 'w1 0-?, r1 1-2, w2 3-4, r2 5-6, r1 7-8'],
    ['a write is seen before it began', 'r1 0-1, w1 2-3'],
    ['a read is stale by one write of many', 'w1 0-1, w2 2-3, w3 4-5, r3 6-7, w4 8-9, r3 10-11'],
  ])('when %s', (_name, text) => {
    expect(findViolation('0', toHistory(text))).toMatch(/No order explains operation \d+ of \d+/);
  });
});

it('two writes of one value cannot be told apart, and are rejected', () => {
  expect(() => findViolation('0', toHistory('w1 0-1, w1 2-3'))).toThrow('the same value');
});

it('the search agrees with trying every order, for random histories', () => {
  const random = createSeededRandom('linearizability');
  const verdicts = new Set<boolean>();
  let draws = 0;
  const draw = (limit: number): number => parseInt(random.hex(`${(draws += 1)}`, 8), 16) % limit;
  for (let round = 0; round < 400; round += 1) {
    const history = createRandomHistory(draw);
    const isExplained = tryEveryOrder('0', history);
    expect([history, findViolation('0', history) === undefined]).toEqual([history, isExplained]);
    verdicts.add(isExplained);
  }
  expect(verdicts.size).toBe(2);
});

it('a long history of eight clients is checked in moments', async () => {
  const history: Operation[] = [];
  for (let step = 0; step < 4000; step += 1)
    history.push(
      { kind: 'write', value: `${step}`, start: step * 10, end: step % 50 === 0 ? Infinity : step * 10 + 12 },
      { kind: 'read', value: `${step}`, start: step * 10 + 4, end: step * 10 + 9 },
    );
  const time = await measureProcessorTime(() => expect(findViolation('none', history)).toBeUndefined());
  expect(time).toBeLessThan(2000);
});

function createRandomHistory(draw: (limit: number) => number): readonly Operation[] {
  let written = 0;
  return Array.from({ length: 6 }, () => {
    const start = draw(10);
    const end = draw(6) === 0 ? Infinity : start + 1 + draw(5);
    return draw(2) === 0
      ? { kind: 'write', value: `${(written += 1)}`, start, end }
      : { kind: 'read', value: `${draw(4)}`, start, end };
  });
}

/** Whether an order of the operations explains them, by trying all of them. One of unknown outcome may be left out. */
function tryEveryOrder(value: string, rest: readonly Operation[]): boolean {
  if (rest.every(({ end }) => end === Infinity)) return true;
  const firstEnd = Math.min(...rest.map(({ end }) => end));
  return rest.some((next) => {
    const others = rest.filter((each) => each !== next);
    if (next.end === Infinity && tryEveryOrder(value, others)) return true;
    if (next.start > firstEnd || (next.kind === 'read' && next.value !== value)) return false;
    return tryEveryOrder(next.value, others);
  });
}
