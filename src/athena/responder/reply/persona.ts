import type { JsonValue } from '../../../kernel/json/json.ts';
import type { Question } from '../model/responder.ts';
import { toSentences } from '../model/words.ts';

/** The tones of voice that answers differ by. */
export type Style = 'warm' | 'brief' | 'exact' | 'plain';

/** The agent, prompt or model that answers. Fields that its record leaves out are empty strings or lists. */
export interface Persona {
  readonly name: string;
  readonly role: string;
  readonly goal: string;
  readonly greeting: string;
  readonly instruction: string;
  readonly guardrails: string;
  readonly starters: readonly string[];
  readonly style: Style;
  /** True for a prompt or a model without an agent: the answer has no opening and no closing. */
  readonly isTerse: boolean;
}

/** Returns the persona of a question: the agent's, else that of the prompt or the workflow's node. */
export function toPersona({ agent, prompt, node, text }: Question): Persona {
  const metadata = agent?.metadata ?? {};
  const instruction = toText(agent?.instruction);
  return {
    name: toText(agent?.name ?? prompt?.name ?? node?.name),
    role: toText(metadata['role']),
    goal: toText(metadata['goal_statement']),
    greeting: toText(metadata['greetings']),
    instruction:
      [instruction, toText(metadata['base_instructions'])].filter((part) => part !== '').join(' ') ||
      (agent === undefined ? text : ''),
    guardrails: toText(metadata['guardrails']),
    starters: Array.isArray(metadata['conversation_starters']) ? metadata['conversation_starters'].map(String) : [],
    style: toStyle(toText(metadata['tone_of_voice'])),
    isTerse: agent === undefined,
  };
}

/**
 * Returns the sentences of the persona's instruction in the first person: `Keep every fact that you are given.` becomes
 * `keep every fact that I am given`.
 */
export function toHabits({ instruction }: Persona): readonly string[] {
  return toSentences(instruction)
    .filter((sentence) => !/^(you|always greet|never)\b/i.test(sentence) && sentence.length < 160)
    .map((sentence) => toFirstPerson(sentence.replace(/(?<![.!])[.!]+$/, '').replace(/^always /i, '')));
}

function toFirstPerson(sentence: string): string {
  const firstPerson = sentence
    .replaceAll(/\byou are\b/gi, 'I am')
    .replaceAll(/\byour\b/gi, 'my')
    .replaceAll(/\byou\b/gi, 'I');
  return firstPerson.replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase());
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
