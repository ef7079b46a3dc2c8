import { findUserTurns, type Brief } from '../brief/brief.ts';
import { findReferences } from '../english/references.ts';
import type { Intent } from '../brief/intent.ts';
import { toNumbered } from '../english/sentences.ts';
import { findFacts } from '../grounding/facts.ts';
import { sayUntranslated } from '../writing/translate.ts';
import { findLanguage, findLanguageAlone } from './language.ts';
import { TOPICS, type Phrasebook, type Topic } from './phrasebook.ts';

/** Answers in the language of the message, or in the one that it asks for. */
export const FOREIGN: Intent = {
  name: 'another language',
  fits: ({ text }) => findLanguage(text) !== undefined,
  write: (brief) => {
    const book = findLanguage(brief.text);
    return { text: book === undefined ? '' : writeIn(book, brief), manner: 'talk' };
  },
};

/** An answer that asks for something ends with that. */
const ASKS = /\b(?:collez|envoyez-moi|schicken sie mir|fügen sie|pegue|envíeme|incoll|mandi)/i;

function writeIn(book: Phrasebook, brief: Brief): string {
  const { persona, chance } = brief;
  const isAlone = brief.last !== undefined && findLanguageAlone(brief.text) !== undefined;
  const text = isAlone ? (findUserTurns(brief)[0] ?? brief.text) : brief.text;
  const bare = text.trim();
  if (book.isGreeting.test(bare)) return book.greeting;
  const topic = findTopic(book, text);
  const next = topic === undefined ? sayNextStep(book, brief) : undefined;
  if (next !== undefined) return next;
  if (isAlone && topic === undefined)
    return sayUntranslated({ ...brief, task: brief.text, material: brief.last ?? '' });
  if (topic === undefined && book.isMood.test(bare)) return book.mood;
  if (topic === undefined && book.isThanks.test(bare)) return book.thanks;
  const [reference] = findReferences(text);
  return [
    reference === undefined ? '' : book.noted.replace('{n}', reference),
    topic === undefined ? book.unknown : (sayKnown(book, topic, brief) ?? sayTopic(book, topic, persona.isStepwise)),
    /legal advice/i.test(persona.disclaimer) ? book.noLegalAdvice : '',
    persona.style === 'brief' || persona.isStepwise || topic === undefined || ASKS.test(book.topics[topic].answer)
      ? ''
      : chance.pick('closing', book.closing),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Says all steps of a subject, or the first where an agent gives one at a time. */
function sayTopic(book: Phrasebook, topic: Topic, isStepwise: boolean): string {
  const { answer, steps = [] } = book.topics[topic];
  if (steps.length === 0) return answer;
  return `${answer}\n\n${isStepwise ? sayStep(book, steps, 0) : toNumbered(steps)}`;
}

function sayStep({ stepwise }: Phrasebook, steps: readonly string[], index: number): string {
  const ask = index === steps.length - 1 ? stepwise.end : stepwise.wait;
  return `**${stepwise.count(index + 1, steps.length)}** ${steps[index] ?? ''}\n\n${ask}`;
}

/** Gives the step after those that were given, when a user says that one is done. */
function sayNextStep(book: Phrasebook, brief: Brief): string | undefined {
  if (!brief.persona.isStepwise || !book.stepwise.isDone.test(brief.text)) return undefined;
  const steps = findUserTurns(brief)
    .map((turn) => findTopic(book, turn))
    .map((topic) => (topic === undefined ? undefined : book.topics[topic].steps))
    .find((found) => found !== undefined);
  if (steps === undefined) return undefined;
  const given = brief.question.conversation.filter(
    ({ role, content }) => role === 'assistant' && steps.some((step) => content.includes(step)),
  ).length;
  return given > 0 && given < steps.length ? sayStep(book, steps, given) : undefined;
}

/** Finds the topic by the words of the language, or by the English ones when an answer in the language is asked for. */
function findTopic(book: Phrasebook, text: string): Topic | undefined {
  return (
    TOPICS.find((topic) => book.topics[topic].words.test(text)) ??
    TOPICS.find((topic) => ENGLISH[topic].words.test(text))
  );
}

/** Says what the agent knows of a topic: in the language where its numbers can be read, else as a quotation. */
function sayKnown(book: Phrasebook, topic: Topic, { question }: Brief): string | undefined {
  const facts = findFacts(question, ENGLISH[topic].about).filter(({ isInstruction }) => !isInstruction);
  for (const { content } of facts) {
    const said = sayFact(book, topic, content);
    if (said !== undefined) return said;
  }
  const [quoted] = QUOTED.has(topic) ? facts : [];
  return quoted === undefined ? undefined : `${book.quote} “${quoted.content}”`;
}

function sayFact({ facts }: Phrasebook, topic: Topic, content: string): string | undefined {
  if (topic === 'hours') {
    const [, from, to, first = '', last = ''] =
      /from (\d{1,2}) to (\d{1,2}) o'clock, (\w{6,9}) to (\w{6,9})/i.exec(content) ?? [];
    return from === undefined || to === undefined ? undefined : facts.hours(from, to, toDay(first), toDay(last));
  }
  if (topic === 'returns') {
    const days = /return .{0,60}within (\d{1,3}) days/i.exec(content)?.[1];
    return days === undefined ? undefined : facts.returns(days);
  }
  if (topic === 'warranty') {
    const months = /warranty .{0,60}?(\d{1,3}) months/i.exec(content)?.[1];
    return months === undefined ? undefined : facts.warranty(months);
  }
  if (topic === 'cancel') {
    const months = /notice is given (\w{3,6}) months before/i.exec(content)?.[1];
    return months === undefined ? undefined : facts.notice(MONTHS[months] ?? months);
  }
  return undefined;
}

function toDay(name: string): number {
  return ENGLISH_DAYS.indexOf(name.toLowerCase());
}

const ENGLISH_DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const MONTHS: Readonly<Record<string, string | undefined>> = { one: '1', two: '2', three: '3', six: '6' };
/** Topics whose facts answer a question even as a quotation. */
const QUOTED: ReadonlySet<Topic> = new Set(['refund', 'warranty', 'returns', 'hours', 'cancel']);

const ENGLISH: Readonly<Record<Topic, { readonly words: RegExp; readonly about: string }>> = {
  hours: { words: /\b(?:phone|hotline|open(?:ing)?|reach|hours)\b/i, about: 'telephone line open' },
  warranty: { words: /\b(?:warranty|guarantee)\b/i, about: 'warranty' },
  refund: { words: /\brefund|money back\b/i, about: 'refund' },
  returns: { words: /\breturns?\b|\bsend back\b/i, about: 'return' },
  parcel: { words: /\b(?:parcel|package|delivery|order)\b/i, about: 'nothing' },
  password: { words: /\bpassword\b/i, about: 'nothing' },
  invite: { words: /\binvit|colleague\b/i, about: 'nothing' },
  contract: { words: /\b(?:contract|agreement)\b/i, about: 'nothing' },
  invoice: { words: /\binvoice\b/i, about: 'nothing' },
  cancel: { words: /\bcancel|terminate\b/i, about: 'contract notice' },
  start: { words: /\b(?:start|begin)\b/i, about: 'nothing' },
};
