import { describe, expect, it } from 'vitest';
import {
  createSeededRandom,
  createSystemRandom,
  toFraction,
  toIntegerBelow,
} from '../../../src/kernel/random/random.ts';

describe('seeded randomness', () => {
  it('returns the same text for the same seed and place, whatever was requested before', () => {
    const [one, two] = [createSeededRandom('7'), createSeededRandom('7')];
    two.hex('elsewhere', 8);
    expect(two.hex('place', 32)).toBe(one.hex('place', 32));
    expect(one.hex('place', 32)).toBe(one.hex('place', 32));
  });

  it.each([
    ['seed', createSeededRandom('8').hex('place', 32)],
    ['place', createSeededRandom('7').hex('place2', 32)],
    ['way of cutting the two apart', createSeededRandom('7p').hex('lace', 32)],
  ])('gives another text for another %s', (_what, text) => {
    expect(text).not.toBe(createSeededRandom('7').hex('place', 32));
  });
});

describe.each([
  ['seeded', createSeededRandom('7')],
  ['system', createSystemRandom()],
])('%s randomness', (_name, random) => {
  it.each([0, 1, 7, 32, 64, 65, 200])('gives %i hexadecimal digits', (length) => {
    expect(random.hex('place', length)).toMatch(new RegExp(`^[0-9a-f]{${length}}$`));
  });

  it('does not repeat its digits in a long text', () => {
    const text = random.hex('place', 256);
    expect(text.slice(0, 64)).not.toBe(text.slice(64, 128));
  });
});

describe('system randomness', () => {
  it('never returns the same text twice', () => {
    const random = createSystemRandom();
    expect(random.hex('place', 32)).not.toBe(random.hex('place', 32));
  });
});

describe('numbers of hexadecimal digits', () => {
  it.each([
    ['00000000', 0],
    ['80000000', 0.5],
    ['ffff', 65_535 / 65_536],
    ['ffffffffffff', 1 - 2 ** -48],
  ])('%s is the fraction %d', (digits, fraction) => {
    expect(toFraction(digits)).toBe(fraction);
  });

  it.each([
    ['0000', 10, 0],
    ['000b', 10, 1],
    ['ffff', 360, 15],
    ['ffffffff', 1, 0],
  ])('%s is below %i as %i', (digits, limit, integer) => {
    expect(toIntegerBelow(limit, digits)).toBe(integer);
  });
});
