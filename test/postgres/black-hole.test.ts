import { setTimeout as sleep } from 'node:timers/promises';
import { expect, inject, it, vi } from 'vitest';
import { COLLECTIONS } from '../store/port/store-conformance.ts';
import { startProxy } from './cutting-proxy.ts';
import { usePostgresLogs } from './postgres-logs.ts';
import { startStopwatch } from '../support/stopwatch.ts';

const { createSchema, openLog } = usePostgresLogs();

it('a black hole is noticed within two seconds while statements hold all connections, and they are not taken for one', async () => {
  const proxy = await startProxy(Number(/:(\d+)\//.exec(inject('postgres'))?.[1]));
  try {
    const log = openLog(createSchema(), { url: inject('postgres').replace(/:\d+\//, `:${proxy.port}/`) });
    const journal = await log.open({ collections: COLLECTIONS, contract: 'one' });
    const busy = Array.from({ length: 6 }, () => log.getDatabase().query({ text: 'SELECT pg_sleep(20)' }, 30_000));
    for (const each of busy) each.catch(() => {});
    for (let step = 0; step < 40; step += 1) {
      await sleep(100);
      expect(journal.failure).toBeUndefined();
    }
    proxy.setBlackHole(true);
    const stopwatch = startStopwatch();
    await vi.waitFor(() => expect(journal.failure).toMatch(/database/), { interval: 10 });
    expect(stopwatch.stop()).toBeLessThan(2000);
  } finally {
    await proxy.close();
  }
});
