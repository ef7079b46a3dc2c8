import type { Question } from './responder.ts';

/**
 * How many tokens a text has, estimated: a quarter of its characters, rounded up. Near enough for English; the vendors'
 * own counts differ from each other by as much.
 */
export function countTokens(text: string): number {
  return Math.ceil(Array.from(text).length / CHARACTERS_A_TOKEN);
}

/**
 * The tokens that a model reads to answer: what it is told before, what it remembers, the conversation so far and what
 * is said now.
 */
export function countInput({ agent, memories = [], conversation = [], text }: Question): number {
  const told = typeof agent?.['instruction'] === 'string' ? agent['instruction'] : '';
  const remembered = memories.map(({ content }) => String(content));
  return [told, ...remembered, ...conversation.map(({ content }) => content), text].reduce(
    (sum, part) => sum + countTokens(part),
    0,
  );
}

/** A text cut to at most so many tokens, at the end of a word where there is one. */
export function cutToTokens(text: string, most: number): string {
  if (countTokens(text) <= most) return text;
  const cut = Array.from(text)
    .slice(0, most * CHARACTERS_A_TOKEN)
    .join('');
  return cut.slice(0, findLastGap(cut)).trimEnd() || cut;
}

/** Behind the last white space; 0 where there is none. Looked for from the end: an expression would try every space. */
function findLastGap(text: string): number {
  let end = text.length;
  while (end > 0 && text.charAt(end - 1).trim() !== '') end -= 1;
  return end;
}

const CHARACTERS_A_TOKEN = 4;
