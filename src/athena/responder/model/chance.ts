import { createDerivedRandom, toFraction, toIntegerBelow, type Random } from '../../../kernel/random/random.ts';

/** Repeatable choices: each depends only on the random source and the choice's name. */
export interface Chance {
  /** Returns one item of a list. */
  pick<Item>(name: string, items: readonly [Item, ...Item[]]): Item;
  /** Returns an integer from `min` to `max`, both included. */
  number(name: string, min: number, max: number): number;
  /** Returns the items in a random order. */
  shuffle<Item>(name: string, items: readonly Item[]): readonly Item[];
}

/** Creates the choices for one seed key: the same source and key give the same choices. */
export function createChance(random: Random, seedKey: string): Chance {
  return toChance((name) => random.hex(`${seedKey}/${name}`, 8));
}

/** Creates the choices for a question's seed: the same seed gives the same choices. */
export function createSeededChance(seed: string): Chance {
  const random = createDerivedRandom(seed);
  return toChance((name) => random.hex(name, 8));
}

/** `roll` returns eight hexadecimal digits for the name of a choice. */
function toChance(roll: (name: string) => string): Chance {
  const number = (name: string, min: number, max: number): number => min + toIntegerBelow(max - min + 1, roll(name));
  return {
    number,
    pick: (name, items) => items[number(name, 0, items.length - 1)] ?? items[0],
    shuffle: (name, items) =>
      items
        .map((item, index) => ({ item, order: toFraction(roll(`${name}/${index}`)) }))
        .toSorted((left, right) => left.order - right.order)
        .map(({ item }) => item),
  };
}
