import { describe, expect, test } from 'vitest';
import type { Clock, MovedClock } from '../../src/console/api/types.ts';
import { tellLastMove, tellMove } from '../../src/console/home/tell-move.ts';

const toRecord = (name: string | null, index: number) => ({ collection: 'orders', key: String(index), name, count: 1 });

describe('a move of the clock', () => {
  const move: MovedClock = {
    now: '2030-01-01T12:00:00Z',
    now_ms: Date.parse('2030-01-01T12:00:00Z'),
    frozen: false,
    flows: true,
    offset_ms: 3_600_000,
    scheduled: 0,
    next_due: null,
    failed_work: [],
    ran_work: [
      { kind: 'answer', label: 'answer', count: 1, records: [] },
      {
        kind: 'order.send-reminder',
        label: 'reminder of an order',
        count: 5,
        records: ['Ann', 'Ben', 'Ann', null, 'Cy', 'Di'].map(toRecord),
      },
    ],
  };

  test('is told with how much work ran', () => {
    expect(tellMove(move).text).toMatch(/^Moved to .*2030.*: 6 pieces of scheduled work ran\.$/);
    expect(tellMove({ ...move, ran_work: [] }).text).toMatch(/: nothing was due\.$/);
  });

  test('is told on as the last one while time passes', () => {
    expect(tellLastMove(undefined, move)).toBeUndefined();
    const told = tellLastMove(move, { ...move, now_ms: move.now_ms + 1 });
    expect(told).toMatch(/^Last move, to .*: 6 pieces of scheduled work ran\.$/);
  });

  const later = { now_ms: move.now_ms + 7_200_000 };
  test.each<[string, Partial<Clock>, Partial<Clock>]>([
    ['its world goes back to an earlier time', {}, { now_ms: move.now_ms - 1 }],
    ['its world is reset, and as much time has passed since', {}, { ...later, offset_ms: 0 }],
    ['the clock is moved by another client', {}, { ...later, offset_ms: 7_200_000 }],
    ['the clock is frozen', {}, { frozen: true, flows: false }],
    ['a frozen clock is moved', { frozen: true, flows: false }, later],
    ['a clock that moves with changes is moved', { flows: false }, { ...later, offset_ms: 7_200_000 }],
  ])('is told on no longer when %s', (_, before, after) => {
    const last = { ...move, ...before };
    expect(tellLastMove(last, last)).toBeDefined();
    expect(tellLastMove(last, { ...last, ...after })).toBeUndefined();
  });

  test('is told on when a change has taken no time', () => {
    const last = { ...move, flows: false };
    expect(tellLastMove(last, { ...last, offset_ms: last.offset_ms - 1000 })).toBeDefined();
  });
});
