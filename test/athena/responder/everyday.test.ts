import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  createAskEveryday,
  loadFurther,
  loadQuestions,
  loadReworded,
  type EverydayQuestion,
} from './everyday/ask-everyday.ts';
import { findFlaws } from './everyday/check-reply.ts';

const QUESTIONS = await loadQuestions();
const REWORDED = await loadReworded('reworded.yaml');
const PARAPHRASES = await loadReworded('paraphrases.yaml');
const FURTHER = await loadFurther('further.yaml');
const VARIED = await loadFurther('varied.yaml');
const INDIRECT = await loadFurther('indirect.yaml');
const FRESH = await loadFurther('fresh.yaml');
const OTHERS = [
  ...REWORDED.map((question) => ['reworded', question.id, question] as const),
  ...PARAPHRASES.map((question) => ['paraphrased', question.id, question] as const),
  ...FURTHER.map((question) => ['in further words', question.id, question] as const),
];
const ask = await createAskEveryday();
const SEEDS = ['one', 'two', 'three', 'four', 'five'];
const REPLY_FOLDER = 'src/athena/responder/reply';

/** Returns each flaw of the replies to a question, with the reply. */
function flawsOf(question: EverydayQuestion, seeds: readonly string[] = SEEDS): readonly unknown[] {
  return seeds.flatMap((seed) => {
    const { text } = ask(question, seed);
    return findFlaws(text, question).map((flaw) => ({ flaw, text }));
  });
}

describe('sixty everyday questions to ten agents', () => {
  it('are sixty, to ten agents, each also in other words', () => {
    expect(new Set(QUESTIONS.map(({ id }) => id)).size).toBe(60);
    expect(new Set(QUESTIONS.map(({ agent }) => agent)).size).toBe(10);
    expect([...REWORDED, ...PARAPHRASES].filter(({ text }) => text === '')).toEqual([]);
    expect(FURTHER.length).toBe(74);
    expect(VARIED.length).toBe(420);
    expect(INDIRECT.length).toBe(300);
  });

  it.each(QUESTIONS.map((question) => [question.id, question] as const))('%s gets a fitting reply', (_id, question) => {
    expect(flawsOf(question)).toEqual([]);
  });

  it.each(OTHERS)('%s: %s gets a fitting reply too', (_words, _id, question) => {
    expect(flawsOf(question)).toEqual([]);
  });

  it.each([...VARIED, ...INDIRECT].map((question) => [question.id, question] as const))(
    '%s in another mood gets a fitting reply too',
    (_id, question) => expect(flawsOf(question, ['one'])).toEqual([]),
  );

  it('get the same reply for the same seed, and more than one over several seeds', () => {
    for (const question of QUESTIONS) expect(ask(question, 'one')).toEqual(ask(question, 'one'));
    const varied = QUESTIONS.filter((question) => new Set(SEEDS.map((seed) => ask(question, seed).text)).size > 1);
    expect(varied.length).toBeGreaterThan(QUESTIONS.length / 2);
  });

  it('have no sentence in the rules', () => {
    const rules = toPlain(
      readdirSync(REPLY_FOLDER, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => readFileSync(`${REPLY_FOLDER}/${name}`, 'utf8'))
        .join('\n'),
    );
    const sentences = [...QUESTIONS, ...REWORDED, ...PARAPHRASES, ...FURTHER, ...VARIED, ...INDIRECT, ...FRESH].flatMap(
      ({ text }) => text.split(/[.?!:\n]+/).map(toPlain),
    );
    const long = sentences.filter((sentence) => sentence.split(' ').length >= 4);
    expect(long.length).toBeGreaterThan(100);
    expect(long.filter((sentence) => rules.includes(sentence))).toEqual([]);
  });

  it('get no figure, name or date that neither the question nor the world holds', () => {
    const missing = QUESTIONS.find(({ id }) => id === 'meeting-missing');
    const unknown: EverydayQuestion = {
      ...(missing as EverydayQuestion),
      agent: 'Customer Support Assistant',
      text: 'Who founded the company, and when?',
    };
    for (const seed of SEEDS) expect(ask(unknown, seed).text).toMatch(/nothing|do not answer/);
    for (const seed of SEEDS) expect(ask(unknown, seed).text).not.toMatch(/\d/);
  });
});

// REPLIES_OUT=replies.md npx vitest run --project unit test/athena/responder/everyday.test.ts
const out = process.env['REPLIES_OUT'];
if (out !== undefined)
  writeFileSync(out, [...QUESTIONS, ...OTHERS.map(([, , question]) => question)].map(toEntry).join('\n\n---\n\n'));

function toEntry(question: EverydayQuestion): string {
  const before = (question.conversation ?? []).map(({ role, content }) => `_${role}:_ ${content}`);
  const { text } = ask(question);
  return [
    `## ${question.id}: ${question.agent}`,
    ...before,
    `**User:** ${question.text}`,
    `**Reply:**\n\n${text}`,
  ].join('\n\n');
}

/** The words of a text alone. */
function toPlain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
