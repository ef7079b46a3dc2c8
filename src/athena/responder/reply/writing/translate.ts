import { toSnippet } from '../../model/words.ts';
import type { Brief } from '../brief/brief.ts';
import type { Intent } from '../brief/intent.ts';
import { trimEnd } from '../english/sentences.ts';

/** Says that a free text is not translated: set phrases are all that an answer without a model knows. */
export const TRANSLATE: Intent = {
  name: 'translation',
  fits: ({ task }) => /\btranslat(?:e|ion|ing)\b/i.test(task),
  write: (brief) => ({ text: sayUntranslated(brief), manner: 'bare' }),
};

/** Says that a text stays in its language, and why. */
export function sayUntranslated({ task, material, chance }: Brief): string {
  const language = /\b(?:in|to|into) (\p{Lu}\p{L}{3,15})\b/u.exec(task)?.[1] ?? 'that language';
  const quoted = material || (/["“„']([^"”“']{2,400})["”“']/.exec(task)?.[1] ?? '');
  const shown = quoted === '' ? '' : `\n\n> ${toSnippet(trimEnd(quoted), 300)}`;
  return `${chance
    .pick('limit', [
      `A translation into ${language} that I could vouch for needs a language model, and I answer without one here. I would rather leave the text as it is than send you something that reads wrong:`,
      `I do not translate free texts into ${language} without a language model behind me: a wrong word in a message to a customer is worse than none. This is the text, untouched:`,
    ])
    .replace(
      /:$/,
      shown === '' ? '.' : ':',
    )}${shown}\n\nIf you write to me in German, French, Spanish or Italian, I answer in that language.`;
}
