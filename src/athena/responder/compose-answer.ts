import { parseJsonPath, selectByPath } from '../../kernel/json-path/json-path.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import { cutTo } from '../../kernel/text/cut-to.ts';
import { EMPTY_REPLY, MAX_CONTENT } from './model/limits.ts';
import { createSeededChance } from './model/chance.ts';
import { countInput, countTokens, cutToTokens } from './model/count-tokens.ts';
import type { AnswerChunk, Question, ToolCall } from './model/responder.ts';
import { composeReply } from './reply/compose-reply.ts';
import type { ScriptRule } from './script/script.ts';
import { limitTempo, splitChunks, toDuration } from './split-chunks.ts';

/**
 * Answers without a model: by a script's rule, else composed in character. The same question with the same seed has the
 * same answer.
 */
export function composeAnswer(question: Question, rule?: ScriptRule): readonly AnswerChunk[] {
  const chance = createSeededChance(question.seed);
  if (rule?.error !== undefined) return [{ kind: 'failure', ...rule.error, at: rule.delay ?? FAILURE_DELAY }];
  const [first, ...others] = rule?.replies ?? [];
  const isScripted = first !== undefined || (rule?.toolCalls.length ?? 0) > 0;
  const scripted = isScripted ? (rule?.toolCalls ?? []) : undefined;
  const { text, toolCalls } =
    first === undefined
      ? composeReply(question, scripted)
      : { text: fill(chance.pick('reply', [first, ...others]), question), toolCalls: scripted ?? [] };
  return toChunks(question, { text, toolCalls, delay: rule?.delay });
}

/** The text and tool calls of a reply. `delay` is the time until its first chunk, in milliseconds. */
interface ReplyContent {
  readonly text: string;
  readonly toolCalls: readonly ToolCall[];
  readonly delay: number | undefined;
}

/** Cuts the text to its maximum length, counts tokens, and times the chunks. */
function toChunks(question: Question, { text: fullText, toolCalls, delay }: ReplyContent): readonly AnswerChunk[] {
  const text = cutTo(cutToTokens(fullText, question.maxTokens ?? Number.POSITIVE_INFINITY), MAX_CONTENT) || EMPTY_REPLY;
  const input = countInput(question);
  const output = countTokens(text);
  const chance = createSeededChance(`${question.seed}/tempo`);
  const thinkingTime = chance.number('first', 350, 700) + Math.min(input / 4, 1500) + toolCalls.length * 900;
  const tempo = limitTempo(text, { first: Math.round(delay ?? thinkingTime), token: chance.number('token', 14, 26) });
  const written = splitChunks(text, tempo);
  const called = (written[0]?.at ?? 0) / 2;
  return [
    ...toolCalls.map((call) => ({ kind: 'tool_call', call, at: called }) as const),
    ...written.map((chunk) => ({ kind: 'text', ...chunk }) as const),
    {
      kind: 'end',
      tokens: { input, output },
      finishReason: text.length < fullText.length ? 'length' : 'stop',
      at: toDuration(text, tempo),
    },
  ];
}

/**
 * Fills the placeholders of a scripted reply: `{{text}}`, `{{agent.name}}`, `{{variables.customer_name}}`,
 * `{{input.order.id}}`. A placeholder without a value stays as it is. One that would make the reply longer than
 * MAX_REPLY is replaced by nothing.
 */
function fill(reply: string, { text, agent, prompt, workflow, variables, input }: Question): string {
  const values: JsonValue = {
    text,
    agent: agent ?? {},
    prompt: prompt ?? {},
    workflow: workflow ?? {},
    variables,
    input: input ?? { text, variables },
  };
  const texts = new Map<string, string | undefined>();
  let length = reply.length;
  return reply.replaceAll(/\{\{\s{0,9}([\w.[\]-]{1,200})\s{0,9}\}\}/g, (placeholder, name: string) => {
    if (!texts.has(name)) texts.set(name, findText(values, name));
    const filled = texts.get(name) ?? placeholder;
    length += filled.length;
    return length <= MAX_REPLY ? filled : '';
  });
}

function findText(values: JsonValue, name: string): string | undefined {
  const [value] = selectByPath(values, parseJsonPath(`$.${name}`) ?? []);
  return value === undefined || typeof value === 'string' ? value : JSON.stringify(value);
}

/** Maximum length of a reply with its placeholders filled, in characters. */
const MAX_REPLY = 1_000_000;
/** Default time until a model fails, in milliseconds. */
const FAILURE_DELAY = 400;
