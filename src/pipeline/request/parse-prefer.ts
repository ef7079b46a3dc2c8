/**
 * The preferences of a `Prefer` header, by name in lower case (RFC 7240 section 2). Of several with one name the first
 * counts; one without a value has an empty one.
 */
export function parsePrefer(header: string | undefined): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', quoted, plain] of (header ?? '').matchAll(PREFERENCE)) {
    const key = name.toLowerCase();
    if (!found.has(key))
      found.set(key, quoted === undefined ? (plain ?? '').trim() : quoted.replaceAll(/\\(.)/g, '$1'));
  }
  return found;
}

/** The preferences that an answer honours, as a `Preference-Applied` header has them (RFC 7240 section 3). */
export function toPreferenceApplied(applied: readonly (readonly [name: string, value: string])[]): string {
  return applied
    .map(([name, value]) => `${name}=${TOKEN.test(value) ? value : `"${value.replaceAll(/["\\]/g, '\\$&')}"`}`)
    .join(', ');
}

/**
 * `name`, `name=value` or `name="a value"`. Commas part preferences, and so do semicolons here as in Prism, though to
 * RFC 7240 these begin a preference's parameters. Each character is looked at by one branch alone, so that no header
 * takes more than linear time.
 */
const PREFERENCE = /([^\s=,;"]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^,;"]*)))?/g;

/** RFC 9110 section 5.6.2. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
