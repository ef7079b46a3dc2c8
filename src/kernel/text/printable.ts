/**
 * Makes a text safe to print as one line of a terminal: characters that move the cursor, break lines or change the
 * direction of writing are shown as `\u001b`.
 */
export function toPrintable(text: string): string {
  return text.replaceAll(CONTROLS, toEscape);
}

/** Like `toPrintable`, but keeps line feeds and tabs. */
export function toPrintableLines(text: string): string {
  return text.replaceAll(CONTROLS, (character) =>
    character === '\n' || character === '\t' ? character : toEscape(character),
  );
}

function toEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Control characters (ECMA-48), line and paragraph separators, and the direction controls of UAX #9. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;
