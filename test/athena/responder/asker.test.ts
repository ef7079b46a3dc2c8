import { expect, it } from 'vitest';
import { createAsker } from '../../../src/athena/responder/asking/asker.ts';
import { NO_SCRIPT } from '../../../src/athena/responder/script/script.ts';
import { openRecordedSimulator } from '../../support/recorded-simulator.ts';
import { toQuestion } from './responder-conformance.ts';

it('an asker that is closed aborts the answers to later questions as well', async () => {
  const { world } = await openRecordedSimulator();
  const signals: AbortSignal[] = [];
  const asker = createAsker(NO_SCRIPT, {
    async *respond(_question, { signal }) {
      signals.push(signal);
      yield { kind: 'text', text: 'Hi' };
      await new Promise(() => {});
    },
  });
  const before = asker.ask(toQuestion(), world);
  await before.grown;
  asker.close();
  const after = [asker.ask(toQuestion(), world), asker.askOnce('messages/1', toQuestion(), world)];
  for (const live of [before, ...after]) {
    expect(live.isAborted).toBe(true);
    expect(await live.answer).toMatchObject({ kind: 'failure', status: 503 });
  }
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true, true]);
});
