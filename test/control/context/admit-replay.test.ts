import { expect, it } from 'vitest';
import { createAdmitReplay } from '../../../src/control/context/admit-replay.ts';
import { toProblemBody } from '../../../src/control/to-problem-details.ts';
import { Problem } from '../../../src/kernel/problem.ts';

it('admits a number of replays, rejects a further one with a remedy, and admits it when one has ended', async () => {
  const admit = createAdmitReplay(2);
  let end = (): void => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  const admitted = [admit(() => ended), admit(() => ended)];
  const error: unknown = await admit(async () => 'sent').catch((reason: unknown) => reason);
  if (!(error instanceof Problem)) throw new Error('It was admitted.');
  expect([error.status, error.headers]).toEqual([503, { 'retry-after': '1' }]);
  expect(toProblemBody(error)).toMatchObject({
    code: 'OVERLOADED',
    detail: '2 replays run or wait already. This one was not sent.',
    remedy: expect.stringContaining('Send it again when') as string,
  });
  end();
  await Promise.all(admitted);
  expect(await admit(async () => 'sent')).toBe('sent');
});

it('counts one that fails as ended', async () => {
  const admit = createAdmitReplay(1);
  for (const attempt of [1, 2])
    await expect(admit(() => Promise.reject(new Error(`no ${attempt}`)))).rejects.toThrow(`no ${attempt}`);
  expect(await admit(async () => 'sent')).toBe('sent');
});
