/** Maximum length of a message's content, in characters. */
export const MAX_CONTENT = 65_535;
/** Replaces an empty text: a message needs content. */
export const EMPTY_REPLY = '…';
