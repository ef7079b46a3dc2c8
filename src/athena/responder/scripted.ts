import { parseJsonPath, selectByPath } from '../../kernel/json-path/json-path.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import { createChance } from './model/chance.ts';
import { chooseToolCalls } from './reply/choose-tool-calls.ts';
import { composeReply } from './reply/compose-reply.ts';
import { countInput, countTokens, cutToTokens } from './model/count-tokens.ts';
import { findRule } from './script/match-rule.ts';
import type { Answer, Question, Reply, Responder, ToolCall } from './model/responder.ts';
import type { Script, ScriptRule } from './script/script.ts';
import { limitTempo, splitChunks, toDuration } from './split-chunks.ts';
import { cutTo } from '../../kernel/text/cut-to.ts';
import { findWorldScript } from './script/world-replies.ts';

/**
 * Creates a responder that needs no model. The first matching rule answers, the world's rules before the script's.
 * Without a match the answer is composed in character. The same question with the same seed key has the same answer.
 */
export function createScriptedResponder(script: Script = NO_SCRIPT): Responder {
  return { respond: async (question) => answer(question, findWorldRule(question) ?? findRule(script, question)) };
}

function findWorldRule(question: Question): ScriptRule | undefined {
  return question.state === undefined ? undefined : findRule(findWorldScript(question.state), question);
}

function answer(question: Question, rule: ScriptRule | undefined): Answer {
  const chance = createChance(question.random, question.seedKey);
  if (rule?.error !== undefined) return { kind: 'failure', ...rule.error, duration: rule.delay ?? FAILURE_DELAY };
  const [first, ...others] = rule?.replies ?? [];
  const isScripted = first !== undefined || (rule?.toolCalls.length ?? 0) > 0;
  const toolCalls = isScripted ? (rule?.toolCalls ?? []) : chooseToolCalls(question, chance);
  const text =
    first === undefined
      ? composeReply(question, toolCalls, chance)
      : fill(chance.pick('reply', [first, ...others]), question);
  return toReply(question, { text, toolCalls, delay: rule?.delay });
}

/** The text and tool calls of a reply. `delay` is the time until its first chunk, in milliseconds. */
interface ReplyContent {
  readonly text: string;
  readonly toolCalls: readonly ToolCall[];
  readonly delay: number | undefined;
}

/** Builds the reply: cuts the text to its maximum length, counts tokens, and times the chunks. */
function toReply(question: Question, { text: fullText, toolCalls, delay }: ReplyContent): Reply {
  const text = cutTo(cutToTokens(fullText, question.maxTokens ?? Number.POSITIVE_INFINITY), MAX_CONTENT) || EMPTY_REPLY;
  const input = countInput(question);
  const output = countTokens(text);
  const chance = createChance(question.random, `${question.seedKey}/tempo`);
  const thinkingTime = chance.number('first', 350, 700) + Math.min(input / 4, 1500) + toolCalls.length * 900;
  const tempo = limitTempo(text, { first: Math.round(delay ?? thinkingTime), token: chance.number('token', 14, 26) });
  return {
    kind: 'reply',
    text,
    toolCalls,
    tokens: { input, output, total: input + output },
    chunks: splitChunks(text, tempo),
    duration: toDuration(text, tempo),
    finishReason: text.length < fullText.length ? 'length' : 'stop',
  };
}

/**
 * Fills the placeholders of a scripted reply: `{{text}}`, `{{agent.name}}`, `{{variables.customer_name}}`,
 * `{{input.order.id}}`. A placeholder without a value stays as it is. One that would make the reply longer than
 * MAX_REPLY is replaced by nothing.
 */
function fill(reply: string, { text, agent, prompt, workflow, variables = {}, input }: Question): string {
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

/** Maximum length of a message's content, in characters. */
const MAX_CONTENT = 65_535;
/** Replaces a reply that is empty once its placeholders are filled: a message needs content. */
const EMPTY_REPLY = '…';
const NO_SCRIPT: Script = { rules: [] };
/** Maximum length of a reply with its placeholders filled, in characters. */
const MAX_REPLY = 1_000_000;
/** Default time until a model fails, in milliseconds. */
const FAILURE_DELAY = 400;
