import { expect, vi } from 'vitest';

/** Waits until a condition is true. Rejects after a minute, with the condition's code. */
export async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  await vi.waitFor(async () => expect(await isTrue(), String(isTrue)).toBe(true), { timeout: MAX_WAIT, interval: 5 });
}

/** In milliseconds. */
const MAX_WAIT = 60_000;
