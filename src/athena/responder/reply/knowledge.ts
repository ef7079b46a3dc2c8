import type { Question } from '../model/responder.ts';
import { countShared, toKeywords, toSnippet } from '../model/words.ts';

/** Quotes up to two memories that share keywords with the text; an empty string when none does. */
export function toKnowledge({ memories, text }: Question): string {
  const keywords = toKeywords(text);
  const matching = memories
    .map(({ content }) => ({
      content: toSnippet(content, 240),
      shared: countShared(keywords, content),
    }))
    .filter(({ shared }) => shared > 0)
    .toSorted((left, right) => right.shared - left.shared)
    .slice(0, 2);
  if (matching.length === 0) return '';
  return `This is what I know of it:\n\n${matching.map(({ content }) => `> ${content}`).join('\n>\n')}`;
}
