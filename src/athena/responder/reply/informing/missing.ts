import type { Brief } from '../brief/brief.ts';
import { findReferences } from '../english/references.ts';
import type { Intent } from '../brief/intent.ts';
import { countWords, toList, trimEnd } from '../english/sentences.ts';
import { toSecondPerson } from '../english/words.ts';
import { toSnippet } from '../../model/words.ts';
import { pickSentences } from '../english/pick-sentences.ts';
import { sayFact } from './fact.ts';

/** Answers what nothing else does: says what is known, what is not, and what would help. */
export const MISSING: Intent = {
  name: 'missing',
  usesTools: true,
  fits: () => true,
  write: (brief) => {
    if (brief.text === '') return { text: 'Your message is empty. What can I do for you?', manner: 'bare' };
    if (brief.persona.isTerse)
      return { text: pickSentences(brief.material || brief.text, 2).join(' '), manner: 'bare' };
    const [fact] = brief.facts.filter(({ isInstruction }) => !isInstruction);
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
  const lead =
    about === ''
      ? `My notes do not answer “${trimEnd(toSnippet(text, 70))}”`
      : `I have nothing in my notes on ${about}`;
  return text.includes('?')
    ? chance.pick('unknown', [
        `${lead}, and I would rather say so than guess. If you send me a text or a few figures on it, I will work with them.`,
        `${lead}, so I will not make anything up. Where did you come across it? With the source in front of me I can help.`,
        `${lead}. Tell me what you need it for, and we will find another way to get there.`,
      ])
    : chance.pick('unknown', [
        `${lead}. Tell me what should come out of it and what you already have, and I will help you from there.`,
        `${lead} yet. What do you want to achieve, and by when?`,
      ]);
}

function toAbout({ subject, text }: Brief): string {
  if (subject !== '') return toSecondPerson(withItsArticle(subject, text));
  const short = trimEnd(toSnippet(text, 60));
  return countWords(short) <= 6 && !text.includes('?') ? `“${short}”` : '';
}

/** Puts the article back that the text has before a phrase. */
function withItsArticle(phrase: string, text: string): string {
  const at = text.indexOf(phrase);
  const article = at > 0 ? /(?:^|\s)(the|an?)\s$/i.exec(text.slice(Math.max(0, at - 5), at))?.[1] : undefined;
  return article === undefined ? phrase : `${article.toLowerCase()} ${phrase}`;
}

const NO_MORE = 'That is what I have on it; beyond that I would have to guess.';
