import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { measureProcessorTime, readProcessorTime } from './processor-time.ts';
import { startStopwatch } from './stopwatch.ts';

it('the processor time of some work counts what it computes, and not what it waits for', async () => {
  const compute = (): void => {
    for (const end = readProcessorTime() + 30; readProcessorTime() < end;);
  };
  expect(await measureProcessorTime(compute)).toBeGreaterThanOrEqual(30);
  expect(await measureProcessorTime(() => sleep(200))).toBeLessThan(100);
});

it('a stopwatch does not count a time in which the process is held up', async () => {
  const stopwatch = startStopwatch();
  await sleep(50);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
  await sleep(50);
  const time = stopwatch.stop();
  expect(time).toBeGreaterThan(50);
  expect(time).toBeLessThan(500);
});
