import { isJsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import type { Question } from '../model/responder.ts';
import { toSentences } from '../model/words.ts';

/** How somebody speaks, in the few kinds that answers differ by. */
export type Style = 'warm' | 'brief' | 'exact' | 'plain';

/** Who answers, as an answer needs to know it. What a record does not say is an empty text or an empty list. */
export interface Persona {
  readonly name: string;
  readonly role: string;
  readonly goal: string;
  readonly greeting: string;
  readonly instruction: string;
  readonly guardrails: string;
  readonly starters: readonly string[];
  readonly style: Style;
  /** A prompt, or the bare model: it gives what is asked for, and makes no conversation. */
  readonly isTerse: boolean;
}

/** The persona of a question: the agent's, or that of a model which was given a prompt. */
export function toPersona({ agent, prompt, node, text }: Question): Persona {
  const metadata = isJsonObject(agent?.['metadata']) ? agent['metadata'] : {};
  const told = toText(agent?.['instruction']);
  return {
    name: toText(agent?.['name'] ?? prompt?.['name'] ?? node?.['name']),
    role: toText(metadata['role']),
    goal: toText(metadata['goal_statement']),
    greeting: toText(metadata['greetings']),
    instruction:
      [told, toText(metadata['base_instructions'])].filter((part) => part !== '').join(' ') ||
      (agent === undefined ? text : ''),
    guardrails: toText(metadata['guardrails']),
    starters: Array.isArray(metadata['conversation_starters']) ? metadata['conversation_starters'].map(String) : [],
    style: toStyle(toText(metadata['tone_of_voice'])),
    isTerse: agent === undefined,
  };
}

/**
 * What somebody was told to do, said by themselves: `Keep every fact.` as `keep every fact`, `that you are given` as
 * `that I am given`.
 */
export function toHabits({ instruction }: Persona): readonly string[] {
  return toSentences(instruction)
    .filter((sentence) => !/^(you|always greet|never)\b/i.test(sentence) && sentence.length < 160)
    .map((sentence) => toFirstPerson(sentence.replace(/(?<![.!])[.!]+$/, '').replace(/^always /i, '')));
}

function toFirstPerson(sentence: string): string {
  const said = sentence
    .replaceAll(/\byou are\b/gi, 'I am')
    .replaceAll(/\byour\b/gi, 'my')
    .replaceAll(/\byou\b/gi, 'I');
  return said.replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase());
}

function toStyle(tone: string): Style {
  return STYLES.find(({ words }) => words.test(tone))?.style ?? 'plain';
}

function toText(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value.trim() : '';
}

const STYLES: readonly { readonly style: Style; readonly words: RegExp }[] = [
  { style: 'brief', words: /brief|short|telegraphic|neutral|matter of fact|^dry/i },
  { style: 'warm', words: /warm|friendly|empath|patient|encourag|kind|playful|energetic|curious|helpful/i },
  { style: 'exact', words: /exact|precise|technical|direct|calm|clear|fair|confident|professional/i },
];
