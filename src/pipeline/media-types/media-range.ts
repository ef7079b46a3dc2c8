/** Returns how specific a media range of `Accept` is: 0 for all media types, 1 for `text/…`, 2 for one media type. */
export function toSpecificity(range: string): number {
  if (range === '*/*' || range === '*') return 0;
  return range.endsWith('/*') ? 1 : 2;
}

/** Returns whether a name covers several media types (`text/*`). */
export function isMediaRange(name: string): boolean {
  return name.includes('*');
}

/**
 * Returns a media type that a declared range covers, since a response needs one: what the client accepts, or the usual
 * one when that is a range too.
 */
export function toConcreteName(range: string, accepted: string): string {
  return isMediaRange(accepted) ? (CONCRETE.get(range) ?? 'application/json') : accepted;
}

const CONCRETE: ReadonlyMap<string, string> = new Map([
  ['text/*', 'text/plain'],
  ['image/*', 'image/png'],
  ['audio/*', 'audio/mpeg'],
  ['video/*', 'video/mp4'],
]);
