/**
 * Returns the value of a member of a `baggage` header (W3C Baggage, section 3.2), decoded; undefined without the
 * member. Of several members with one key, the last counts.
 */
export function findBaggage(header: string | undefined, key: string): string | undefined {
  if (header === undefined || !header.includes(key)) return undefined;
  const member = header.split(',').findLast((text) => toKey(text) === key);
  return member === undefined ? undefined : decode(toPair(member).value);
}

/** Returns a `baggage` header with this member, in place of one with the same key and after all others. */
export function setBaggage(header: string | undefined, key: string, value: string): string {
  const others = (header ?? '').split(',').filter((text) => text.trim() !== '' && toKey(text) !== key);
  return [...others, `${key}=${encodeURIComponent(value)}`].map((text) => text.trim()).join(',');
}

function toKey(member: string): string {
  return toPair(member).key;
}

/** Splits a member, without the properties after it, into its key and its value. */
function toPair(member: string): { readonly key: string; readonly value: string } {
  const [pair = ''] = member.split(';', 1);
  const end = pair.indexOf('=');
  return end === -1
    ? { key: pair.trim(), value: '' }
    : { key: pair.slice(0, end).trim(), value: pair.slice(end + 1).trim() };
}

/** Decodes percent-encoding. A malformed value is returned as it is. */
function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
