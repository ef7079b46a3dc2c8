/** A first-in, first-out queue whose operations take amortized constant time. */
export interface Queue<Item> {
  push(item: Item): void;
  first(): Item | undefined;
  shift(): void;
  size(): number;
  all(): readonly Item[];
}

/** Creates an empty queue. */
export function createQueue<Item>(): Queue<Item> {
  let items: (Item | undefined)[] = [];
  let head = 0;
  return {
    push: (item) => void items.push(item),
    first: () => items[head],
    shift: () => {
      // Cleared so that the removed item can be garbage-collected.
      if (head < items.length) items[head] = undefined;
      head += 1;
      if (head < MIN_WASTE || head * 2 < items.length) return;
      items = items.slice(head);
      head = 0;
    },
    size: () => items.length - head,
    all: () => items.slice(head) as Item[],
  };
}

/** Removed slots before the array is compacted. */
const MIN_WASTE = 1024;
