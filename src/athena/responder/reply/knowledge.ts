import type { Question } from '../model/responder.ts';
import { countShared, toKeywords, toSnippet } from '../model/words.ts';

/** What somebody remembers that has words in common with what is asked, quoted; empty where there is nothing. */
export function toKnowledge({ memories = [], text }: Question): string {
  const keywords = toKeywords(text);
  const known = memories
    .map(({ content }) => ({
      content: toSnippet(String(content), 240),
      shared: countShared(keywords, String(content)),
    }))
    .filter(({ shared }) => shared > 0)
    .toSorted((left, right) => right.shared - left.shared)
    .slice(0, 2);
  if (known.length === 0) return '';
  return `This is what I know of it:\n\n${known.map(({ content }) => `> ${content}`).join('\n>\n')}`;
}
