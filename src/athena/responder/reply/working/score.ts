import { toSnippet } from '../../model/words.ts';
import type { Intent } from '../brief/intent.ts';
import { splitSentences, trimEnd } from '../english/sentences.ts';

/** Gives points from 0 to 100, as a prompt asks for them. */
export const SCORE: Intent = {
  name: 'score',
  fits: ({ persona, task, material }) =>
    (persona.isTerse || material !== '') &&
    /\b0 to 100\b|\bscore (?:this|the|it)\b/i.test(`${persona.instruction} ${task}`),
  write: ({ material, text, chance }) => {
    const sentences = splitSentences(material || text).filter((sentence) => !/\b0 to 100\b/.test(sentence));
    const basis = trimEnd(toSnippet(sentences.at(-1) ?? text, 140));
    const reason = chance.pick('reason', ['It rests above all on this', 'What decided it', 'The strongest point']);
    return { text: `**${chance.number('score', 46, 97)} of 100.** ${reason}: “${basis}”.`, manner: 'bare' };
  },
};
