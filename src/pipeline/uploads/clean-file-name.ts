/**
 * Returns the name of an uploaded file without its path, and without what could mislead a reader or a file system:
 * control characters, marks that change the direction of text, and characters that no file name may have. It has at
 * most MAX_LENGTH characters and keeps its ending.
 */
export function cleanFileName(sent: string): string {
  const name = (sent.slice(-MAX_READ).split(/[/\\]/).at(-1) ?? '')
    .normalize('NFC')
    .replaceAll(INVISIBLE, '')
    .replaceAll(RESERVED, '-')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[ .]+/, '');
  const trimmed = trimEnd(name);
  return trimmed === '' ? NO_NAME : shorten(trimmed);
}

/** Removes spaces and dots at the end, in linear time. */
function trimEnd(name: string): string {
  let end = name.length;
  while (end > 0 && (name[end - 1] === ' ' || name[end - 1] === '.')) end -= 1;
  return name.slice(0, end);
}

/** Returns the ending of a name with its dot, or nothing when it has none. */
function findEnding(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot <= 0 || name.length - dot > MAX_ENDING ? '' : name.slice(dot);
}

function shorten(name: string): string {
  if (name.length <= MAX_LENGTH) return name;
  const ending = findEnding(name);
  // A cut in the middle of a character would leave half of it.
  return name.slice(0, MAX_LENGTH - ending.length).replace(/[\uD800-\uDBFF]$/, '') + ending;
}

/** Control and format characters (bidirectional marks among them), private ones, and halves of characters. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu;
const RESERVED = /[<>:"|?*]/g;
const NO_NAME = 'file';
/** In UTF-16 code units, as `maxLength` of short texts. */
const MAX_LENGTH = 200;
/** With the dot. */
const MAX_ENDING = 20;
/** In characters. A longer name keeps its end, which is what follows the path. */
const MAX_READ = 4096;
