/**
 * Parses a query string (application/x-www-form-urlencoded, by the URL Standard): `+` is a space, and an invalid
 * percent sequence stays as it is. Returns the first `MAX_PAIRS` pairs and drops the rest, as PHP does.
 */
export function parseQuery(raw: string): readonly (readonly [name: string, value: string])[] {
  if (raw === '') return [];
  // Without the leading & the constructor would strip a `?` from the first name.
  return [...new URLSearchParams(`&${firstPairs(raw)}`)];
}

/** Cuts the text after the last pair that counts: a body of 10 MB may have millions of pairs. */
function firstPairs(raw: string): string {
  if (raw.length <= MAX_PAIRS) return raw;
  let end = 0;
  for (let count = 0; count < MAX_PAIRS;) {
    const next = raw.indexOf('&', end);
    if (next === -1) return raw;
    if (next > end) count += 1;
    end = next + 1;
  }
  return raw.slice(0, end);
}

/** Returns `ids` for `ids[0]`. A regular expression would take quadratic time for repeated `[` before a line break. */
export function toBaseName(name: string): string {
  return name.split('[', 1)[0] ?? name;
}

/** PHP's `max_input_vars`. */
export const MAX_PAIRS = 1000;
