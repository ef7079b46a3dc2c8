import type { AskedMemory, Question } from '../../model/responder.ts';
import { measureOverlap, toConcepts } from '../english/concepts.ts';

/** A memory of the agent that has to do with a request. */
export interface Fact {
  readonly content: string;
  /** Whether it tells the agent what to do, rather than what is true. */
  readonly isInstruction: boolean;
  /** Where it comes from. */
  readonly source: 'conversation' | 'document' | 'note';
  readonly overlap: number;
}

/** Returns the memories that have to do with a text, the closest first. */
export function findFacts({ memories }: Pick<Question, 'memories'>, text: string): readonly Fact[] {
  const wanted = toConcepts(text);
  // Money comes back for what is sent back.
  const asked = wanted.has('refund') ? new Set([...wanted, 'return']) : wanted;
  return memories
    .map((memory) => toFact(memory, asked))
    .filter(({ overlap }) => overlap >= 1)
    .toSorted((left, right) => right.overlap - left.overlap);
}

/** Returns the name of several words that a text shares with a fact, as the fact writes it. */
export function findSharedName(facts: readonly Fact[], text: string): string | undefined {
  const lower = text.toLowerCase();
  return facts
    .flatMap(({ content }) => content.match(/\b[A-Z][\w&-]{1,20}(?: [A-Z][\w&-]{1,20}){1,3}\b/g) ?? [])
    .find((name) => lower.includes(name.toLowerCase()));
}

function toFact({ type, content }: AskedMemory, wanted: ReadonlySet<string>): Fact {
  const isInstruction = type === 'instruction' || type === 'preference';
  const source = type === 'conversation' || type === 'document' ? type : 'note';
  return { content: content.trim(), isInstruction, source, overlap: measureOverlap(wanted, toConcepts(content)) };
}
