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
import { cutTo } from './model/words.ts';
import { findWorldScript } from './script/world-replies.ts';

/**
 * Answers without a model: by the first rule that fits, of the world's and then of the script's, else in character, out
 * of what is asked and a place in a random source, so that the same question at the same place has the same answer.
 */
export function createScriptedResponder(script: Script = NO_SCRIPT): Responder {
  return { respond: async (question) => answer(question, findWorldRule(question) ?? findRule(script, question)) };
}

function findWorldRule(question: Question): ScriptRule | undefined {
  return question.state === undefined ? undefined : findRule(findWorldScript(question.state), question);
}

function answer(question: Question, rule: ScriptRule | undefined): Answer {
  const chance = createChance(question.random, question.place);
  if (rule?.error !== undefined) return { kind: 'failure', ...rule.error, duration: rule.delay ?? FAILING };
  const [first, ...others] = rule?.replies ?? [];
  const isScripted = first !== undefined || (rule?.toolCalls.length ?? 0) > 0;
  const toolCalls = isScripted ? (rule?.toolCalls ?? []) : chooseToolCalls(question, chance);
  const text =
    first === undefined
      ? composeReply(question, toolCalls, chance)
      : fill(chance.pick('reply', [first, ...others]), question);
  return toReply(question, { text, toolCalls, delay: rule?.delay });
}

/** What is said, and when it begins, in milliseconds; by itself it takes longer the more was read. */
interface RunInput {
  readonly text: string;
  readonly toolCalls: readonly ToolCall[];
  readonly delay: number | undefined;
}

/** Counted, cut at what it may have, and laid out in time. */
function toReply(question: Question, { text: whole, toolCalls, delay }: RunInput): Reply {
  const text = cutTo(cutToTokens(whole, question.maxTokens ?? Number.POSITIVE_INFINITY), LONGEST) || NOTHING_SAID;
  const input = countInput(question);
  const output = countTokens(text);
  const chance = createChance(question.random, `${question.place}/tempo`);
  const thinking = chance.number('first', 350, 700) + Math.min(input / 4, 1500) + toolCalls.length * 900;
  const tempo = limitTempo(text, { first: Math.round(delay ?? thinking), token: chance.number('token', 14, 26) });
  return {
    kind: 'reply',
    text,
    toolCalls,
    tokens: { input, output, total: input + output },
    pieces: splitChunks(text, tempo),
    duration: toDuration(text, tempo),
    finishReason: text.length < whole.length ? 'length' : 'stop',
  };
}

/**
 * Fills the gaps of a scripted reply: `{{text}}`, `{{agent.name}}`, `{{variables.customer_name}}`,
 * `{{input.order.id}}`. One that nothing fills stays as it is; those that would make the reply longer than a model
 * writes stay empty.
 */
function fill(reply: string, { text, agent, prompt, workflow, variables = {}, input }: Question): string {
  const known: JsonValue = {
    text,
    agent: agent ?? {},
    prompt: prompt ?? {},
    workflow: workflow ?? {},
    variables,
    input: input ?? { text, variables },
  };
  const texts = new Map<string, string | undefined>();
  let length = reply.length;
  return reply.replaceAll(/\{\{\s{0,9}([\w.[\]-]{1,200})\s{0,9}\}\}/g, (gap, name: string) => {
    if (!texts.has(name)) texts.set(name, findText(known, name));
    const filled = texts.get(name) ?? gap;
    length += filled.length;
    return length <= MAX_REPLY ? filled : '';
  });
}

function findText(known: JsonValue, name: string): string | undefined {
  const [value] = selectByPath(known, parseJsonPath(`$.${name}`) ?? []);
  return value === undefined || typeof value === 'string' ? value : JSON.stringify(value);
}

/**
 * What the content of a message may hold, and what stands for a reply whose gaps were filled with nothing: a message is
 * not empty.
 */
const LONGEST = 65_535;
const NOTHING_SAID = '…';
const NO_SCRIPT: Script = { rules: [] };
/** Characters that the gaps of a reply may add to it. */
const MAX_REPLY = 1_000_000;
/** How long a model takes to fail, in milliseconds. */
const FAILING = 400;
