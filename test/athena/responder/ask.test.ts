import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openAnswer } from '../../../src/athena/responder/asking/live-answer.ts';
import type { AnswerLimits } from '../../../src/athena/responder/asking/read-answer.ts';
import { parseScript } from '../../../src/athena/responder/script/parse-script.ts';
import { createScriptedResponder } from '../../../src/athena/responder/scripted.ts';
import type { Responder } from '../../../src/index.ts';
import { toQuestion } from './responder-conformance.ts';

/** A responder that JavaScript could pass: what it returns is not checked by the compiler. */
const responderOf = (respond: (...args: Parameters<Responder['respond']>) => unknown): Responder => ({
  respond: respond as Responder['respond'],
});

const ask = (responder: Responder, limits?: AnswerLimits) =>
  openAnswer(responder, toQuestion(), { elapsed: () => 7, ...(limits === undefined ? {} : { limits }) });

const failureOf = async (respond: Parameters<typeof responderOf>[0], limits?: AnswerLimits): Promise<string> => {
  const answer = await ask(responderOf(respond), limits).answer;
  if (answer.kind !== 'failure') throw new Error('It did not fail.');
  return `${answer.status} ${answer.message}`;
};

const end = { kind: 'end' };

describe('an answer', () => {
  it('is complete without times and tokens: they are measured and estimated', async () => {
    const live = ask(responderOf(() => [{ kind: 'text', text: 'Hi there' }, end]));
    expect(await live.answer).toEqual({
      kind: 'reply',
      text: 'Hi there',
      toolCalls: [],
      tokens: { input: 2, output: 2, total: 4 },
      duration: 7,
      finishReason: 'stop',
    });
  });

  it('is stored as plain JSON, with the defaults of its tool calls', async () => {
    const call = { id: 'call_1', name: 'search', arguments: { at: new Date(0), none: undefined } };
    const answer = await ask(responderOf(() => [{ kind: 'tool_call', call }, end])).answer;
    expect(answer).toMatchObject({ text: '…' });
    expect(answer.kind === 'reply' && answer.toolCalls).toEqual([
      { id: 'call_1', name: 'search', arguments: { at: '1970-01-01T00:00:00.000Z' }, status: 'pending', result: null },
    ]);
  });

  it('can be followed by several readers while it is given', async () => {
    let release = (): void => {};
    const gate = new Promise<void>((resolve) => (release = resolve));
    const live = ask(
      responderOf(async function* () {
        yield { kind: 'text', text: 'Hi' };
        await gate;
        yield end;
      }),
    );
    await live.grown;
    expect(live.chunks).toEqual([{ kind: 'text', text: 'Hi', at: 7 }]);
    const both = Promise.all([live.grown, live.grown]);
    release();
    await both;
    expect(live.chunks).toHaveLength(2);
  });

  it('fails with its reason, whatever the responder does', async () => {
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    const callWith = (call: unknown) => () => [{ kind: 'tool_call', call }];
    const cases: readonly (readonly [Parameters<typeof responderOf>[0], string])[] = [
      [() => { throw new Error('No key.'); }, '502 The responder failed: No key.'], // prettier-ignore
      [() => undefined, "502 The responder's answer is not iterable"],
      [() => { throw Object.create(null); }, '502 The responder failed: a value without a text was thrown'], // prettier-ignore
      [() => { throw Object.assign(new Error(), { message: 7 }); }, '502 The responder failed: 7'], // prettier-ignore
      [async () => [end], "502 The responder's answer is not iterable"],
      [() => 'Hello', "502 The responder's answer is invalid: a chunk or its tokens are of type string"],
      [() => [null], 'a chunk or its tokens are of type null'],
      [() => [{ kind: 'words' }], 'a chunk has no valid kind: use text, tool_call, end or failure'],
      [() => [{ kind: 'text', text: 7 }], "a chunk's text is of type number, not a string"],
      [() => [{ kind: 'text', text: 'Hi', at: Number.NaN }], "a chunk's at is not a number of milliseconds"],
      [() => [{ ...end, tokens: { input: 1.5 } }], 'its tokens are not whole numbers'],
      [() => [{ ...end, tokens: 12 }], 'a chunk or its tokens are of type number'],
      [() => [{ ...end, finishReason: 'tired' }], 'its finishReason is neither stop nor length'],
      [
        () => [{ kind: 'failure', status: 200, message: 'x' }],
        'the status of its failure is none of 429, 502, 503, 504',
      ],
      [() => [{ kind: 'failure', status: 429, message: 'Too many.' }], '429 Too many.'],
      [callWith({ id: '', name: 'x', arguments: {} }), 'a tool call has no id or name of up to 255 characters'],
      [callWith({ id: '1', name: 'x', arguments: [] }), 'the arguments of a tool call are no object'],
      [callWith({ id: '1', name: 'x', arguments: cyclic }), 'a tool call is not JSON'],
      [callWith({ id: '1', name: 'x', arguments: { big: 1n } }), 'a tool call is not JSON'],
      [() => [], "502 The responder's answer is incomplete: its last chunk must be an end or a failure."],
      [async function* () { yield { kind: 'text', text: 'Hi' }; }, "502 The responder's answer is incomplete"], // prettier-ignore
      [async function* () { yield null; }, 'a chunk or its tokens are of type null'], // prettier-ignore
      [() => ({ [Symbol.asyncIterator]: () => ({ next: () => null }) }), '502 The responder failed: '],
      [() => ({ [Symbol.asyncIterator]: () => ({}) }), '502 The responder failed: '],
    ];
    for (const [respond, message] of cases) expect(await failureOf(respond)).toContain(message);
  });

  it('stops at megabytes, and at endless chunks without a text', async () => {
    let read = 0;
    let isStopped = false;
    const megabytes = async function* () {
      try {
        for (;;) {
          read += 1;
          yield { kind: 'text', text: 'x'.repeat(10_000) };
        }
      } finally {
        isStopped = true;
      }
    };
    expect(await failureOf(megabytes)).toContain('it is longer than 65535 characters');
    expect(read).toBe(7);
    await expect.poll(() => isStopped).toBe(true);
    const endless = function* () {
      for (;;) yield { kind: 'text', text: '' };
    };
    expect(await failureOf(endless)).toContain('it has more than 100000 chunks');
    expect(await failureOf(() => [{ kind: 'text', text: 'x'.repeat(50_000_000) }])).toContain('it is longer than');
    const calls = Array.from({ length: 101 }, () => ({
      kind: 'tool_call',
      call: { id: 'c', name: 'n', arguments: {} },
    }));
    expect(await failureOf(() => calls)).toContain('it has more than 100 tool calls');
  });

  it('fails at a limit when it does not come, and tells the responder to stop', async () => {
    let signal: AbortSignal | undefined;
    const never = (_question: unknown, context: { readonly signal: AbortSignal }) => {
      ({ signal } = context);
      return { [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }) };
    };
    const failure = await failureOf(never, { silence: 30, duration: 10_000 });
    expect(failure).toBe('504 The responder sent nothing for 0.03 s.');
    await expect.poll(() => signal?.aborted).toBe(true);
    const slow = async function* () {
      for (;;) {
        await sleep(10);
        yield { kind: 'text', text: 'x' };
      }
    };
    expect(await failureOf(slow, { silence: 1000, duration: 100 })).toBe(
      '504 The responder did not complete its answer within 0.1 s.',
    );
  });
});

