/**
 * The same check of a text, which remembers the last texts that passed. Records hold the same times from one request to
 * the next, and to take a time apart costs ten times as much as to look it up.
 */
export function rememberValid(check: (text: string) => boolean): (text: string) => boolean {
  let young = new Set<string>();
  let old: ReadonlySet<string> = new Set();
  return function isValid(text) {
    if (young.has(text)) return true;
    if (!old.has(text) && !check(text)) return false;
    if (text.length > MAX_LENGTH) return true;
    young.add(text);
    if (young.size >= MAX_TEXTS) [old, young] = [young, new Set()];
    return true;
  };
}

const MAX_TEXTS = 1000;
/** In characters. A time has 20 to 35. */
const MAX_LENGTH = 64;
