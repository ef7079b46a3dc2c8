import type { JsonValue } from '../../../../kernel/json/json.ts';
import { cutTo } from '../../../../kernel/text/cut-to.ts';
import type { Question } from '../../model/responder.ts';
import { splitSentences, trimEnd } from '../english/sentences.ts';
import { toFirstPersonVerb } from '../english/words.ts';

/** The tones of voice that answers differ by. */
export type Style = 'warm' | 'brief' | 'exact' | 'plain';

/** The agent, prompt or model that answers. Fields that its record leaves out are empty strings or lists. */
export interface Persona {
  readonly name: string;
  readonly role: string;
  /** What it does, in the first person and without a full stop: `I turn a transcript into decisions`. */
  readonly ability: string;
  readonly greeting: string;
  readonly instruction: string;
  /** The sentences of its guardrails. */
  readonly guardrails: readonly string[];
  /** What it has to say at the end of each answer. */
  readonly disclaimer: string;
  readonly starters: readonly string[];
  readonly style: Style;
  /** Whether its tone of voice rules out exclamation marks. */
  readonly isCalm: boolean;
  /** Whether it gives one step at a time. */
  readonly isStepwise: boolean;
  /** True for a prompt or a model without an agent: the answer has no opening and no closing. */
  readonly isTerse: boolean;
}

/** Returns the persona of a question: the agent's, else that of the prompt or the workflow's node. */
export function toPersona({ agent, prompt, node, text }: Question): Persona {
  const metadata = agent?.metadata ?? {};
  const tone = toText(metadata['tone_of_voice']);
  const guardrails = splitSentences(toText(metadata['guardrails']));
  const base = [toText(agent?.instruction), toText(metadata['base_instructions'])]
    .filter((part) => part !== '')
    .join(' ');
  return {
    name: toText(agent?.name ?? prompt?.name ?? node?.name),
    role: toText(metadata['role']),
    ability: toAbility(toText(agent?.description)),
    greeting: toText(metadata['greetings']),
    instruction: cutTo(base || (agent === undefined ? text : ''), MAX_INSTRUCTION),
    guardrails,
    disclaimer: toDisclaimer(guardrails),
    starters: toStarters(metadata['conversation_starters']),
    style: toStyle(tone),
    isCalm: /without exclamation|neutral|telegraphic|\bdry\b|matter of fact|calm|precise/i.test(tone),
    isStepwise: /one step at a time/i.test(base),
    isTerse: agent === undefined,
  };
}

/** Returns the style that a tone of voice names first. */
function toStyle(tone: string): Style {
  const named = STYLES.map(({ style, words }) => ({ style, at: tone.search(words) })).filter(({ at }) => at >= 0);
  return named.toSorted((left, right) => left.at - right.at)[0]?.style ?? 'plain';
}

/** Turns a description around: `Reads a ticket and sends it on.` becomes `I read a ticket and send it on`. */
function toAbility(description: string): string {
  const [first = ''] = splitSentences(description);
  const sentence = trimEnd(first);
  if (sentence === '') return '';
  if (/^an? /i.test(sentence)) return `I am ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
  if (!/^[A-Z][a-z]{1,20}s\b/.test(sentence)) return '';
  const turned = sentence.replace(/^[A-Z][a-z]{1,20}s\b/, toFirstPersonVerb);
  return `I ${turned.replaceAll(VERBS_AFTER, (match, joint: string, verb: string) => joint + toFirstPersonVerb(verb))}`;
}

/** Returns what the guardrails want to be said in each answer: `This is no legal advice`. */
function toDisclaimer(guardrails: readonly string[]): string {
  const said = guardrails.find((sentence) =>
    /[;,] say so (?:at the end of|in) (?:each|every) (?:answer|reply)/i.test(sentence),
  );
  return said === undefined ? '' : `${said.slice(0, said.search(/[;,] say so/i))}.`;
}

/** Returns the starters that a user could say. Some are greetings of the agent. */
function toStarters(value: JsonValue | undefined): readonly string[] {
  const starters = Array.isArray(value) ? value.map(String) : [];
  return starters.filter(
    (starter) => !/\b(?:how (?:can|may) i (?:help|assist)|i['’]m here|ready to help)\b/i.test(starter),
  );
}

function toText(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value.trim() : '';
}

/** Verbs that a description goes on with after its first one. */
const VERBS_AFTER =
  /(, |,? and )(sets|sends|says|asks|writes|drafts|explains|remembers|finds|gives|names|checks|publishes|walks|lists)(?= )/g;
const STYLES: readonly { readonly style: Style; readonly words: RegExp }[] = [
  { style: 'brief', words: /brief|short|telegraphic|neutral|matter of fact|^dry/i },
  { style: 'warm', words: /warm|friendly|empath|patient|encourag|kind|playful|energetic|curious|helpful/i },
  { style: 'exact', words: /exact|precise|technical|direct|calm|clear|fair|confident/i },
];
/** In characters: what is read of an instruction. */
const MAX_INSTRUCTION = 4000;
