import type { Random } from '../../kernel/random/random.ts';

/** Choices that follow from the seed and the order in which they are made. */
export interface Picker {
  /** A whole number from 0 to `limit - 1`. */
  below(limit: number): number;
  /** One of them. Throws where there is none. */
  oneOf<Item>(items: readonly Item[]): Item;
  /** True in this share of cases, 0 to 1. */
  chance(share: number): boolean;
}

export function createPicker(random: Random): Picker {
  let made = 0;
  const fraction = (): number => Number.parseInt(random.hex(`choice/${(made += 1)}`, 12), 16) / LIMIT;
  const below = (limit: number): number => Math.floor(fraction() * limit);
  return {
    below,
    chance: (share) => fraction() < share,
    oneOf: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new RangeError('There is nothing to choose from.');
      return item;
    },
  };
}

/** One more than the largest number of twelve hexadecimal digits. */
const LIMIT = 16 ** 12;
