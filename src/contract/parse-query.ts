/**
 * The pairs of a query (application/x-www-form-urlencoded, as the URL Standard parses it): `+` is a space, and a percent sign that begins no
 * sequence stays as it is. The first 1,000 pairs; the rest is dropped, as PHP does.
 */
export function parseQuery(raw: string): readonly (readonly [name: string, value: string])[] {
  if (raw === '') return [];
  const pairs = raw.split('&').filter((pair) => pair !== '');
  // The leading & keeps a name that begins with `?` whole.
  return [...new URLSearchParams(`&${pairs.slice(0, MOST_PAIRS).join('&')}`)];
}

/** `ids` of `ids[0]`. No expression: `[` repeated before a line break would take quadratic time. */
export function toBaseName(name: string): string {
  return name.split('[', 1)[0] ?? name;
}

/** PHP's `max_input_vars`. */
export const MOST_PAIRS = 1000;
