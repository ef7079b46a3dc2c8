/** A number of requests in a window of time. */
export interface Rate {
  readonly requests: number;
  /** In milliseconds. */
  readonly window: number;
}

/** Parses a rate such as `60/min`, `5/s` or `1000/h`. Returns undefined when the text is none. */
export function parseRate(text: string): Rate | undefined {
  const [, requests = '', unit = ''] = /^([1-9]\d{0,6})\/(\w+)$/.exec(text.trim()) ?? [];
  const window = WINDOWS.get(unit.toLowerCase());
  return window === undefined ? undefined : { requests: Number(requests), window };
}

/** Formats a rate as `parseRate` reads it. */
export function formatRate({ requests, window }: Rate): string {
  const [unit = 's'] = [...WINDOWS].find(([, length]) => length === window) ?? [];
  return `${requests}/${unit}`;
}

/** In milliseconds. */
const WINDOWS: ReadonlyMap<string, number> = new Map([
  ['s', 1000],
  ['min', 60_000],
  ['h', 3_600_000],
]);
