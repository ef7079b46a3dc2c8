import { toSnippet } from '../model/words.ts';
import type { Question, ToolCall } from '../model/responder.ts';
import { readBrief } from './brief/brief.ts';
import type { AnswerBrief } from './brief/intent.ts';
import { chooseIntent } from './choose-intent.ts';
import { chooseToolCalls } from './choose-tool-calls.ts';
import { speak } from './voice.ts';

/** The text and the tool calls of a composed answer. */
export interface ComposedReply {
  readonly text: string;
  readonly toolCalls: readonly ToolCall[];
}

/**
 * Composes an answer in character without a model: reads what the question asks for, answers it by the first kind of
 * request that fits, and speaks it in the persona's voice. `scripted` are the tool calls that a script decides.
 */
export function composeReply(question: Question, scripted?: readonly ToolCall[]): ComposedReply {
  const { intent, brief } = chooseIntent(readBrief(question));
  const reply = intent.write(brief, answer);
  const own = reply.toolCalls ?? (intent.usesTools === true ? chooseToolCalls(question, brief.chance) : []);
  const toolCalls = scripted ?? own;
  const isTold = scripted === undefined && reply.toolCalls !== undefined;
  return { text: speak(reply, brief, isTold ? '' : toAction(toolCalls)), toolCalls };
}

const answer: AnswerBrief = (brief) => {
  const choice = chooseIntent({ ...brief, last: undefined });
  return choice.intent.write({ ...choice.brief, last: brief.last }, answer);
};

/** Says which tool was called, and what came of it. */
function toAction([call]: readonly ToolCall[]): string {
  if (call === undefined) return '';
  const { name, result } = call;
  const fields =
    typeof result === 'object' && result !== null && !Array.isArray(result) ? (result as Record<string, unknown>) : {};
  if (typeof fields['key'] === 'string') return `I have opened the ticket **${fields['key']}** with \`${name}\`.`;
  if (fields['sent'] === true) return `I have passed it on with \`${name}\`.`;
  if (typeof fields['results'] === 'number')
    return `A first search with \`${name}\` found ${fields['results']} results. I have not read them yet, so nothing here relies on them.`;
  return result === null || fields['ok'] === true
    ? `I have used \`${name}\` for it.`
    : `I have used \`${name}\` for it. It returned: ${toSnippet(JSON.stringify(result), 80)}`;
}
