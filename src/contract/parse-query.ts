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

const MOST_PAIRS = 1000;