describe('a script before a responder', () => {
  const rules = (...list: readonly object[]) => parseScript(JSON.parse(JSON.stringify({ rules: list })), 'script.yaml');
  const next: Responder = {
    async *respond() {
      yield { kind: 'tool_call', call: { id: 'own', name: 'own', arguments: {} } };
      yield { kind: 'text', text: 'From the model.' };
      yield { kind: 'end' };
    },
  };

  it('decides the answers of its rules, which are immediate', async () => {
    const responder = createScriptedResponder(rules({ when: { text: 'hello' }, reply: 'Scripted.' }), next);
    expect(responder.isImmediate(toQuestion())).toBe(true);
    expect(await ask(responder).answer).toMatchObject({ text: 'Scripted.' });
    expect(responder.isImmediate(toQuestion({ text: 'Else' }))).toBe(false);
  });

  it('delays other answers, and replaces their tool calls', async () => {
    const delayed = createScriptedResponder(rules({ delay: '2s' }), next);
    expect(await ask(delayed).answer).toMatchObject({ text: 'From the model.', duration: 2000 });
    const calling = createScriptedResponder(rules({ tool_calls: [{ name: 'search' }] }), next);
    const answer = await ask(calling).answer;
    expect(answer).toMatchObject({ text: 'From the model.', toolCalls: [{ name: 'search' }] });
    expect(calling.isImmediate(toQuestion())).toBe(false);
  });
});
