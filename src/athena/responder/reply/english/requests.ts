import { countWords, splitSentences } from './sentences.ts';

/** The clause of a message that asks for something, and the sentences beside it. */
export interface Request {
  /** The message itself when no clause stands out. */
  readonly clause: string;
  /** What the message says before and after, in its order. */
  readonly context: readonly string[];
}

/** Finds the clause that holds the request: an order comes before a question, and a question before a statement. */
export function findRequest(text: string): Request {
  const clauses = splitClauses(text);
  const ranks = clauses.map(rankClause);
  const best = Math.max(...ranks, 0);
  const index = ranks.indexOf(best);
  if (clauses.length < 2 || best === 0 || index === -1) return { clause: text, context: [] };
  // `Help?` says nothing by itself.
  if (countWords(clauses[index] ?? '') <= MAX_BARE) return { clause: text, context: [] };
  return { clause: clauses[index] ?? text, context: clauses.filter((_, other) => other !== index) };
}

/** Splits a message into its sentences, and a sentence where a request follows a comma or a dash. */
export function splitClauses(text: string): readonly string[] {
  return splitSentences(text)
    .slice(0, MAX_CLAUSES)
    .flatMap((sentence) => sentence.split(BEFORE_REQUEST))
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
}

/** Returns whether a clause means something that another one names: `Is it safe?` */
export function refersBack(clause: string): boolean {
  return /\b(?:it|that|this|those|these|them|one)\b/i.test(clause);
}

/** Returns whether a text begins as a request or ends as a question. */
export function asksFor(text: string): boolean {
  return splitClauses(text).some((clause) => rankClause(clause) > 0);
}

function rankClause(clause: string): number {
  if (ORDER.test(clause) || WISH.test(clause) || PLEASE.test(clause)) return 3;
  if (/\?["”]?$/.test(clause) || ASKED.test(clause)) return 2;
  if (/\bplease[.!]{0,3}$/i.test(clause)) return 1;
  return 0;
}

const MAX_CLAUSES = 40;
const MAX_BARE = 2;
const BEFORE_REQUEST =
  /(?:[,;:]| [-–—]) (?=(?:so |and |but )?(?:(?:please|pls) \w|(?:can you|could you|would you|can i|could i|give me|tell me|show me|explain|draft|write|list)\b|(?:what|which|how|who|when|where|why) (?:is|are|was|were|do|does|did|should|would|can|could|am)\b|what['’]s\b))/i;
const ORDER =
  /^(?:(?:please|pls|hi|hello|hey|so|ok|okay|and|now),? ){0,4}(?:(?:can|could|would|will) you\b|(?:can|could) i (?:get|have|see)\b|i(?:['’]d| would) (?:like|love)\b|i (?:need|want)\b|need\b|want\b|(?:write|draft|give|suggest|explain|compare|plan|list|create|make|tell|show|summari[sz]e|translate|help|pull|put|rewrite|shorten|describe|define|recommend|propose|name|find|prepare|outline|check|review|remind|walk) )/i;
const PLEASE = /^(?:(?:so|and|now|ok|but),? )?please,? \w/i;
const WISH = /\bwould be (?:great|nice|good|lovely|helpful|perfect|appreciated)\b/i;
const ASKED =
  /^(?:(?:so|and|but|ok|okay),? )?(?:(?:what|which|how|who|when|where|why)\b|(?:is|are|was|do|does|did|can|could|may|should|shall|will|would|has|have) (?:i|we|you|they|it|he|she|our|my|the|your|their|there|these|this|that|any|an?)\b)/i;
