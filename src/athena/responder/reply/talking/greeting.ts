import { toKeywords } from '../../model/words.ts';
import type { Intent } from '../brief/intent.ts';
import { toBullets } from '../english/sentences.ts';

/** Answers a message that is a greeting and no more. */
export const GREETING: Intent = {
  name: 'greeting',
  fits: ({ text }) =>
    OPENING.test(text) &&
    toKeywords(text.replace(OPENING, '')).length <= 1 &&
    (!text.includes('?') || /\b(?:help|assist) you\b/i.test(text)),
  write: ({ persona, chance }) => {
    const { name, greeting, ability, starters } = persona;
    const hello = chance.pick('hello', ['Hello!', 'Hi!', 'Hello there!']);
    const self =
      name === ''
        ? 'What can I do for you?'
        : `I'm ${name}. ${ability === '' ? 'What can I do for you?' : `${ability}.`}`;
    const opening = greeting === '' ? `${hello} ${self}` : greeting;
    if (starters.length === 0) return { text: opening, manner: 'talk' };
    const shown = chance.shuffle('starters', starters).slice(0, 3);
    return { text: `${opening}\n\nYou could ask me:\n\n${toBullets(shown)}`, manner: 'talk' };
  },
};

const OPENING = /^\s*(?:hi|hello|hey|greetings|good (?:morning|afternoon|evening|day))\b/i;
