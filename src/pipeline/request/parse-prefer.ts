/**
 * Parses a `Prefer` header into values by lower-case name (RFC 7240 section 2). The first of several preferences with
 * one name wins. A preference without a value has an empty one.
 */
export function parsePrefer(header: string | undefined): ReadonlyMap<string, string> {
  const preferences = new Map<string, string>();
  for (const [, name = '', quoted, plain] of (header ?? '').matchAll(PREFERENCE)) {
    const key = name.toLowerCase();
    if (!preferences.has(key))
      preferences.set(key, quoted === undefined ? (plain ?? '').trim() : quoted.replaceAll(/\\(.)/g, '$1'));
  }
  return preferences;
}

/** Formats the preferences that a response honours as a `Preference-Applied` header (RFC 7240 section 3). */
export function toPreferenceApplied(applied: readonly (readonly [name: string, value: string])[]): string {
  return applied
    .map(([name, value]) => `${name}=${TOKEN.test(value) ? value : `"${value.replaceAll(/["\\]/g, '\\$&')}"`}`)
    .join(', ');
}

/**
 * Matches `name`, `name=value` or `name="a value"`. Commas separate preferences. Semicolons do too, as in Prism,
 * although in RFC 7240 they begin parameters. Each character can match one branch only, so that matching takes linear
 * time.
 */
const PREFERENCE = /([^\s=,;"]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^,;"]*)))?/g;

/** The token of RFC 9110 section 5.6.2, which needs no quotes. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
