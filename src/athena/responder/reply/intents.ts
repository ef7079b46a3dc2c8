import type { Intent } from './brief/intent.ts';
import { CODE } from './coding/code.ts';
import { REVIEW } from './coding/review.ts';
import { SQL } from './coding/sql.ts';
import { FOLLOW_UP } from './following/follow-up.ts';
import { ADVICE } from './informing/advice.ts';
import { ARITHMETIC } from './informing/arithmetic.ts';
import { COMPARISON } from './informing/comparison.ts';
import { DEFINITION } from './informing/definition.ts';
import { FACT } from './informing/fact.ts';
import { MISSING } from './informing/missing.ts';
import { RECORDS } from './informing/records.ts';
import { UNSENT } from './informing/unsent.ts';
import { FOREIGN } from './languages/foreign.ts';
import { LIKELY } from './likely.ts';
import { REFUSAL } from './refusing/refusal.ts';
import { ABILITIES } from './talking/abilities.ts';
import { GREETING } from './talking/greeting.ts';
import { JOKE } from './talking/joke.ts';
import { SMALL_TALK } from './talking/small-talk.ts';
import { DATA } from './working/data.ts';
import { DECISION } from './working/decision.ts';
import { HOW_TO } from './working/how-to.ts';
import { LIST } from './working/lists/list.ts';
import { PLAN } from './working/plan.ts';
import { PROBLEM } from './working/problem.ts';
import { SCORE } from './working/score.ts';
import { SUMMARY } from './working/summary.ts';
import { TERMS } from './working/terms.ts';
import { EMAIL } from './writing/email.ts';
import { POEM } from './writing/poem.ts';
import { POST } from './writing/post.ts';
import { REWRITE } from './writing/rewrite.ts';
import { TRANSLATE } from './writing/translate.ts';

/**
 * The kinds of request, in order: the first that fits a brief answers it. What is sure by its form comes before what
 * is only likely by its words; the last one fits everything.
 */
export const INTENTS: readonly Intent[] = [
  REFUSAL,
  FOREIGN,
  GREETING,
  SMALL_TALK,
  ABILITIES,
  FOLLOW_UP,
  SCORE,
  DATA,
  POEM,
  JOKE,
  ARITHMETIC,
  REVIEW,
  CODE,
  RECORDS,
  COMPARISON,
  DEFINITION,
  SQL,
  REWRITE,
  TRANSLATE,
  TERMS,
  SUMMARY,
  DECISION,
  EMAIL,
  POST,
  PLAN,
  LIST,
  ADVICE,
  PROBLEM,
  FACT,
  HOW_TO,
  UNSENT,
  LIKELY,
  MISSING,
];
