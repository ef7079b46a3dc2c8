/**
 * Wraps a check of texts with a cache of the last texts that passed. Records hold the same timestamps in every request,
 * and parsing one costs ten times as much as a lookup.
 */
export function rememberValid(check: (text: string) => boolean): (text: string) => boolean {
  let recent = new Set<string>();
  let older: ReadonlySet<string> = new Set();
  return function isValid(text) {
    if (recent.has(text)) return true;
    if (!older.has(text) && !check(text)) return false;
    if (text.length > MAX_LENGTH) return true;
    recent.add(text);
    if (recent.size >= MAX_TEXTS) [older, recent] = [recent, new Set()];
    return true;
  };
}

const MAX_TEXTS = 1000;
/** In characters. A timestamp has 20 to 35. */
const MAX_LENGTH = 64;
