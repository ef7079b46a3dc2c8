import { describe, expect, it } from 'vitest';
import { createProgressCheck } from './progress.ts';

/** Opens a check of three steps, whose count and time the test sets. */
function open() {
  const state = { count: 0, time: 1000 };
  const goal = { what: 'steps were taken', wanted: 3, count: () => state.count };
  return { state, isShort: createProgressCheck(goal, () => state.time) };
}

describe('the check of progress', () => {
  it('says whether there are too few', () => {
    const { state, isShort } = open();
    expect(isShort()).toBe(true);
    state.count = 3;
    expect(isShort()).toBe(false);
  });

  it('goes on for as long as there is progress', () => {
    const { state, isShort } = open();
    for (state.count = 0; state.count < 3; state.count += 1) {
      expect(isShort()).toBe(true);
      state.time += 60_000;
    }
    expect(isShort()).toBe(false);
  });

  it('ends with a message when there is none for a minute', () => {
    const { state, isShort } = open();
    state.count = 2;
    expect(isShort()).toBe(true);
    state.time += 60_000;
    expect(isShort()).toBe(true);
    state.time += 1;
    expect(isShort).toThrow('Only 2 of 3 steps were taken, and no more within 60 seconds.');
  });

  it('is content with what came late', () => {
    const { state, isShort } = open();
    state.time += 100_000;
    state.count = 3;
    expect(isShort()).toBe(false);
  });
});
