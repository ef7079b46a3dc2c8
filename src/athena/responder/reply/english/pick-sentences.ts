import { toCapitalised } from '../../model/words.ts';
import { toConcepts } from './concepts.ts';
import { splitSentences, withStop } from './sentences.ts';

/** Returns the sentences that say most, in their order: those that share the most words with the others. */
export function pickSentences(text: string, count: number): readonly string[] {
  const sentences = splitSentences(text).slice(0, 200);
  const frequency = new Map<string, number>();
  for (const concept of sentences.flatMap((sentence) => [...toConcepts(sentence)]))
    frequency.set(concept, (frequency.get(concept) ?? 0) + 1);
  const scored = sentences.map((sentence, index) => {
    const concepts = [...toConcepts(sentence)];
    const shared = concepts.reduce((sum, concept) => sum + (frequency.get(concept) ?? 0), 0);
    return { sentence, index, score: shared / Math.sqrt(concepts.length + 1) + (index === 0 ? 2 : 0) };
  });
  const best = scored.toSorted((left, right) => right.score - left.score).slice(0, count);
  return best
    .toSorted((left, right) => left.index - right.index)
    .map(({ sentence }) => withStop(toCapitalised(sentence)));
}
