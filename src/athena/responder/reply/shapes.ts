import type { Chance } from '../model/chance.ts';
import { writeCode } from './code-shape.ts';
import { findChoices, findWanted, type Intent } from './intent.ts';
import { toKnowledge } from './knowledge.ts';
import { toHabits, type Persona } from './persona.ts';
import { ACTIONS, DAYS, JUDGEMENTS, OWNERS, STATES, THANKS } from './phrases.ts';
import type { Question } from '../model/responder.ts';
import { toCapitalised, toKeywords, toReferences, toSentences, toSnippet, toTitle, toTopic } from '../model/words.ts';

/** The inputs of an answer's body. */
export interface ReplyContext {
  readonly question: Question;
  readonly text: string;
  readonly persona: Persona;
  readonly chance: Chance;
}

/** The functions that write the body of an answer, by intent. */
export const SHAPES: Readonly<Record<Exclude<Intent, 'greeting'>, (context: ReplyContext) => string>> = {
  thanks: ({ persona, chance }) => chance.pick('thanks', THANKS[persona.style]),
  choice: writeChoice,
  score: ({ text, chance }) =>
    `**${chance.number('score', 46, 97)} of 100.** ${chance.pick('judgement', JUDGEMENTS)} Tell me more about ${toTopic(text)} to improve it.`,
  data: writeData,
  code: writeCode,
  table: writeTable,
  problem: writeSolution,
  draft: writeDraft,
  summary: writeSummary,
  list: writeList,
  steps: writeSteps,
  question: writeExplanation,
};

/** Returns the text after a prompt's first paragraph (the material it works on), or the whole text if there is none. */
function toMaterial(text: string): string {
  const at = text.search(/\n[ \t]*\n/);
  return at === -1 || text.slice(at).trim() === '' ? text : text.slice(at).trim();
}

function writeChoice({ text, persona, chance }: ReplyContext): string {
  const [first = 'yes', ...rest] = findChoices(persona.instruction);
  const choice = chance.pick('choice', [first, ...rest]);
  return `**${toCapitalised(choice)}.** ${chance.pick('judgement', JUDGEMENTS)} It rests on this: “${toSnippet(toSentences(toMaterial(text)).at(-1) ?? text, 140)}”`;
}

function writeData({ text, persona, chance }: ReplyContext): string {
  const wanted = findWanted(`${persona.instruction}\n${text}`);
  const names = wanted.length > 0 ? wanted : ['topic', 'summary', 'next step'];
  const values = chance.shuffle('values', toSentences(toMaterial(text)));
  const entries = names.map(
    (name, index) =>
      [name.replaceAll(' ', '_'), values[index] === undefined ? null : toSnippet(values[index], 100)] as const,
  );
  return `\`\`\`json\n${JSON.stringify(Object.fromEntries(entries), null, 2)}\n\`\`\``;
}

function writeTable({ text, chance }: ReplyContext): string {
  const keywords = toKeywords(text);
  const rows = (keywords.length < 3 ? [...keywords, 'Effort', 'Cost', 'Risk'] : keywords).slice(0, 4);
  const lines = rows.map((row, index) => {
    const before = chance.number(`before/${index}`, 20, 180);
    const now = before + chance.number(`change/${index}`, -15, 30);
    return `| ${toCapitalised(row)} | ${before} | ${now} | ${now >= before ? '+' : '−'}${Math.abs(now - before)} | ${chance.pick(`state/${index}`, STATES)} |`;
  });
  return ['| | Before | Now | Change | State |', '|---|---:|---:|---:|---|', ...lines].join('\n');
}

function writeSolution({ text, chance }: ReplyContext): string {
  const references = toReferences(text);
  const known =
    references.length === 0
      ? 'Send me the number it concerns and, if you can, a picture.'
      : `I have noted **${references.join(', ')}**.`;
  const [first, second] = chance.shuffle('ways', [
    'put it right at once',
    'replace it',
    'give you your money back',
    'hand it to a person who decides today',
  ]);
  return [
    `1. **What happened.** “${toSnippet(toSentences(text)[0] ?? text, 140)}” ${known}`,
    `2. **What I check.** Whether ${toTopic(text)} has been reported before, and what was done then.`,
    `3. **What you can choose.** We can ${first}, or ${second}. Both cost you nothing.`,
  ].join('\n');
}

