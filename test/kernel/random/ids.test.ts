import { describe, expect, it } from 'vitest';
import { createIds } from '../../../src/kernel/random/ids.ts';
import { createSeededRandom, createSystemRandom } from '../../../src/kernel/random/random.ts';

const UUID_4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('ids', () => {
  it.each([
    ['a seed', createIds(createSeededRandom('7'))],
    ['the system', createIds(createSystemRandom())],
  ])('are version 4 UUIDs out of %s', (_source, ids) => {
    const uuids = Array.from({ length: 50 }, (_, number) => ids.uuid('accounts', number));
    for (const uuid of uuids) expect(uuid).toMatch(UUID_4);
    expect(new Set(uuids).size).toBe(50);
  });

  it('keep every digit of the source but the version and the variant', () => {
    const ids = createIds({ hex: () => '0123456789abcdef0123456789abcdef' });
    expect(ids.uuid('accounts', 1)).toBe('01234567-89ab-4def-8123-456789abcdef');
  });

  it('are a function of the seed, the collection and the number', () => {
    const make = (seed: string, collection: string, number: number): string =>
      createIds(createSeededRandom(seed)).uuid(collection, number);
    expect(make('7', 'accounts', 1)).toBe(make('7', 'accounts', 1));
    const others = [
      make('7', 'accounts', 1),
      make('8', 'accounts', 1),
      make('7', 'users', 1),
      make('7', 'accounts', 2),
    ];
    expect(new Set(others).size).toBe(4);
  });
});
