import { measureOverlap, toConcepts } from '../english/concepts.ts';
import { toLowerStart } from '../english/words.ts';
import type { Persona } from '../grounding/persona.ts';
import { findCap } from '../grounding/ruling.ts';

/** Says what holds beside a written policy: the agent's own limit, and from when days are counted. */
export function sayBesidePolicy(content: string, { guardrails }: Persona): string {
  if (!/^[\w ]{0,30}\bpolicy: /i.test(content)) return '';
  const cap = findCap(guardrails, 'euro');
  const isAlike = cap !== undefined && measureOverlap(toConcepts(cap.rule), toConcepts(content)) >= 1;
  const isVague = /\b\d{1,4} days\b/i.test(content) && !/\b(?:delivery|purchase|order)\b/i.test(content);
  return [
    isAlike ? `In addition, ${toLowerStart(cap.rule)}` : '',
    isVague ? 'The policy does not say from which day the days count; I count from the delivery.' : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}
