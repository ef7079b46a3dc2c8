import type { Random } from '../../../kernel/random/random.ts';

/** Choices that depend on the randomness and their names alone. */
export interface Chance {
  /** One of a list. */
  pick<Item>(name: string, items: readonly [Item, ...Item[]]): Item;
  /** A whole number from `least` to `most`. */
  number(name: string, least: number, most: number): number;
  /** A list in another order. */
  shuffle<Item>(name: string, items: readonly Item[]): readonly Item[];
}

/** Choices at one place. */
export function createChance(random: Random, place: string): Chance {
  const roll = (name: string): number => Number.parseInt(random.hex(`${place}/${name}`, 8), 16);
  const number = (name: string, least: number, most: number): number => least + (roll(name) % (most - least + 1));
  return {
    number,
    pick: (name, items) => items[number(name, 0, items.length - 1)] ?? items[0],
    shuffle: (name, items) =>
      items
        .map((item, index) => ({ item, order: roll(`${name}/${index}`) }))
        .toSorted((left, right) => left.order - right.order)
        .map(({ item }) => item),
  };
}
