/**
 * A text as one line of a terminal: characters that move its cursor, begin a line or turn the writing round are shown
 * as `\u001b`.
 */
export function toPrintable(text: string): string {
  return text.replaceAll(CONTROLS, toEscape);
}

/** As `toPrintable`, of several lines: their ends and tabs stay. */
export function toPrintableLines(text: string): string {
  return text.replaceAll(CONTROLS, (character) =>
    character === '\n' || character === '\t' ? character : toEscape(character),
  );
}

function toEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** C0, DEL and C1 (ECMA-48), separators of lines and paragraphs, and what UAX #9 orders text by. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;