function writeDraft({ question, text, chance }: ReplyContext): string {
  const topic = toTopic(text);
  const name = Object.entries(question.variables).find(([key]) => /name|contact|customer/i.test(key))?.[1];
  const material = toSentences(
    text
      .split(/\n\s*\n/)
      .slice(1)
      .join('\n'),
  )[0];
  const [first, second] = chance.shuffle('sentences', [
    'We have looked at it closely and know what to do.',
    'You should have a clear answer, and here it is.',
    'Here is where things stand today.',
    'There is good news, and one thing still to be done.',
  ]);
  const reply =
    material === undefined ? `This is about ${topic}.` : `Thank you for your words: “${toSnippet(material, 120)}”`;
  const step = chance.pick('step', [
    `Reply to this message by ${chance.pick('day', DAYS)} and we will do the rest.`,
    'Tell us which day suits you, and it is settled.',
    'You need not do anything; we will write again when it is done.',
  ]);
  return [
    `**Subject: ${material === undefined ? toCapitalised(topic) : `Re: ${toTitle(material, 60)}`}**`,
    `Hello${name === undefined ? '' : ` ${String(name)}`},`,
    `${reply} ${first} ${second}`,
    step,
    'Kind regards',
  ].join('\n\n');
}

function writeSummary({ text, chance }: ReplyContext): string {
  const sentences = toSentences(toMaterial(text));
  const quote = (index: number): string => toSnippet(sentences[index] ?? sentences[0] ?? text, 120);
  const action = `- [ ] ${toCapitalised(toTopic(text))}: ${chance.pick('owner', OWNERS)}, ${chance.pick('day', DAYS)}`;
  return `### Decisions\n\n- ${quote(0)}\n\n### Open questions\n\n- ${quote(1)}\n\n### Actions\n\n${action}`;
}

function writeList({ text, chance }: ReplyContext): string {
  const topic = toTopic(text);
  const ideas = chance.shuffle('ideas', [
    `What ${topic} means to newcomers`,
    `Three numbers that say how ${topic} is going`,
    `Before and after ${topic}, in two pictures`,
    `The question about ${topic} that people rarely ask`,
    `What to leave out when you talk about ${topic}`,
    `How we would start with ${topic} today`,
  ]);
  return ideas
    .slice(0, chance.number('length', 3, 5))
    .map((idea) => `- **${idea}**`)
    .join('\n');
}

function writeSteps({ text, chance }: ReplyContext): string {
  const topic = toTopic(text);
  const skipped = chance.number('skipped', 0, ACTIONS.length - 1);
  const steps = ACTIONS.filter((_, index) => index !== skipped).slice(0, 4);
  return steps
    .map(
      (step, index) =>
        `${index + 1}. **${step}**${index === 0 ? `, as far as ${topic} is concerned` : ''} (${chance.number(`minutes/${index}`, 1, 6) * 5} minutes)`,
    )
    .join('\n');
}

/** Answers from matching memories. Without any, asks for two details. */
function writeExplanation({ question, text, persona, chance }: ReplyContext): string {
  const known = toKnowledge(question);
  const topic = toTopic(text);
  if (known !== '') return `${known}\n\n${chance.pick('verdict', VERDICTS)}`;
  const [first, second] = chance.shuffle('missing', [
    `which ${topic} you mean, if there are several`,
    'what you have tried so far',
    'by when you need it',
    'who else should know about it',
    'what a good result looks like to you',
  ]);
  const [habit] = chance.shuffle('habit', toHabits(persona));
  const begin =
    habit === undefined
      ? 'Until then I follow the usual approach.'
      : `Meanwhile I do what I always do first: ${habit}.`;
  return `${chance.pick('lead', LEADS)} **${topic}**:\n\n- ${first}\n- ${second}\n\n${begin}`;
}

const LEADS = [
  'To answer well I need two things about',
  'Two things would make my answer exact on',
  'Before I commit myself, tell me two things about',
] as const;

const VERDICTS = [
  'So the answer is yes, as long as that still holds.',
  'I would go by that, and check the one case that is in front of us.',
  'That settles most of it. The rest is for you to decide.',
  'I know of nothing newer, so I rely on it.',
] as const;
