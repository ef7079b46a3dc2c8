import { describe, expect, it } from 'vitest';
import { openAnswer } from '../../../src/athena/responder/asking/live-answer.ts';
import type { Question, Responder } from '../../../src/athena/responder/model/responder.ts';

/** Returns a question with everything that is left out empty. */
export function toQuestion(question: Partial<Question> = {}): Question {
  return {
    text: 'Hello',
    tools: [],
    memories: [],
    conversation: [],
    variables: {},
    temperature: null,
    maxTokens: null,
    seed: 'test',
    ...question,
  };
}

/** Describes what every responder does, whatever it answers. `create` makes a fresh one. */
export function describeResponder(name: string, create: () => Responder): void {
  const questions: readonly Question[] = [
    toQuestion(),
    toQuestion({ text: '' }),
    toQuestion({ text: '👍'.repeat(2000), maxTokens: 20 }),
    toQuestion({
      text: 'Open a ticket for order 88120',
      agent: { uuid: 'a', name: 'Ada', description: null, instruction: 'Help.', metadata: {} },
      model: { uuid: 'm', slug: 'gpt-4o', name: 'GPT-4o', vendor: 'OpenAI' },
      tools: [{ slug: 'jira-create-ticket', name: 'Ticket', description: 'Opens a ticket', inputSchema: {} }],
      memories: [{ type: 'fact', content: 'Orders are numbered.' }],
      conversation: [{ role: 'user', content: 'Hi' }],
    }),
    toQuestion({
      workflow: { uuid: 'w', name: 'Leads' },
      node: { id: 'n', name: null, type: 'prompt.run' },
      prompt: { uuid: 'p', name: 'Score', description: null, content: 'Score {{lead}}' },
      input: { lead: 'Ada' },
      variables: { lead: 'Ada' },
    }),
  ];
  const answer = (question: Question) => openAnswer(create(), question, { elapsed: () => 0 });

  describe(`the responder ${name}`, () => {
    it('answers every question with valid chunks, whose times do not decrease', async () => {
      for (const question of questions) {
        const live = answer(question);
        const complete = await live.answer;
        expect(complete.kind === 'failure' ? complete.message : 'a reply').toBe('a reply');
        expect(live.chunks.every(({ at }, index) => at >= (live.chunks[index - 1]?.at ?? 0))).toBe(true);
        expect(live.chunks.filter(({ kind }) => kind === 'end')).toHaveLength(1);
      }
    });

    it('gives chunks that add up to its text and its tokens', async () => {
      for (const question of questions) {
        const live = answer(question);
        const complete = await live.answer;
        if (complete.kind === 'failure') throw new Error(complete.message);
        expect(live.chunks.map((chunk) => (chunk.kind === 'text' ? chunk.text : '')).join('')).toBe(complete.text);
        expect(complete.text).not.toBe('');
        expect(complete.tokens.total).toBe(complete.tokens.input + complete.tokens.output);
      }
    });

    it('does not change the question, and gives the same answer to the same question', async () => {
      for (const question of questions) {
        const before = JSON.stringify(question);
        const first = await answer(question).answer;
        expect(JSON.stringify(question)).toBe(before);
        const { duration: _, ...again } = await answer(JSON.parse(before) as Question).answer;
        expect(first).toMatchObject(again);
      }
    });

    it('holds no state: questions that are asked together get the answers that they get alone', async () => {
      const responder = create();
      const ask = (question: Question) => openAnswer(responder, question, { elapsed: () => 0 }).answer;
      const together = await Promise.all(questions.map(ask));
      const alone = [];
      for (const question of questions) alone.push(await ask(question));
      expect(together).toEqual(alone);
    });

    it('ends once its answer is no longer wanted', async () => {
      const live = answer(toQuestion());
      live.abort();
      expect(['reply', 'failure']).toContain((await live.answer).kind);
    });
  });
}
