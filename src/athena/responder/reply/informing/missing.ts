import type { Brief } from '../brief/brief.ts';
import { findReferences } from '../english/references.ts';
import type { Intent } from '../brief/intent.ts';
import { isClause } from '../english/noun-phrase.ts';
import { countWords, toList, trimEnd } from '../english/sentences.ts';
import { toGerund, toSecondPerson } from '../english/words.ts';
import { toSnippet } from '../../model/words.ts';
import { pickSentences } from '../english/pick-sentences.ts';
import { sayFact, toKnown } from './fact.ts';

/** Answers what nothing else does: says what is known, what is not, and what would help. */
export const MISSING: Intent = {
  name: 'missing',
  usesTools: true,
  fits: () => true,
  write: (brief) => {
    if (brief.text === '') return { text: 'Your message is empty. What can I do for you?', manner: 'bare' };
    if (brief.persona.isTerse)
      return { text: pickSentences(brief.material || brief.text, 2).join(' '), manner: 'bare' };
    const [fact] = toKnown(brief);
    const text = fact === undefined ? writeUnknown(brief) : `${sayFact(fact.content)} ${NO_MORE}`;
    return { text, manner: fact === undefined ? 'bare' : 'inform' };
  },
};

function writeUnknown(brief: Brief): string {
  const { text, chance } = brief;
  const references = findReferences(text);
  const about = toAbout(brief);
  if (references.length > 0)
    return `I have nothing on ${toList(references)} here, so I will not guess. ${chance.pick('paste', [
      'Paste what you have on it, and I will work with that.',
      'Send me the text or the details, and I will go on from there.',
    ])}`;
  if (countWords(text) <= 2)
    return `I am not sure what you mean${about === '' ? '' : ` by ${about.startsWith('“') ? about : `“${trimEnd(text)}”`}`}. ${chance.pick('short', ['Could you say it in a sentence?', 'What can I do for you?'])}`;
  return [sayUnknown(brief, about), toOffer(brief)].filter((part) => part !== '').join(' ');
}

/** Says that nothing is known of the subject, and guesses at nothing. */
function sayUnknown({ text, chance, persona: { style } }: Brief, about: string): string {
  if (about === '')
    return chance.pick('unclear', [
      'I am not sure yet what you need from me.',
      'I have not understood yet what you need.',
    ]);
  if (style === 'brief') return `My notes say nothing on ${about}, so I will not guess.`;
  return text.includes('?')
    ? chance.pick('unknown', [
        `My notes say nothing on ${about}, and I would rather say so than guess.`,
        `That is a fair question, but my notes say nothing on ${about}, and I will not make anything up.`,
      ])
    : chance.pick('unknown', [
        `On ${about} my notes say nothing yet, so I begin with what you know.`,
        `I have no notes on ${about} yet, so I need a little from you.`,
      ]);
}

/** Says what the agent does, and asks the one thing that it needs for it. */
function toOffer({ persona: { ability, role, name, style } }: Brief): string {
  const { ask } = ASKS.find(({ words }) => words.test(`${role} ${name}`)) ?? ANY;
  const can =
    ability === '' || ability.startsWith('I am') || style === 'brief'
      ? ''
      : `What I can do: ${ability.replace(/^I /, '')}. `;
  return `${can}${ask}`;
}

interface Ask {
  readonly words: RegExp;
  readonly ask: string;
}

const ANY: Ask = { words: /$^/, ask: 'What should come out of it: an answer, a text or a decision?' };
/** What an agent asks for first, by what it does. */
const ASKS: readonly Ask[] = [
  { words: /\b(?:writer|editor|copy)\b/i, ask: 'Who will read it, and what should they do afterwards?' },
  { words: /\b(?:contract|legal)\b/i, ask: 'Could you paste the clause that it is about?' },
  { words: /\b(?:engineer|reviewer|developer|code)\b/i, ask: 'Could you paste the lines that it is about?' },
  { words: /\b(?:data|analyst|sql)\b/i, ask: 'Which figure would settle it, and for which period?' },
  { words: /\b(?:meeting|scribe)\b/i, ask: 'Do you have a transcript or notes on it? Paste them here.' },
  {
    words: /\b(?:sales|researcher)\b/i,
    ask: 'Which company is it about, and what do you need to know before you talk to them?',
  },
  { words: /\b(?:success|onboarding|guide)\b/i, ask: 'What would you like to have working when we are done?' },
  {
    words: /\b(?:refund|dispatcher|triager)\b/i,
    ask: 'Send me the case itself: what happened, when, and what the customer wants.',
  },
  { words: /\b(?:support|service)\b/i, ask: 'What happened, and is there an order number that I should know?' },
];

function toAbout({ subject, text }: Brief): string {
  if (subject !== '' && isNamed(subject, text)) return toSecondPerson(sayAction(withItsArticle(subject, text), text));
  if (subject !== '') return text.includes('?') ? 'that' : '';
  const short = trimEnd(toSnippet(text, 60));
  return countWords(short) <= 6 && !text.includes('?') ? `“${short}”` : '';
}

/** Returns whether a text names a phrase as its subject: as a name, or behind an article or a preposition. */
function isNamed(phrase: string, text: string): boolean {
  const before = text.slice(0, Math.max(0, text.indexOf(phrase)));
  return !isClause(phrase) && ((/^[A-Z]/.test(phrase) && /[\p{L},] $/u.test(before)) || NAMING.test(before));
}

/** `Can I import my data?` is about importing it, and `Who signed the contract?` about that. */
function sayAction(phrase: string, text: string): string {
  if (/^\w{2,15}ed\b/.test(phrase)) return 'that';
  const isAction = /\b(?:(?:can|could|may|should|shall|do|must) (?:i|we|you|one)|how to) $/i.test(
    text.slice(0, Math.max(0, text.indexOf(phrase))).slice(-30),
  );
  return isAction ? toGerund(phrase) : phrase;
}

/** Puts the article back that the text has before a phrase. */
function withItsArticle(phrase: string, text: string): string {
  const at = text.indexOf(phrase);
  const article = at > 0 ? /(?:^|\s)(the|an?)\s$/i.exec(text.slice(Math.max(0, at - 5), at))?.[1] : undefined;
  return article === undefined ? phrase : `${article.toLowerCase()} ${phrase}`;
}

const NAMING =
  /\b(?:the|an?|our|my|your|this|these|those|about|on|of|for|with|to|(?:can|may|should|do) (?:i|we|you)) $/i;
const NO_MORE = 'That is what I have on it; beyond that I would have to guess.';
