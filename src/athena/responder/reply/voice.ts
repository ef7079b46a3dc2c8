import { toSnippet } from '../model/words.ts';
import type { Brief } from './brief/brief.ts';
import type { Manner, Reply } from './brief/intent.ts';
import type { Style } from './grounding/persona.ts';

type Phrases = readonly [string, ...string[]];

/** Speaks the body of an answer in the persona's voice: an opening and a closing by its style, and what it must say. */
export function speak({ text, manner }: Reply, brief: Brief, action: string): string {
  const { persona, chance } = brief;
  const own = persona.isTerse || manner === 'bare' || manner === 'talk' ? undefined : manner;
  // Two messages with one seed are not framed alike.
  const key = toSnippet(brief.text, MAX_KEY);
  const parts = [
    own === undefined || ANSWERED.test(text) ? '' : chance.pick(`opening/${key}`, OPENINGS[own][persona.style]),
    text,
    action,
    own === undefined || ASKING.test(text) ? '' : chance.pick(`closing/${key}`, CLOSINGS[own][persona.style]),
    manner === 'talk' || text.includes('```') ? '' : persona.disclaimer,
  ];
  const spoken = parts.filter((part) => part !== '').join('\n\n');
  return persona.isCalm ? spoken.replaceAll(/!(?=\s|$)/g, '.') : spoken;
}

/** A text that begins with its yes or no needs no opening. */
const ANSWERED = /^(?:Yes|No|Only if|I am afraid)\b/;
/** A text whose last sentence asks for something needs no closing. */
const ASKING = /\?$|\b(?:[Ss]end me|[Tt]ell me|[Gg]ive me|[Pp]aste|[Rr]eply)\b[^.?!\n]{0,200}\.?$/;
/** In characters: what is read of a message to choose how its answer is framed. */
const MAX_KEY = 80;
const NONE: Phrases = [''];

const OPENINGS: Readonly<Record<Exclude<Manner, 'bare' | 'talk'>, Readonly<Record<Style, Phrases>>>> = {
  work: {
    warm: ['', '', 'With pleasure!', 'Gladly. Here is a first version:', 'Here you are:'],
    brief: NONE,
    exact: NONE,
    plain: ['', 'Here is a version:'],
  },
  inform: {
    warm: ['', 'Of course.', 'Happy to help.', 'Thank you for asking.'],
    brief: NONE,
    exact: NONE,
    plain: NONE,
  },
  care: {
    warm: [
      'I am sorry about that; you should not have to ask.',
      'I am sorry to hear that. Let us sort it out.',
      'That should not have happened, I am sorry.',
      'I am sorry for the trouble; I can see that this is annoying.',
    ],
    brief: ['Sorry about that.', 'Noted, and sorry for the trouble.'],
    exact: ['I am sorry about that.', 'I am sorry for the trouble.'],
    plain: ['I am sorry about that.', 'I am sorry to hear that.'],
  },
};

const CLOSINGS: Readonly<Record<Exclude<Manner, 'bare' | 'talk'>, Readonly<Record<Style, Phrases>>>> = {
  work: {
    warm: [
      '',
      '',
      '',
      'Tell me what you would like different, and I will change it.',
      'Would you like another version?',
    ],
    brief: NONE,
    exact: NONE,
    plain: ['', 'Tell me what to change.'],
  },
  inform: {
    warm: ['Does that help?', 'Is there anything else that I can do for you?', ''],
    brief: NONE,
    exact: NONE,
    plain: ['', 'Is there more that you would like to know?'],
  },
  care: {
    warm: ['Is there anything else that I should know?', 'I am here until it is solved.', ''],
    brief: NONE,
    exact: ['', 'If a detail differs, tell me.'],
    plain: ['', 'Tell me if anything changes.'],
  },
};
