import { describe, expect, test } from 'vitest';
import type { MovedClock } from '../../src/console/api/types.ts';
import { tellLastMove, tellMove } from '../../src/console/home/tell-move.ts';

const toRecord = (name: string | null, index: number) => ({ collection: 'orders', key: String(index), name, count: 1 });

describe('a move of the clock', () => {
  const move: MovedClock = {
    now: '2030-01-01T12:00:00Z',
    now_ms: Date.parse('2030-01-01T12:00:00Z'),
    frozen: false,
    flows: true,
    offset_ms: 0,
    scheduled: 0,
    next_due: null,
    failed_work: [],
    ran_work: [
      { kind: 'answer', count: 1, records: [] },
      { kind: 'order.send-reminder', count: 5, records: ['Ann', 'Ben', 'Ann', null, 'Cy', 'Di'].map(toRecord) },
    ],
  };

  test('is told with the work that ran, in plain words', () => {
    const { text, detail } = tellMove(move);
    expect(text).toMatch(/^Moved to .*2030.*: 6 pieces of scheduled work ran\.$/);
    expect(detail).toBe('1 × answer, 5 × order send reminder (Ann, Ben, Cy, …)');
    expect(tellMove({ ...move, ran_work: [] })).toEqual({
      text: expect.stringMatching(/: nothing was due\.$/),
      detail: '',
    });
  });

  test('is told on as the last one, until its world goes back to an earlier time', () => {
    expect(tellLastMove(undefined, move)).toBeUndefined();
    const told = tellLastMove(move, { now_ms: move.now_ms + 1 });
    expect(told?.text).toMatch(/^Last move, to .*: 6 pieces of scheduled work ran\.$/);
    expect(told?.detail).toBe('1 × answer, 5 × order send reminder (Ann, Ben, Cy, …)');
    expect(tellLastMove(move, { now_ms: move.now_ms - 1 })).toBeUndefined();
  });
});
