import type { Persona } from '../grounding/persona.ts';
import { toLowerStart } from '../english/words.ts';

/** Says the time of a notice first: `It renews unless notice is given three months before its end.` says it last. */
export function sayNotice(content: string, task: string): string {
  const [, subject = '', renews = '', act = '', time = ''] = RENEWING.exec(content) ?? [];
  if (subject === '' || (/\brenew/i.test(task) && !LEAVING.test(task))) return '';
  const duty = /^notice/i.test(act) ? 'Notice has to be given' : 'It has to be cancelled';
  return `${duty} no later than **${time}** before the end of ${toLowerStart(subject)}. Otherwise it ${renews}.`;
}

/** Says that a note names no clause, for an agent who has to name the clause of each point. */
export function sayNoClause(content: string, { instruction }: Persona): string {
  if (!/\bclause numbers?\b/i.test(instruction) || /\bclause\b|§|\bsection \d/i.test(content)) return '';
  return /\b(?:its|the) end\b/i.test(content)
    ? 'My note names neither the clause nor the day on which the contract ends. Paste the contract here, and I will name both.'
    : 'My note names no clause. Paste the contract here, and I will name it.';
}

const RENEWING =
  /^(.{3,60}?) (renews .{2,60}?) unless (notice is given|it is cancelled) (.{3,40}?) before its end\.?$/i;
const LEAVING =
  /\b(?:notice|cancel\w{0,6}|terminat\w{1,5}|leav(?:e|ing)|deadline|tell)\b|n['’]t renew|not (?:to )?renew/i;
