import { composeAnswer } from './compose-answer.ts';
import type { AnswerChunk, Responder } from './model/responder.ts';
import { toStoredQuestion } from './model/to-stored-question.ts';
import { findRule } from './script/match-rule.ts';
import { NO_SCRIPT, type Script, type ScriptRule } from './script/script.ts';

/**
 * Creates a responder that answers by the first matching rule of a script. Other questions go to `next`; without it,
 * answers are composed.
 */
export function createScriptedResponder(script: Script = NO_SCRIPT, next?: Responder): Required<Responder> {
  return {
    respond(question, context) {
      const rule = findRule(script, question);
      if (next === undefined || isComplete(rule)) return composeAnswer(question, rule);
      const answer = next.respond(toStoredQuestion(question), context);
      return rule === undefined ? answer : alterAnswer(answer, rule);
    },
    isImmediate: (question) =>
      next === undefined ||
      isComplete(findRule(script, question)) ||
      (next.isImmediate?.(toStoredQuestion(question)) ?? false),
  };
}

/** Returns whether a rule decides the whole answer. Another one delays an answer or replaces its tool calls. */
function isComplete(rule: ScriptRule | undefined): boolean {
  return rule !== undefined && (rule.error !== undefined || rule.replies.length > 0);
}

async function* alterAnswer(
  answer: AsyncIterable<AnswerChunk> | Iterable<AnswerChunk>,
  { toolCalls, delay = 0 }: ScriptRule,
): AsyncGenerator<AnswerChunk> {
  for (const call of toolCalls) yield { kind: 'tool_call', call };
  // Times never decrease, so that nothing comes before the delay.
  if (delay > 0) yield { kind: 'text', text: '', at: delay };
  for await (const chunk of answer) if (toolCalls.length === 0 || chunk.kind !== 'tool_call') yield chunk;
}
