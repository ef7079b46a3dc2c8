/** Returns a media type in lower case without parameters: `Application/JSON; charset=utf-8` → `application/json`. */
export function toMediaTypeName(text: string): string {
  return (text.split(';', 1)[0] ?? '').trim().toLowerCase();
}

/** True for `application/json`, `text/json` and media types that end in `+json` (RFC 6839). */
export function isJsonMediaType(name: string): boolean {
  return name === 'application/json' || name.endsWith('+json') || name === 'text/json';
}

/** True when a media type or range of the document (`text/*`) covers a media type. */
export function coversMediaType(range: string, name: string): boolean {
  if (range === name || range === '*/*' || range === '*') return true;
  return range.endsWith('/*') && name.startsWith(range.slice(0, -1));
}
