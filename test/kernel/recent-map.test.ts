import { describe, expect, it } from 'vitest';
import { RecentMap } from '../../src/kernel/recent-map.ts';

describe('a map of recently used entries', () => {
  const fill = (map: RecentMap<string, number>, from: number, count: number, size = 1): void => {
    for (let number = from; number < from + count; number += 1) map.set(`n${number}`, number, size);
  };
  const held = (map: RecentMap<string, number>, count: number): readonly number[] =>
    Array.from({ length: count }, (_, number) => number).filter((number) => map.get(`n${number}`) !== undefined);

  it('holds what fits, the last value of each', () => {
    const map = new RecentMap<string, number>(80);
    fill(map, 0, 80);
    map.set('n3', 33, 1);
    expect(held(map, 80)).toHaveLength(80);
    expect(map.get('n3')).toBe(33);
    expect(map.get('n80')).toBeUndefined();
  });

  it('exceeds its limit by an eighth at most, and evicts the oldest in small parts', () => {
    const map = new RecentMap<string, number>(80);
    fill(map, 0, 1000);
    const before = Array.from({ length: 1000 }, (_, number) => number).filter(
      (number) => number >= 900 && map.get(`n${number}`) !== undefined,
    );
    expect(before.length).toBeGreaterThan(70);
    expect(held(map, 1000).length).toBeLessThanOrEqual(100);
    expect(map.get('n999')).toBe(999);
  });

  it('keeps entries in use', () => {
    const map = new RecentMap<string, number>(80);
    map.set('hot', 1, 1);
    for (let round = 0; round < 100; round += 1) {
      fill(map, round * 20, 20);
      expect(map.get('hot')).toBe(1);
    }
  });

  it('evicts nothing on reads, however large the entry', () => {
    const map = new RecentMap<string, number>(80);
    fill(map, 0, 20);
    map.set('large', 1, 40);
    for (let round = 0; round < 100; round += 1) map.get('large');
    expect(map.get('large')).toBe(1);
    expect(held(map, 20)).toHaveLength(20);
  });
});
