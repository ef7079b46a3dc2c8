import { toKeywords } from '../../model/words.ts';
import type { Brief } from '../brief/brief.ts';
import type { Intent } from '../brief/intent.ts';
import { toNumbered } from '../english/sentences.ts';
import { toGerund, toLowerStart, toNumberWord, toSecondPerson } from '../english/words.ts';
import { GUIDES, type Guide } from './guides.ts';

/** Explains how to do something, in steps. An agent that gives one step at a time gives the first. */
export const HOW_TO: Intent = {
  name: 'how to',
  fits: (brief) =>
    ASKING.test(brief.task) || isNewcomer(brief.task) || (WISHING.test(brief.task) && findGuide(brief) !== undefined),
  write: (brief) => {
    const steps = findSteps(brief);
    const action = toAction(brief);
    if (brief.persona.isStepwise) return { text: `${toStart(brief, steps)}\n\n${sayStep(steps, 0)}`, manner: 'bare' };
    const lead = brief.persona.isTerse ? '' : `${leadOf(brief, action)}\n\n`;
    return { text: `${lead}${toNumbered(steps)}`, manner: 'inform' };
  },
};

/** Returns whether a message is from someone who has just begun and asks for the way, rather than about a fault. */
export function isNewcomer(text: string): boolean {
  return NEW.test(text) && /\b(?:lost|what|where|how|begin|start)\b/i.test(text) && !FAULT.test(text);
}

/** Returns the steps that answer a brief. */
export function findSteps(brief: Brief): readonly string[] {
  const guide = findGuide(brief);
  return guide?.steps ?? toGeneralSteps(namesAction(brief) ? toAction(brief) : '');
}

/** Says one step, and waits until it is done. */
export function sayStep(steps: readonly string[], index: number): string {
  const step = steps[index] ?? '';
  const end =
    index === steps.length - 1
      ? 'That is the last step. Tell me how it went.'
      : 'Tell me when that is done, or what holds you up, and I will give you the next step.';
  return `**Step ${index + 1} of ${steps.length}.** ${step.replaceAll('**', '')}\n\n${end}`;
}

/** Says how many steps there are, and welcomes a new user. */
function toStart({ text, chance }: Brief, steps: readonly string[]): string {
  const many = `${toNumberWord(steps.length)} short steps`;
  return NEW.test(text)
    ? chance.pick('welcome', [
        `Welcome! A good start takes ${many}.`,
        `Welcome aboard! We begin with the first of ${many}.`,
      ])
    : chance.pick('start', [`That takes ${many}.`, `Gladly. This is the first of ${many}.`]);
}

/** Returns the guide that a task is about. */
export function findGuide({ task, signs }: Brief): Guide | undefined {
  return (
    GUIDES.find(({ words }) => words.every((pattern) => pattern.test(task))) ??
    GUIDES.find(({ sign }) => sign !== undefined && signs.all.has(sign))
  );
}

/** Returns whether a task says what is to be done, rather than only what it is about. */
function namesAction({ task }: Brief): boolean {
  return /\bhow (?:to|(?:do|can|could|should|would|might) (?:i|we|you|one))\b|\bway to\b/i.test(task);
}

function toAction({ subject, task }: Brief): string {
  const [, verb] =
    task
      .split(/[?!]|\.(?= |$)/)
      .map((sentence) => /\bhow (?:do|can|could|should|would|might) (?:i|we|you|one) (.{2,100})$/i.exec(sentence))
      .find((found) => found !== null) ?? [];
  return toSecondPerson(
    toLowerStart((verb ?? subject).replace(/^best /i, '').split(/, | when | if | without /)[0] ?? ''),
  );
}

function leadOf(brief: Brief, action: string): string {
  const { chance } = brief;
  if (findGuide(brief) === undefined)
    return 'I have no guide for that in my notes. This order of work helps with nearly everything:';
  if (action === '') return chance.pick('lead', ['Step by step:', 'Like this:']);
  return chance.pick('lead', [`This is how to ${action}:`, `To ${action}, go step by step:`]);
}

/** Steps that help with anything: they claim nothing about how a product looks. */
function toGeneralSteps(action: string): readonly string[] {
  const [verb = ''] = action.split(' ');
  const doing = /^[a-z]{2,15}$/.test(verb) && toKeywords(action).length > 0 ? toGerund(action) : 'it';
  return [
    `**Say what the result should be.** One sentence is enough; it decides most of what follows${doing === 'it' ? '' : ` about ${doing}`}.`,
    '**Collect what you need.** List what you have, and what is still missing.',
    '**Try it on one small case.** You will see at once where it gets stuck.',
    '**Check the result.** Compare it with your sentence from the beginning, and change one thing at a time.',
    '**Write down how you did it.** Next time it takes half as long.',
  ];
}

const ASKING =
  /\bhow (?:do|can|could|should|would|might|exactly do) (?:i|we|you|one)\b|\bhow to\b|\bhow does (?:that|this|it) work\b|\bwhat (?:do|should|must|can) i (?:have to )?do (?:first|to|if|when|now)\b|\bwhat are the steps\b|\bwhere (?:do|should|can|shall) i (?:start|begin)\b|\bwalk me through\b|\bguide me\b|\bshow me how\b|\bwhat(?:['’]s| is) the (?:\w{1,12} )?way to\b|\bi(?:['’]m| am) new here\b|\b(?:no idea|not sure|do not know|don['’]t know|unsure|lost) (?:what|where|how) (?:to|i should)\b|\bwhat to do (?:first|next|now)\b|\bfirst thing (?:to do|i should|i have to)\b|\bwhere to (?:start|begin)\b|\bplace to (?:start|begin)\b|\bget(?:ting)? started\b/i;
const NEW = /\b(?:new here|signed up|just (?:joined|started)|first day|started today|day one)\b/i;
const FAULT = /\b(?:errors?|fail\w{0,3}|broken|crash\w{0,3}|locked out)\b|\bnot work|n['’]t work/i;
const WISHING =
  /\b(?:i(?:['’]d| would) like|i want|i need|i wish|can i|could i|help me|is it possible|i have just|i just|trying to|forgot|what (?:do|should|must|can) i (?:have to |need to )?do)\b/i;
