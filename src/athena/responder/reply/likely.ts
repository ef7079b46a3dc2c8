import type { Brief } from './brief/brief.ts';
import type { Intent } from './brief/intent.ts';
import { ADVICE, isMatter } from './informing/advice.ts';
import { DEFINITION, findTerm } from './informing/definition.ts';
import { findGuide, HOW_TO } from './working/how-to.ts';
import { PLAN } from './working/plan.ts';
import { namesText, POST } from './writing/post.ts';

/** Answers a message whose wording tells no intent by what it names: a text, a plan, a term, something to decide. */
export const LIKELY: Intent = {
  name: 'likely',
  fits: (brief) => findLikely(brief) !== undefined,
  write: (brief, answer) => (findLikely(brief) ?? DEFINITION).write(brief, answer),
};

function findLikely(brief: Brief): Intent | undefined {
  if (brief.persona.isTerse || brief.material !== '') return undefined;
  return KINDS.find(({ fits }) => fits(brief))?.intent;
}

const KINDS: readonly { readonly intent: Intent; readonly fits: (brief: Brief) => boolean }[] = [
  {
    intent: PLAN,
    fits: ({ task }) =>
      /\b(?:plan|schedule|programme|timetable)\b/i.test(task) && /\b(?:weeks?|days?|months?)\b/i.test(task),
  },
  {
    intent: POST,
    fits: ({ task, subject, persona }) =>
      /\b(?:writer|editor|content|copy|campaign|newsletter)\b/i.test(`${persona.name} ${persona.role}`) &&
      namesText(task) &&
      subject !== '' &&
      !task.includes('?'),
  },
  {
    intent: ADVICE,
    fits: ({ task, request }) => isMatter(task) && /\b(?:do|shall|should|may|can) (?:i|we)\b/i.test(request),
  },
  {
    intent: HOW_TO,
    fits: (brief) =>
      findGuide(brief) !== undefined &&
      /^(?:(?:and|so|ok|but) )?(?:what|how|where)\b.{0,40}\b(?:i|we|first|next|now|to do)\b/i.test(brief.request),
  },
  {
    intent: DEFINITION,
    fits: ({ task }) =>
      findTerm(task) !== undefined && task.split(' ').length <= MAX_WORDS && !OTHER_QUESTION.test(task),
  },
];
/** A longer message does not ask for a term alone. */
const MAX_WORDS = 6;
const OTHER_QUESTION =
  /^(?:is|are|was|were|do|does|did|when|where|who|how|why|which|can|could|will|send|open|create|check)\b|\b(?:our|my|your)\b/i;
