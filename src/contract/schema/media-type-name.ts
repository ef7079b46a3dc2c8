// This file classifies media types for the layers below the pipeline, which may not import its codecs. The codecs of
// these media types use the same functions, so each name is tested in one place.

/** Returns a media type in lower case without parameters: `Application/JSON; charset=utf-8` → `application/json`. */
export function toMediaTypeName(text: string): string {
  const end = text.indexOf(';');
  return (end === -1 ? text : text.slice(0, end)).trim().toLowerCase();
}

/** True for `application/json`, `text/json` and media types that end in `+json` (RFC 6839). */
export function isJsonMediaType(name: string): boolean {
  return name === 'application/json' || name.endsWith('+json') || name === 'text/json';
}

/** True for server-sent events. */
export function isEventStreamMediaType(name: string): boolean {
  return name === EVENT_STREAM;
}

/** The media type of server-sent events. */
export const EVENT_STREAM = 'text/event-stream';

/** True when a media type or range of the document (`text/*`) covers a media type. */
export function coversMediaType(range: string, name: string): boolean {
  if (range === name || range === '*/*' || range === '*') return true;
  return range.endsWith('/*') && name.startsWith(range.slice(0, -1));
}
