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
    // Four seconds without a failure. The server itself may be slow to respond: then they begin anew.
    let healthy = 0;
    for (let step = 0; step < 120 && healthy < 40; step += 1) {
      await sleep(100);
      healthy = journal.failure === undefined ? healthy + 1 : 0;
    }
    expect(healthy).toBe(40);
    const times: number[] = [];
    while (times.length < 3 && !times.some((time) => time < 2000)) {
      await vi.waitFor(() => expect(journal.failure).toBeUndefined(), { interval: 10 });
      proxy.setBlackHole(true);
      const stopwatch = startStopwatch();
      await vi.waitFor(() => expect(journal.failure).toMatch(/database/), { interval: 10 });
      times.push(stopwatch.stop());
      proxy.setBlackHole(false);
    }
    expect(Math.min(...times)).toBeLessThan(2000);
  } finally {
    await proxy.close();
  }
});
