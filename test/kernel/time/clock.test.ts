import { describe, expect, it } from 'vitest';
import { createLogicalClock, createSystemClock, parseTimestamp, toTimestamp } from '../../../src/kernel/time/clock.ts';

describe('clocks', () => {
  it("follow the machine's time", () => {
    const [before, now, after] = [Date.now(), createSystemClock().now(), Date.now()];
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(after);
  });

  it('that are logical move one second with each change', () => {
    let changes = 0;
    const clock = createLogicalClock(Date.UTC(2024, 0, 15, 10, 30), () => changes);
    expect([clock.now(), clock.now()].map(toTimestamp)).toEqual(['2024-01-15T10:30:00Z', '2024-01-15T10:30:00Z']);
    changes = 61;
    expect(toTimestamp(clock.now())).toBe('2024-01-15T10:31:01Z');
  });
});

describe('timestamps', () => {
  it('are UTC without fractions', () => {
    expect(toTimestamp(Date.UTC(2024, 0, 15, 10, 30, 5, 999))).toBe('2024-01-15T10:30:05Z');
  });

  it.each<[string, number | undefined]>([
    ['2024-01-15T10:30:00Z', Date.UTC(2024, 0, 15, 10, 30)],
    ['2024-01-15T10:30:00+02:00', Date.UTC(2024, 0, 15, 8, 30)],
    ['2024-01-15', Date.UTC(2024, 0, 15)],
    ['2024-13-01', undefined],
    ['soon', undefined],
    ['', undefined],
  ])('are read from %j', (text, milliseconds) => {
    expect(parseTimestamp(text)).toBe(milliseconds);
  });
});
