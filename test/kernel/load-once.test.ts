import { expect, it } from 'vitest';
import { loadOnce } from '../../src/kernel/load-once.ts';

it('loads once for all callers', async () => {
  let loads = 0;
  const get = loadOnce(async () => (loads += 1));
  expect(await Promise.all([get(), get()])).toEqual([1, 1]);
  expect(await get()).toBe(1);
});

it('loads again after a failure', async () => {
  const results = [Promise.reject(new Error('EMFILE')), Promise.resolve('loaded')];
  const get = loadOnce(async () => results.shift());
  const [first, second] = await Promise.allSettled([get(), get()]);
  expect([first.status, second.status]).toEqual(['rejected', 'rejected']);
  expect(await get()).toBe('loaded');
});
