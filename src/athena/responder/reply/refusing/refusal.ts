import type { Brief } from '../brief/brief.ts';
import type { Intent } from '../brief/intent.ts';
import { toConcepts } from '../english/concepts.ts';
import { splitSentences, toList, trimEnd } from '../english/sentences.ts';
import { findGrounds, type Grounds } from './grounds.ts';

/** Declines what an agent must not do: what its guardrails rule out, and what no agent should do. */
export const REFUSAL: Intent = {
  name: 'refusal',
  fits: (brief) => findGrounds(brief) !== undefined || findBrokenRule(brief) !== undefined,
  write: (brief) => {
    const rule = findBrokenRule(brief);
    const grounds = findGrounds(brief);
    const reason =
      grounds === undefined || (rule !== undefined && grounds.yieldsToRule)
        ? toRuleReason(rule ?? '')
        : toReason(grounds, brief);
    return { text: [reason, toOffer(brief, grounds)].filter((part) => part !== '').join('\n\n'), manner: 'talk' };
  },
};

/** Says the reason, with the name of what is asked for. */
function toReason({ reasons, names = [] }: Grounds, { chance, text }: Brief): string {
  const asked = names.filter(([words]) => words.test(text)).map(([, name]) => name);
  const what = asked.length === 0 ? 'personal details' : toList(asked);
  return chance.pick(`reason/${what}`, reasons).replaceAll('{what}', what);
}

/** Says a guardrail in the first person: `Never approve. A person does that.` */
function toRuleReason(rule: string): string {
  const [first = '', ...others] = splitSentences(rule);
  const bare = trimEnd(first);
  const ruled = bare.replace(/^(?:never|do not|don['’]t) /i, '').replaceAll(/\byourself\b/g, 'myself');
  const said =
    ruled !== bare
      ? `I am afraid that I cannot do that: I never ${ruled}${ruled.includes(' ') ? '' : ' anything myself'}.`
      : `I am afraid that I cannot do that. My rule is: ${bare.charAt(0).toLowerCase()}${bare.slice(1)}.`;
  return [said, ...others].join(' ');
}

/** Says what the agent can do instead. */
function toOffer(brief: Brief, grounds: Grounds | undefined): string {
  const {
    persona: { ability, style },
    chance,
  } = brief;
  const instead = grounds?.insteadOf?.(brief) ?? grounds?.instead ?? '';
  if (instead !== '') return instead;
  if (ability === '' || ability.startsWith('I am'))
    return style === 'warm'
      ? 'Is there something else that I can help you with?'
      : 'Ask me for something else, and I will help.';
  const can = ability.replace(/^I /, '');
  return chance.pick('offer', [`What I can do is ${can}. Shall I?`, `Instead, I can ${can}. Would that help?`]);
}

/** Returns the guardrail that a task would break, with the sentence after it. */
function findBrokenRule({ task, persona, question }: Brief): string | undefined {
  if (!REQUEST.test(task)) return undefined;
  const taught = question.memories.filter(({ type }) => type === 'instruction').map(({ content }) => content);
  const guardrails = [...persona.guardrails, ...taught];
  const asked = toConcepts(task);
  const index = guardrails.findIndex((sentence) => {
    const [, ruled = ''] = RULED_OUT.exec(sentence) ?? [];
    const wanted = [...toConcepts(ruled)];
    const shared = wanted.filter(
      (stem) => asked.has(stem) || [...asked].some((word) => isSameFamily(word, stem)),
    ).length;
    const needed = /^no questions? about/i.test(sentence) ? 1 : Math.ceil(wanted.length * 0.6);
    return shared > 0 && shared >= needed;
  });
  if (index === -1) return undefined;
  const next = guardrails[index + 1];
  return [guardrails[index], next === undefined || /^(?:never|always|do not|no |where|say)/i.test(next) ? '' : next]
    .join(' ')
    .trim();
}

/** Returns whether two stems are forms of one word: `approv` and `approval`. */
function isSameFamily(left: string, right: string): boolean {
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  return short.length >= 5 && long.startsWith(short);
}

const RULED_OUT = /^(?:never|do not|don['’]t|no (?:questions? about )?)\s?(.{2,200})$/i;
/** A task that asks for something to be done, rather than how things are. */
const REQUEST =
  /^(?!(?:what|why|when|who|where|which|is|are|does|do you know)\b)|\b(?:can|could|would|will) you\b|\bplease\b|\bjust\b/i;
