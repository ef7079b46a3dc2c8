import { REVIEW } from '../coding/review.ts';
import { findReferences } from '../english/references.ts';
import { findChoices } from '../grounding/choices.ts';
import { classify } from '../working/classify.ts';
import { PROBLEM } from '../working/problem.ts';
import { DATA } from '../working/data.ts';
import { DECISION } from '../working/decision.ts';
import { findGuide, HOW_TO } from '../working/how-to.ts';
import { findBank, LIST } from '../working/lists/list.ts';
import { PLAN } from '../working/plan.ts';
import { SUMMARY } from '../working/summary.ts';
import { TERMS } from '../working/terms.ts';
import type { Evidence } from './evidence.ts';
import { isScribe, namesKnown, hasMaterial, isAlone, isOnboarding } from './holds.ts';

/** What speaks for working on something: a summary, a list, a plan, a decision, a way to do it. */
export const WORKING_EVIDENCE: readonly Evidence[] = [
  {
    intent: TERMS,
    signs: { summary: 3, advise: 1.5, review: 2.5, explain: 1, checklist: 2.5, give: 1.5 },
    needs: (brief) =>
      hasMaterial(brief) &&
      /\b(?:contract|agreement|terms|clauses?|notice)\b/i.test(`${brief.task} ${brief.persona.role}`),
    prior: ({ persona }) => (/\bcontract\b/i.test(persona.role) ? 2 : 0),
  },
  {
    intent: SUMMARY,
    signs: { summary: 4, actions: 4.5, meeting: 1.5, give: 0.5, table: 1.5, json: -4, compare: -3 },
    needs: (brief) => hasMaterial(brief),
    prior: (brief) => (brief.format.shape === 'json' ? -6 : isScribe(brief) ? 3 : 0),
  },
  {
    intent: SUMMARY,
    signs: { summary: 2, meeting: 1.8, timeframe: 1, give: 0.5, post: -2, plan: -2, question: -2, email: -3 },
    needs: (brief) =>
      isAlone(brief) && brief.signs.all.has('meeting') && brief.last === undefined && !namesKnown(brief),
    prior: (brief) => (isScribe(brief) ? 1 : 0),
  },
  {
    intent: REVIEW,
    signs: { review: 3, function: 2, explain: 1, summary: 0 },
    needs: ({ material }) => material.includes('```'),
  },
  {
    intent: PLAN,
    signs: { plan: 3, period: 1.5, learn: 1, write: 1, give: 0.5, table: -2, meeting: -1, checklist: -2 },
    needs: (brief) => isAlone(brief) && brief.signs.all.has('period'),
  },
  {
    intent: LIST,
    signs: {
      headline: 4,
      entitle: 4,
      checklist: 3,
      question: 2.5,
      ideas: 2.5,
      give: 1.5,
      write: 1,
      explain: -1,
      compare: -1,
      count: -1,
      abilities: -5,
    },
    needs: (brief) => isAlone(brief) && findBank(brief) !== undefined,
  },
  {
    intent: HOW_TO,
    signs: { newcomer: 4, access: 2, colleague: 1, workspace: 1.5, learn: 0.5, write: -1, plan: -2 },
    needs: (brief) => isAlone(brief) && findGuide(brief) !== undefined && isOnboarding(brief),
  },
  { intent: DATA, signs: { json: 5 }, needs: (brief) => hasMaterial(brief) },
  {
    intent: PROBLEM,
    signs: { trouble: 3, stuck: 4.5, people: 0.5, write: -2, decline: -2, plan: -1, newcomer: -2 },
    needs: (brief) => isAlone(brief) && !DECISION.fits(brief),
    prior: ({ text, persona }) =>
      (findReferences(text).length > 0 ? 2 : 0) + (/\b(?:support|service)\b/i.test(persona.role) ? 1 : 0),
  },
  {
    intent: DECISION,
    signs: { write: -3, plan: -3, table: -3, poem: -5, explain: -2 },
    needs: (brief) => !brief.persona.isTerse && findChoices(brief.persona.instruction).length > 1,
    prior: ({ text, persona }) => (classify(text, persona.instruction).isSure ? 4.1 : 0),
  },
];
