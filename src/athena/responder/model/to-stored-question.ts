import { sha256 } from '../../../kernel/random/digest.ts';
import type { Question, Turn } from './responder.ts';

/**
 * Returns a question as it is stored and as a responder of another program is asked it: with the last turns of its
 * conversation, and with a seed that is short. A chat of many runs would otherwise store its whole conversation with
 * each of them. Converting the result again changes nothing.
 */
export function toStoredQuestion(question: Question): Question {
  const { conversation, seed } = question;
  return { ...question, conversation: toLastTurns(conversation), seed: DIGEST.test(seed) ? seed : sha256(seed) };
}

/** Returns the last turns. A system prompt at the start is kept before them. */
function toLastTurns(turns: readonly Turn[]): readonly Turn[] {
  const start = turns[0]?.role === 'system' ? turns.slice(0, 1) : [];
  return [...start, ...turns.slice(start.length).slice(-MAX_TURNS)];
}

const DIGEST = /^[0-9a-f]{64}$/;
/** Maximum number of earlier messages that a question holds, beside a system prompt. */
const MAX_TURNS = 50;
