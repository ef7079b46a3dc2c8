import type { Brief } from '../brief/brief.ts';
import { readSchema } from '../coding/read-schema.ts';
import { findSharedName } from '../grounding/facts.ts';
import { measureOverlap, toConcepts } from '../english/concepts.ts';

/** Counts the tables and columns of the agent's schema that a message names. */
export function countNamed({ task, question: { memories } }: Brief): number {
  const schema = readSchema(memories.map(({ content }) => content));
  const names = toConcepts(
    schema
      .flatMap(({ name, columns }) => [name, ...columns])
      .join(' ')
      .replaceAll('_', ' '),
  );
  return Math.min(measureOverlap(toConcepts(task), names) * 1.2, 3);
}

/** Returns whether the agent summarises meetings. */
export const isScribe = ({ persona: { instruction } }: Brief): boolean =>
  /\b(?:summari[sz]e|transcript)\b/i.test(instruction);

/** Returns whether a message is about something that a memory of the agent names. */
export function namesKnown({ subject, text, facts }: Brief): boolean {
  if (findSharedName(facts, text) !== undefined) return true;
  const name = subject.toLowerCase();
  return name.length > 3 && facts.some(({ content }) => content.toLowerCase().includes(name));
}

/** Returns whether a message to an agent holds a text to work on. */
export const hasMaterial = ({ material, persona }: Brief): boolean => material !== '' && !persona.isTerse;
/** Returns whether a message to an agent holds no text to work on. */
export const isAlone = ({ material, persona }: Brief): boolean => material === '' && !persona.isTerse;
/** Returns whether a message to an agent is short. */
export const isShort = ({ text, persona }: Brief): boolean => text.length < 120 && !persona.isTerse;
/** Returns whether the agent writes for readers. */
export const isWriter = ({ persona: { name, role } }: Brief): boolean =>
  /\b(?:writer|editor|content|copy|campaign|newsletter)\b/i.test(`${name} ${role}`);

/** Returns whether a message wants a text to be written, rather than to know something about one. */
export const isForReaders = ({ signs, task }: Brief): boolean =>
  signs.all.has('write') ||
  signs.all.has('give') ||
  signs.all.has('outreach') ||
  signs.all.has('decline') ||
  !task.includes('?');

/** Returns whether a message is from someone who begins, or who wants someone else to join. */
export const isOnboarding = ({ signs: { all } }: Brief): boolean =>
  all.has('newcomer') ||
  (all.has('access') && (all.has('workspace') || all.has('colleague'))) ||
  (all.has('colleague') && all.has('workspace'));
