import { CODE } from '../coding/code.ts';
import { JOKE } from '../talking/joke.ts';
import { EMAIL } from '../writing/email.ts';
import { POEM } from '../writing/poem.ts';
import { POST } from '../writing/post.ts';
import { findRewrite, REWRITE } from '../writing/rewrite.ts';
import type { Evidence } from './evidence.ts';
import { hasMaterial, isAlone, isWriter, isForReaders, namesKnown } from './holds.ts';

/** What speaks for writing something: a poem, a letter, a post, code, or other words for a text. */
export const WRITING_EVIDENCE: readonly Evidence[] = [
  { intent: POEM, signs: { poem: 6 }, needs: isAlone },
  { intent: JOKE, signs: { joke: 5 }, needs: isAlone },
  {
    intent: CODE,
    signs: { function: 3, language: 3, write: 1, give: 1, dedupe: 1.5, retry: 1.5 },
    needs: ({ material }) => !material.includes('```'),
  },
  {
    intent: REWRITE,
    signs: { shorten: 3, soften: 3, rephrase: 3, proofread: 3, advise: 1, summary: -1, json: -4, table: -4 },
    needs: (brief) => hasMaterial(brief) && findRewrite(brief) !== undefined,
    prior: ({ format }) => (format.maxWords === undefined ? 0 : 4),
  },
  {
    intent: EMAIL,
    signs: {
      email: 3,
      howto: -1,
      message: 2,
      write: 1.5,
      recipient: 1,
      outreach: 2.5,
      decline: 3,
      give: 0.5,
      apology: 1,
      poem: -4,
      function: -3,
      review: -2,
      post: -2,
      question: -1.5,
    },
    needs: (brief) =>
      isAlone(brief) &&
      isForReaders(brief) &&
      (brief.signs.all.has('email') || brief.signs.all.has('write') || !namesKnown(brief)),
  },
  {
    intent: POST,
    signs: { post: 3, write: 1.5, give: 0.5, headline: -3, entitle: -4, email: -1.5, ideas: -1.5, summary: -1 },
    needs: (brief) => isAlone(brief) && isWriter(brief) && isForReaders(brief),
  },
];
