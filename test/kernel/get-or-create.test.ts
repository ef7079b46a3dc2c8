import { describe, expect, it } from 'vitest';
import { getOrCreate } from '../../src/kernel/get-or-create.ts';

describe('getOrCreate', () => {
  it('creates a missing entry once', () => {
    const groups = new Map<string, number[]>();
    getOrCreate(groups, 'odd', () => []).push(1);
    getOrCreate(groups, 'odd', () => []).push(3);
    expect(groups).toEqual(new Map([['odd', [1, 3]]]));
  });

  it('keeps an entry that is falsy', () => {
    expect(getOrCreate(new Map([['count', 0]]), 'count', () => 1)).toBe(0);
  });

  it('adds nothing when the creation fails', () => {
    const values = new Map<string, number>();
    const fail = (): number => {
      throw new RangeError('no value');
    };
    expect(() => getOrCreate(values, 'a', fail)).toThrow(RangeError);
    expect(values.size).toBe(0);
  });
});
