import { Session } from 'node:inspector';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { releaseMemoryWhenIdle } from '../../src/kernel/release-memory.ts';

it('collects garbage once the process is idle, and not before', async () => {
  const garbage = makeGarbage();
  // A failed assertion must not hold the object that it is about.
  const isCollected = (): boolean => garbage.deref() === undefined;
  // V8 may collect by itself, at any time.
  const command = vi.spyOn(Session.prototype, 'post');
  // A WeakRef holds its object until the end of the turn.
  await sleep(0);
  releaseMemoryWhenIdle(40);
  const start = performance.now();
  while (performance.now() - start < 200) {
    spin(10);
    // The loop does not wait here: the time until a busy machine wakes a process up would count as idle.
    await nextTurn();
  }
  expect(command).not.toHaveBeenCalled();
  await vi.waitFor(() => expect(command).toHaveBeenCalled(), { interval: 100 });
  await vi.waitFor(() => expect(isCollected()).toBe(true), { interval: 100 });
});

/** Returns a reference to an object that nothing else refers to. */
function makeGarbage(): WeakRef<object> {
  return new WeakRef(Array.from({ length: 100_000 }, (_, index) => ({ index })));
}

function spin(milliseconds: number): void {
  const start = performance.now();
  while (performance.now() - start < milliseconds);
}
