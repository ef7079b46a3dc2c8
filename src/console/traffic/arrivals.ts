/** Takes in texts as they arrive, in portions, so that no task of the page is long. */
export interface Arrivals {
  /** Takes in a text: soon after a calm, with the next portion while many arrive. */
  readonly add: (text: string) => void;
  /** Forgets what waits. */
  readonly end: () => void;
}

/** What is done with the texts, and when. */
export interface ArrivalsOptions<Item> {
  /** Returns what a text says; undefined for what does not matter. */
  readonly parse: (text: string) => Item | undefined;
  /** Takes the items of a portion, in their order. */
  readonly take: (items: readonly Item[]) => void;
  /** Called for each text that was dropped, because too many wait. */
  readonly onDropped: () => void;
  /** In milliseconds. */
  readonly now?: () => number;
  /** Calls the function after so many milliseconds. Returns a function that cancels it. */
  readonly wait?: (milliseconds: number, run: () => void) => () => void;
}

/** Creates what takes in texts. */
export function createArrivals<Item>({
  parse,
  take,
  onDropped,
  now = () => performance.now(),
  wait = startTimer,
}: ArrivalsOptions<Item>): Arrivals {
  let waiting: string[] = [];
  let last = Number.NEGATIVE_INFINITY;
  let cancel: (() => void) | undefined;

  const takePortion = (): void => {
    const { items, count } = parsePortion(waiting, { parse, now });
    waiting = waiting.slice(count);
    last = now();
    cancel = undefined;
    if (items.length > 0) take(items);
    if (waiting.length > 0) plan();
  };
  const plan = (): void => {
    cancel ??= wait(Math.max(0, last + PERIOD - now()), takePortion);
  };

  return {
    add: (text) => {
      if (waiting.length >= MAX_WAITING) {
        waiting = waiting.slice(1);
        onDropped();
      }
      waiting.push(text);
      plan();
    },
    end: () => {
      cancel?.();
      cancel = undefined;
      waiting = [];
    },
  };
}

/** Parses texts as long as one portion may take. Returns what they say, and how many it has parsed. */
function parsePortion<Item>(
  texts: readonly string[],
  { parse, now }: Pick<ArrivalsOptions<Item>, 'parse'> & { readonly now: () => number },
): { readonly items: readonly Item[]; readonly count: number } {
  const end = now() + PARSING;
  const items: Item[] = [];
  let count = 0;
  for (const text of texts) {
    const item = parse(text);
    if (item !== undefined) items.push(item);
    count += 1;
    if (now() >= end) break;
  }
  return { items, count };
}

function startTimer(milliseconds: number, run: () => void): () => void {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
}

/** How long one portion may be parsed, and the time between two of them, in milliseconds. */
const PARSING = 16;
const PERIOD = 100;
/** A tab in the background takes in few portions. */
const MAX_WAITING = 1000;
