import { isAnalyst, SQL } from '../coding/sql.ts';
import { ADVICE, isMatter } from '../informing/advice.ts';
import { COMPARISON, findPair } from '../informing/comparison.ts';
import { DEFINITION, findTerm } from '../informing/definition.ts';
import { FACT, toKnown } from '../informing/fact.ts';
import { findRulings } from '../grounding/ruling.ts';
import { findFollowUp, FOLLOW_UP } from '../following/follow-up.ts';
import { ABILITIES } from '../talking/abilities.ts';
import { SMALL_TALK } from '../talking/small-talk.ts';
import { DECISION } from '../working/decision.ts';
import type { Evidence } from './evidence.ts';
import { countNamed, namesKnown, isAlone, isShort } from './holds.ts';

/** What speaks for saying how things are, and for what is said in passing. */
export const INFORMING_EVIDENCE: readonly Evidence[] = [
  {
    intent: SQL,
    signs: {
      count: 4,
      reasoning: -3,
      record: 1.5,
      timeframe: 1.5,
      give: 0.5,
      function: -3,
      language: -3,
      explain: -2,
      personal: -3,
    },
    prior: countNamed,
    needs: (brief) => isAlone(brief) && isAnalyst(brief.persona.role, brief.persona.instruction),
  },
  {
    intent: COMPARISON,
    signs: { compare: 4, table: 2, advise: 0.5 },
    needs: (brief) => isAlone(brief) && findPair(brief.task) !== undefined,
  },
  {
    intent: DEFINITION,
    signs: { explain: 4, compare: -2, table: -2, write: -0.5, local: -1 },
    needs: (brief) => isAlone(brief) && findTerm(brief.task) !== undefined,
  },
  {
    intent: ADVICE,
    signs: { advise: 3.5, signing: 1.5, write: -2, checklist: -2 },
    needs: (brief) => isAlone(brief) && isMatter(brief.task),
  },
  {
    intent: SMALL_TALK,
    signs: { mood: 5, give: -1, write: -2, table: -2, abilities: -3 },
    needs: (brief) => isShort(brief) && brief.material === '',
  },
  { intent: ABILITIES, signs: { abilities: 5, write: -1 }, needs: isShort },
  {
    intent: FACT,
    signs: {
      email: -4,
      headline: -4,
      table: -3,
      post: -2,
      know: 4,
      explain: 4,
      give: 1,
      write: -3,
      poem: -5,
      question: -3,
    },
    needs: (brief) => isAlone(brief) && namesKnown(brief) && !DECISION.fits(brief),
  },
  {
    intent: FOLLOW_UP,
    signs: { shorten: 5, done: 3, continue: 2.5, reasoning: 5, require: 4.5, same: 4 },
    needs: (brief) => findFollowUp(brief) !== undefined,
  },
  {
    intent: FACT,
    signs: {
      email: -4,
      headline: -4,
      table: -3,
      poem: -5,
      rules: 2,
      explain: 1,
      know: 2,
      summary: 1.5,
      local: 1,
      cancelling: 1.5,
      write: -1,
      decline: -1.5,
    },
    needs: (brief) => isAlone(brief) && toKnown(brief).length > 0 && !DECISION.fits(brief),
    prior: (brief) =>
      findRulings(
        toKnown(brief).map(({ content }) => content),
        brief.text,
      ).length > 0
        ? 2
        : 0,
  },
];
