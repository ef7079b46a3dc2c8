import { toFraction, type Random } from '../../kernel/random/random.ts';

/** Makes random choices. They depend only on the seed and the order of the calls. */
export interface Picker {
  /** Returns an integer from 0 to `limit - 1`. */
  below(limit: number): number;
  /** Returns one of the items. Throws a RangeError if there is none. */
  oneOf<Item>(items: readonly Item[]): Item;
  /** Returns true with this probability, from 0 to 1. */
  chance(share: number): boolean;
}

/** Creates a picker that draws from `random`. */
export function createPicker(random: Random): Picker {
  let draws = 0;
  const fraction = (): number => toFraction(random.hex(`choice/${(draws += 1)}`, 12));
  const below = (limit: number): number => Math.floor(fraction() * limit);
  return {
    below,
    chance: (share) => fraction() < share,
    oneOf: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new RangeError('Failed to pick an item: the list is empty.');
      return item;
    },
  };
}
