import { describe, expect, it } from 'vitest';
import { openAnswer, type LiveAnswer } from '../../../src/athena/responder/asking/live-answer.ts';
import type { Reply } from '../../../src/athena/responder/model/answer.ts';
import type { AskedAgent, Question } from '../../../src/athena/responder/model/responder.ts';
import { createScriptedResponder } from '../../../src/athena/responder/scripted.ts';
import { parseScript } from '../../../src/athena/responder/script/parse-script.ts';
import { toAskedAgent, toAskedMemory, toAskedPrompt, toAskedTool } from '../../../src/athena/runs/asked-records.ts';
import { loadYaml } from '../../../src/document/load-yaml.ts';
import { loadFixtures } from '../../../src/document/load-fixtures.ts';
import { isJsonObject, type JsonObject } from '../../../src/kernel/json/json.ts';
import { toQuestion } from './responder-conformance.ts';
import { measureProcessorTime } from '../../support/processor-time.ts';

const { collections } = await loadFixtures('fixtures');
const recordsOf = (name: string): readonly JsonObject[] =>
  collections.find((collection) => collection.name === name)?.records ?? [];
const agentRecord = (name: string): JsonObject => recordsOf('agents').find((record) => record['name'] === name) ?? {};
const agent = (name: string): AskedAgent => toAskedAgent(agentRecord(name));

/** What the responder answers, after the checks that every answer passes. */
async function ask(question: Partial<Question>, script?: JsonObject): Promise<LiveAnswer> {
  const responder = createScriptedResponder(script === undefined ? undefined : parseScript(script, 'script.yaml'));
  const live = openAnswer(responder, toQuestion(question), { elapsed: () => 0 });
  await live.answer;
  return live;
}

async function reply(
  question: Partial<Question>,
  script?: JsonObject,
): Promise<Reply & { readonly chunks: readonly { readonly text: string; readonly at: number }[] }> {
  const { answer, chunks } = await ask(question, script);
  const complete = await answer;
  if (complete.kind !== 'reply') throw new Error(complete.message);
  const texts = chunks.flatMap((chunk) => (chunk.kind === 'text' ? [{ text: chunk.text, at: chunk.at }] : []));
  return { ...complete, chunks: texts };
}

/** Every agent with each of its conversation starters, every prompt with its own text. */
const questions: readonly Partial<Question>[] = [
  ...recordsOf('agents').flatMap((record) =>
    (
      ((record['metadata'] as JsonObject)['conversation_starters'] as readonly string[] | undefined) ?? ['Who are you?']
    ).map((text) => ({
      agent: toAskedAgent(record),
      text,
    })),
  ),
  ...recordsOf('prompts').map((prompt) => ({ prompt: toAskedPrompt(prompt), text: String(prompt['content']) })),
];

