/** First in, first out, at a cost that does not grow with what is in it. */
export interface Queue<Item> {
  push(item: Item): void;
  first(): Item | undefined;
  shift(): void;
  size(): number;
  all(): readonly Item[];
}

/** An empty queue. */
export function createQueue<Item>(): Queue<Item> {
  let items: (Item | undefined)[] = [];
  let head = 0;
  return {
    push: (item) => void items.push(item),
    first: () => items[head],
    shift: () => {
      // What is gone is not to be kept alive by its place.
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

/** Places that are left behind before they are given back. */
const MIN_WASTE = 1024;
