import type { Brief } from './brief/brief.ts';
import type { Intent } from './brief/intent.ts';
import { EVIDENCE } from './evidence/all-evidence.ts';
import { FOREIGN } from './languages/foreign.ts';
import { FOLLOW_UP } from './following/follow-up.ts';
import { ADVICE } from './informing/advice.ts';
import { ARITHMETIC } from './informing/arithmetic.ts';
import { FACT } from './informing/fact.ts';
import { UNSENT } from './informing/unsent.ts';
import { MISSING } from './informing/missing.ts';
import type { Sign } from './reading/lexicon.ts';
import { INTENTS } from './intents.ts';
import { LIKELY } from './likely.ts';
import { REFUSAL } from './refusing/refusal.ts';
import { ABILITIES } from './talking/abilities.ts';
import { GREETING } from './talking/greeting.ts';
import { SMALL_TALK } from './talking/small-talk.ts';
import { DECISION } from './working/decision.ts';
import { HOW_TO } from './working/how-to.ts';
import { PROBLEM } from './working/problem.ts';

/** A kind of request, with the brief that it answers: that of the request alone, or of the whole message. */
export interface Choice {
  readonly intent: Intent;
  readonly brief: Brief;
}

/**
 * Chooses the kind of request that most speaks for: its own wording, in the request or anywhere in the message, and the
 * signs of single words. Of two that are alike, the earlier one of INTENTS.
 */
export function chooseIntent(brief: Brief): Choice {
  const focus = toFocus(brief);
  let best: Choice & { readonly score: number } = { intent: MISSING, brief, score: 0 };
  INTENTS.forEach((intent, index) => {
    const scored = scoreIntent(intent, brief, focus);
    const score = scored.score - index * ORDER;
    if (scored.score > 0 && score > best.score) best = { ...scored, intent, score };
  });
  return best;
}

function scoreIntent(intent: Intent, brief: Brief, focus: Brief): { readonly brief: Brief; readonly score: number } {
  const trust = TRUST.get(intent) ?? USUAL_TRUST;
  const signs = weighSigns(intent, brief);
  if (WHOLE.has(intent))
    return { brief, score: intent.fits(brief) ? trust + Math.max(signs, 0) : signs >= ENOUGH ? signs : 0 };
  if (intent.fits(focus)) return { brief: ALONE.has(intent) ? focus : brief, score: trust + Math.max(signs, 0) };
  if (focus !== brief && intent.fits(brief)) return { brief, score: trust * ELSEWHERE + Math.max(signs, 0) };
  // Signs that are not enough still say more than nothing does.
  return { brief, score: signs >= ENOUGH ? signs : signs >= HINT ? signs / 4 + 0.6 : 0 };
}

/** Weighs the signs of a message for a kind of request. Those beside the request weigh less. */
function weighSigns(intent: Intent, brief: Brief): number {
  const { request, all } = brief.signs;
  const weights = (EVIDENCE_OF.get(intent) ?? []).map(({ signs, needs, prior }) => {
    const told = (Object.entries(signs) as readonly (readonly [Sign, number])[]).reduce(
      (sum, [sign, weight]) => sum + (request.has(sign) ? weight : all.has(sign) ? weight * BESIDE : 0),
      0,
    );
    // What must hold is looked for only where the signs speak for it.
    if (told + (prior === undefined ? 0 : MAX_PRIOR) < HINT || needs?.(brief) === false) return 0;
    return told + (prior?.(brief) ?? 0);
  });
  return Math.max(0, ...weights);
}

const EVIDENCE_OF = new Map(
  INTENTS.map((intent) => [intent, EVIDENCE.filter((evidence) => evidence.intent === intent)] as const),
);

/** The message as if it were its request alone. */
function toFocus(brief: Brief): Brief {
  if (brief.context.length === 0) return brief;
  return { ...brief, task: brief.request, text: brief.material === '' ? brief.request : brief.text };
}

/** Kinds that answer the request alone: what stands beside it would mislead them. */
const ALONE: ReadonlySet<Intent> = new Set([GREETING, SMALL_TALK, ABILITIES, FOLLOW_UP]);
/** Kinds that depend on the whole message. */
const WHOLE: ReadonlySet<Intent> = new Set([REFUSAL, FOREIGN, DECISION, ARITHMETIC]);
/** How much the wording of a kind says. A few are sure; some fit much that is meant otherwise. */
const TRUST: ReadonlyMap<Intent, number> = new Map([
  [REFUSAL, 30],
  [FOREIGN, 20],
  [GREETING, 8],
  [SMALL_TALK, 8],
  [ABILITIES, 7],
  [ARITHMETIC, 14],
  [FACT, 3],
  [HOW_TO, 3],
  [PROBLEM, 3.4],
  [DECISION, 4.6],
  [ADVICE, 4.5],
  [UNSENT, 2],
  [LIKELY, 2],
  [MISSING, 0.7],
]);
const USUAL_TRUST = 5;
const ELSEWHERE = 0.7;
const BESIDE = 0.5;
const ENOUGH = 4;
const HINT = 2;
/** The largest weight that is not of a sign. */
const MAX_PRIOR = 4.1;
const ORDER = 0.02;
