import type { Question } from './responder.ts';

/**
 * Estimates the number of tokens in a text: a quarter of its characters, rounded up. For English the error is no larger
 * than the difference between the vendors' own tokenizers.
 */
export function countTokens(text: string): number {
  return Math.ceil(Array.from(text).length / CHARACTERS_PER_TOKEN);
}

/** Counts the tokens that a model reads: instruction, memories, conversation so far and the new message. */
export function countInput({ agent, memories, conversation, text }: Question): number {
  const remembered = memories.map(({ content }) => content);
  return [agent?.instruction ?? '', ...remembered, ...conversation.map(({ content }) => content), text].reduce(
    (sum, part) => sum + countTokens(part),
    0,
  );
}

/** Cuts a text to at most `limit` tokens, after a whole word if possible. */
export function cutToTokens(text: string, limit: number): string {
  if (countTokens(text) <= limit) return text;
  const cut = Array.from(text)
    .slice(0, limit * CHARACTERS_PER_TOKEN)
    .join('');
  return cut.slice(0, findLastSpace(cut)).trimEnd() || cut;
}

/**
 * Returns the index after the last white space, or 0. It searches from the end, because a regular expression would try
 * every space.
 */
function findLastSpace(text: string): number {
  let end = text.length;
  while (end > 0 && text.charAt(end - 1).trim() !== '') end -= 1;
  return end;
}

const CHARACTERS_PER_TOKEN = 4;