describe('an answer without a model', () => {
  it('comes in chunks that add up to the text, one after another, in a plausible time', async () => {
    for (const question of questions) {
      const { text, chunks: pieces, duration, tokens } = await reply(question);
      expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      expect(pieces.every(({ at }, index) => at >= (pieces[index - 1]?.at ?? 0) && at <= duration)).toBe(true);
      expect(duration).toBeGreaterThan(400);
      expect(duration).toBeLessThan(20_000);
      expect(tokens.total).toBe(tokens.input + tokens.output);
      expect(tokens.output).toBe(Math.ceil(text.length / 4));
    }
  });

  it('is the same for the same question and seed key, and differs for other seed keys', async () => {
    const question = { agent: agent('Customer Support Assistant'), text: 'Where is my parcel 88120?' };
    expect(await reply(question)).toEqual(await reply(question));
    const texts = await Promise.all(
      ['a', 'b', 'c', 'd', 'e', 'f'].map(async (place) => (await reply({ ...question, seed: place })).text),
    );
    expect(new Set(texts).size).toBeGreaterThan(3);
  });

  it('is different for every question of the demo world, and contains no placeholders', async () => {
    const texts = await Promise.all(questions.map(async (question) => (await reply(question)).text));
    expect(new Set(texts).size).toBe(texts.length);
    for (const text of texts) expect(text).not.toMatch(/lorem|undefined|\[object/i);
  });

  it('greets with the greeting of the agent', async () => {
    const { text } = await reply({ agent: agent('Onboarding Guide'), text: 'Hi!' });
    expect(text).toContain('Welcome aboard! What would you like to get done first?');
    expect(text).toContain('- How do I invite my team?');
  });

  it('uses the memories of the agent', async () => {
    const reader = agent('Contract Reader');
    const memories = recordsOf('memories')
      .filter((memory) => memory['agent_uuid'] === reader.uuid)
      .map(toAskedMemory);
    expect((await reply({ agent: reader, memories, text: 'When does this contract renew?' })).text).toContain(
      'renews by itself for a year',
    );
  });

  it('picks one of the answers that the instruction allows', async () => {
    const { text } = await reply({ agent: agent('Ticket Triager'), text: 'The lid of my crate is cracked.' });
    expect(text).toMatch(/\*\*(Billing|Delivery|Account|Defect)\.\*\*/);
  });

  it('writes tables, code, lists, letters and data in Markdown', async () => {
    expect((await reply({ text: 'Compare the two carriers as a table' })).text).toMatch(/^\|.*\|\n\|[-:|]+\|\n/m);
    expect((await reply({ agent: agent('Data Analyst'), text: 'How many orders were refunded?' })).text).toContain(
      '```sql\n',
    );
    expect((await reply({ text: 'How do I begin with returns?' })).text).toMatch(/^1\. \*\*/m);
    expect((await reply({ text: 'Give me five headlines about returns' })).text).toMatch(/^- \*\*/m);
    expect((await reply({ text: 'Write an email about the late parcel' })).text).toContain('**Subject: ');
    const { text } = await reply({
      text: 'Extract budget, timing and next step from these notes, as JSON.\n\nThey have 20k. They want it by May.',
    });
    expect(Object.keys(JSON.parse(text.replaceAll(/```(json)?/g, '')) as object)).toEqual([
      'budget',
      'timing',
      'next_step',
    ]);
  });

  it('calls the tool that the question needs, with its arguments', async () => {
    const analyst = agent('Data Analyst');
    const tools = recordsOf('tools')
      .filter(({ uuid }) => (agentRecord('Data Analyst')['tool_uuids'] as readonly string[]).includes(String(uuid)))
      .map(toAskedTool);
    const { toolCalls, text } = await reply({
      agent: analyst,
      tools,
      text: 'How many orders were refunded last week?',
    });
    expect(toolCalls).toEqual([
      {
        id: 'call_1',
        name: 'postgres-query',
        arguments: { sql: expect.stringMatching(/^select count\(\*\) as total from orders where created_at >= /) },
        status: 'success',
        result: { rows: [{ count: expect.any(Number) }] },
      },
    ]);
    expect(text).toContain('`postgres-query`');
    expect((await reply({ agent: analyst, tools, text: 'Hi!' })).toolCalls).toEqual([]);
    expect((await reply({ agent: analyst, tools: [], text: 'How many orders?' })).toolCalls).toEqual([]);
  });

  it('is truncated at the maximum number of tokens', async () => {
    const { text, tokens, finishReason } = await reply({
      agent: agent('Content Writer'),
      text: 'Write a post about returns',
      maxTokens: 12,
    });
    expect(tokens.output).toBeLessThanOrEqual(12);
    expect(text).not.toBe('');
    expect(finishReason).toBe('length');
  });

  it('handles any text quickly', async () => {
    const texts = [
      '',
      ' ',
      '\n\n',
      '👍'.repeat(30_000),
      'x'.repeat(65_535),
      ' \n'.repeat(30_000),
      'a, '.repeat(20_000),
      '$.['.repeat(20_000),
      'no punctuation '.repeat(4_000),
    ];
    const time = await measureProcessorTime(async () => {
      for (const text of texts) await reply({ text, agent: { ...agent('Ticket Triager'), instruction: text } });
    });
    expect(time).toBeLessThan(2000);
  });
});

describe('a script', () => {
  const rules = (...list: readonly JsonObject[]): JsonObject => ({ rules: list });

  it('answers by the first matching rule, and leaves other questions unchanged', async () => {
    const script = rules(
      { when: { agent: ['refund advisor', 'unknown'], text: 'REFUND' }, reply: 'Approved, {{agent.name}} says.' },
      { when: { words: 'late parcels' }, reply: 'It is on its way: {{variables.order}} {{nothing}}' },
      { when: { input: { '$.variables.tone': ['formal', 'stiff'] } }, reply: 'Dear Sir or Madam' },
      { when: { text: 'refund' }, reply: ['one', 'two'] },
    );
    expect((await reply({ agent: agent('Refund Advisor'), text: 'A refund, please' }, script)).text).toBe(
      'Approved, Refund Advisor says.',
    );
    expect((await reply({ text: 'My parcel is late', variables: { order: 88120 } }, script)).text).toBe(
      'It is on its way: 88120 {{nothing}}',
    );
    expect((await reply({ text: 'x', variables: { tone: 'formal' } }, script)).text).toBe('Dear Sir or Madam');
    expect((await reply({ text: 'refund' }, script)).text).toMatch(/^(one|two)$/);
    expect((await reply({ text: 'something else' }, script)).text).toBe((await reply({ text: 'something else' })).text);
  });

  it('answers the node of a workflow', async () => {
    const script = rules({
      when: { workflow: 'Lead Processing', node: 'score', input: { '$.lead.employees[0]': 50 } },
      reply: '80',
    });
    const node = { id: 'score', name: null, type: 'prompt' };
    const question = {
      text: 'Score it',
      workflow: { uuid: 'w', name: 'Lead Processing' },
      node,
      input: { lead: { employees: [50] } },
    };
    expect((await reply(question, script)).text).toBe('80');
    expect((await reply({ ...question, input: { lead: { employees: [] } } }, script)).text).not.toBe('80');
  });

  it('calls tools, waits and fails', async () => {
    const script = rules(
      {
        when: { text: 'ticket' },
        reply: 'Done.',
        delay: '2s',
        tool_calls: [{ name: 'jira-create-ticket', arguments: { project: 'SUP' }, result: { key: 'SUP-1' } }],
      },
      { when: { text: 'overload' }, error: { status: 429, message: 'Rate limit reached.' } },
    );
    const answer = await reply({ text: 'Open a ticket' }, script);
    expect(answer).toMatchObject({
      text: 'Done.',
      toolCalls: [{ id: 'call_1', name: 'jira-create-ticket', status: 'success', result: { key: 'SUP-1' } }],
    });
    expect(answer.chunks[0]).toEqual({ text: 'Done.', at: 2000 });
    const failure = await (await ask({ text: 'overload' }, script)).answer;
    expect(failure).toMatchObject({ kind: 'failure', status: 429, message: 'Rate limit reached.' });
  });

  it('is rejected with every fault, its location and its remedy', () => {
    const script = rules(
      { when: { agnt: 'x', text: [] }, reply: 7 },
      {
        when: { input: { 'variables.tone': 1, '$.a[?(@.b)]': 2 } },
        delay: '2 hours',
        tool_calls: [{ status: 'odd' }],
        error: { status: 200 },
      },
      {},
    );
    const parse = (): unknown => parseScript({ ...script, rule: [] }, 'demo.yaml');
    expect(parse).toThrow(/demo\.yaml/);
    try {
      parse();
    } catch (error) {
      const { faults } = error as { faults: { file: string; pointer: string; remedy: string }[] };
      expect(faults.map(({ pointer }) => pointer).toSorted()).toEqual(
        [
          '/rule',
          '/rules/0/when/agnt',
          '/rules/0/when/text',
          '/rules/0/reply',
          '/rules/1/error',
          '/rules/1/error/status',
          '/rules/1/delay',
          '/rules/1/tool_calls/0/name',
          '/rules/1/tool_calls/0/status',
          '/rules/1/when/input/variables.tone',
          '/rules/1/when/input/$.a[?(@.b)]',
          '/rules/2',
        ].toSorted(),
      );
      for (const { file, remedy } of faults) expect([file, remedy]).toEqual(['demo.yaml', expect.stringMatching(/\w/)]);
    }
    expect(() => parseScript([], 'demo.yaml')).toThrow(/demo\.yaml/);
  });
});

it('the example script is valid, and answers', async () => {
  const file = 'examples/scripts/support-demo.yaml';
  const script = await loadYaml(file);
  if (!isJsonObject(script)) throw new Error('The script is no object.');
  const askFor = async (text: string, question: Partial<Question> = {}) =>
    (await ask({ text, ...question }, script)).answer;
  expect(await askFor('I want my money back', { agent: agent('Refund Advisor') })).toMatchObject({
    text: expect.stringContaining('> I want my money back'),
    toolCalls: [{ name: 'jira-create-ticket' }],
  });
  expect(
    await askFor('x', {
      prompt: { uuid: 'p', name: 'Email Writer', description: null, content: '' },
      variables: { tone: 'formal', email: 'Hello?' },
    }),
  ).toMatchObject({
    text: expect.stringContaining('“Hello?”'),
  });
  expect(await askFor('Please fail')).toMatchObject({ kind: 'failure', status: 429 });
  expect((await askFor('Take your time')).duration).toBeGreaterThan(8000);
});
