import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/assembly/load/load-contract.ts';
import type { LiveAnswer } from '../../src/athena/responder/asking/live-answer.ts';
import { prepareRunAgent } from '../../src/athena/agents/run-agent.ts';
import type { Call, Rule } from '../../src/behaviour/rule/behaviour.ts';
import { prepareRules } from '../../src/behaviour/prepare-rules.ts';
import type { Outcome } from '../../src/kernel/outcome.ts';
import { createResponseChecker } from '../../src/pipeline/response/check.ts';
import type { Transaction } from '../../src/store/port/store.ts';
import { openRecordedSimulator, type RecordedSimulator } from '../support/recorded-simulator.ts';

const { contract, platform } = await loadContract(undefined);
const rules = prepareRules(contract, platform);
const logged: { readonly fields: object; readonly message: string }[] = [];
const logger = {
  error: (fields: object, message: string) => void logged.push({ fields, message }),
  warn: ignore,
  info: ignore,
  debug: ignore,
};

function ignore(): void {}

/** Opens a simulator in which `createThread` runs another rule. */
async function open(
  createThread: Rule,
): Promise<RecordedSimulator & { readonly check: ReturnType<typeof createResponseChecker> }> {
  const check = createResponseChecker();
  logged.length = 0;
  const simulator = await openRecordedSimulator({
    checker: check,
    logger,
    rules: new Map([...rules, ['createThread', createThread]]),
  });
  return { ...simulator, check };
}

/** Returns a rule that creates a thread in a transaction whose outcome `alter` has replaced. */
const createThreadAltered =
  (alter: (outcome: Outcome, transaction: Transaction) => Outcome): Rule =>
  (call) =>
    rules.get('createThread')?.({
      ...call,
      commit: (work) => call.commit((each) => alter(work(each), each)),
    } satisfies Call) ?? {
      kind: 'success',
    };

const withoutName = (outcome: Outcome): Outcome => {
  if (outcome.kind !== 'success') return outcome;
  const { text: _, ...rest } = outcome;
  return { ...rest, body: { data: { uuid: 'none' } } };
};

describe('the commit of an operation', () => {
  it.each([
    ['the response breaks the contract', createThreadAltered(withoutName), /required|format/],
    [
      'a record breaks the contract and the response does not',
      createThreadAltered((outcome, each) => {
        each.update('users', 123, { name: 7 });
        return outcome;
      }),
      /^type$/,
    ],
  ])('is aborted when %s', async (_name, rule, keyword) => {
    const { send, world, check, recorder: watch } = await open(rule);
    const before = world.store.snapshot();
    const response = await send('POST', '/threads', { name: 'Plans' });
    expect([response.status, response.headers.get('x-athena-error')]).toEqual([500, 'SERVER_ERROR']);
    expect(world.store.snapshot()).toEqual(before);
    for (const { breaches } of [check.report(), watch.checksOf(world)]) {
      expect(breaches[0]).toMatchObject({ operationId: 'createThread', status: 201 });
      expect(breaches.map((breach) => breach.keyword).join()).toMatch(keyword);
    }
    expect(logged).toHaveLength(1);
    expect(logged[0]).toMatchObject({ fields: { operationId: 'createThread', requestId: 'request-1' } });
    expect((await send('GET', '/threads')).status).toBe(200);
  });

  it('is aborted when the outcome is not a success, although the rule has written before', async () => {
    const { send, world, check } = await open(
      createThreadAltered((_outcome, each) => {
        each.update('users', 123, { name: 'Jo' });
        return { kind: 'conflict', message: 'Not now.' };
      }),
    );
    const before = world.store.position;
    expect((await send('POST', '/threads', { name: 'Plans' })).status).toBe(409);
    expect([world.store.position, world.store.get('users', 123)?.['name']]).toEqual([before, 'John Doe']);
    expect(check.report().breaches).toEqual([]);
  });

  it('keeps an earlier step when a later step of the same operation breaks the contract', async () => {
    const { send, world, check } = await open(async ({ commitStep }) => {
      await commitStep((each) => each.update('users', 123, { name: 'First' }));
      await commitStep((each) => each.update('users', 123, { name: 7 }));
      return { kind: 'success' };
    });
    expect((await send('POST', '/threads', { name: 'Plans' })).status).toBe(500);
    expect(world.store.get('users', 123)?.['name']).toBe('First');
    expect(check.report().breaches).toHaveLength(1);
    expect(logged).toHaveLength(1);
  });

  it('is aborted at the end of a run whose reply breaks the contract: a stream ends with run.failed, any other response is a 500', async () => {
    const end = { tokens: { input: 1, output: 0, total: 1 }, finishReason: 'stop' } as const;
    const silent: LiveAnswer = {
      chunks: [{ kind: 'end', ...end, at: 0 }],
      grown: Promise.resolve(),
      answer: Promise.resolve({ kind: 'reply', text: '', toolCalls: [], ...end, duration: 0 }),
      abort: () => {},
      isAborted: false,
    };
    const runAgent = prepareRunAgent({
      isImmediate: () => true,
      ask: () => silent,
      askOnce: () => silent,
      decide: () => ({ source: 'model', id: null, name: null }),
      close: () => {},
    });
    if (platform === undefined) throw new Error('The contract has no platform.');
    const { send, world } = await openRecordedSimulator({
      rules: prepareRules(contract, { ...platform, rules: { ...platform.rules, runAgent } }),
    });
    const agent = String(
      world.store.all('agents').find(({ user_id: user, status }) => user === 123 && status === 'active')?.['uuid'],
    );
    const path = `/agents/${agent}/run`;
    const response = await send('POST', path, { message: 'Hello, who are you?' });
    expect(response.status).toBe(500);
    const stream = await send('POST', path, { message: 'Hello, who are you?', stream: true });
    expect([stream.status, await stream.text()]).toEqual([
      200,
      expect.stringMatching(/event: run\.failed\ndata: .*"status":500/),
    ]);
    expect(world.store.all('messages').filter(({ content }) => content === '')).toEqual([]);
    // The user messages were acknowledged before, so they are still stored.
    expect(world.store.all('messages').filter(({ content }) => content === 'Hello, who are you?')).toHaveLength(2);
    expect((await send('GET', '/messages')).status).toBe(200);
  });

  it('is retried after another transaction in its batch was aborted', async () => {
    let count = 0;
    const { send } = await open(
      createThreadAltered((outcome) => ((count += 1) === 1 ? withoutName(outcome) : outcome)),
    );
    const both = await Promise.all([
      send('POST', '/threads', { name: 'One' }),
      send('POST', '/threads', { name: 'Two' }),
    ]);
    expect(both.map(({ status }) => status)).toEqual([500, 201]);
  });
});
