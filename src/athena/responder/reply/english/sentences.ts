/** Returns the sentences of a text, trimmed. A line break ends one too; a dot within a number or a word does not. */
export function splitSentences(text: string): readonly string[] {
  return text
    .split(/\n+|(?<=[.!?…])(?=[\s"”»])/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

/** Returns a text that ends with a full stop, unless it ends with another mark. */
export function withStop(text: string): string {
  const trimmed = text.trim();
  return /[.!?…:”"]$/.test(trimmed) ? trimmed : `${trimEnd(trimmed)}.`;
}

/** Returns a text without the marks at its end. */
export function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && /[\s.,;:!?…]/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** Joins words as a list: `a, b and c`. */
export function toList(words: readonly string[], last = 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1) ?? ''}`;
}

/** Counts the words of a text. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** Returns lines as a Markdown list. */
export function toBullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

/** Returns lines as a numbered Markdown list. */
export function toNumbered(lines: readonly string[]): string {
  return lines.map((line, index) => `${index + 1}. ${line}`).join('\n');
}

/** Returns rows as a Markdown table. The first row is its head. */
export function toTable([head = [], ...rows]: readonly (readonly string[])[]): string {
  return [toLine(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(toLine)].join('\n');
}

function toLine(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '/').replaceAll('\n', ' ')).join(' | ')} |`;
}
