/**
 * The pairs of a query (application/x-www-form-urlencoded, as the URL Standard parses it): `+` is a space, and a
 * percent sign that begins no sequence stays as it is. The first 1,000 pairs; the rest is dropped, as PHP does.
 */
export function parseQuery(raw: string): readonly (readonly [name: string, value: string])[] {
  if (raw === '') return [];
  // The leading & keeps a name that begins with `?` whole.
  return [...new URLSearchParams(`&${firstPairs(raw)}`)];
}

/** A body of 10 MB may have millions of pairs: what comes after the last that counts is not looked at. */
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

/** `ids` of `ids[0]`. No expression: `[` repeated before a line break would take quadratic time. */
export function toBaseName(name: string): string {
  return name.split('[', 1)[0] ?? name;
}

/** PHP's `max_input_vars`. */
export const MAX_PAIRS = 1000;
