import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolders } from '../store/temporary-folder.ts';
import { until } from '../support/until.ts';
import { findLost, isPermitted, startServer, startWriters, storeThread } from './server-process.ts';

const makeFolder = useTemporaryFolders();
const ROUNDS = Math.max(1, Math.round(Number(process.env['CRASH_ROUNDS'] ?? 10) / 10));
const UNSHARE = ['unshare', '--pid', '--fork', '--mount-proc', '--kill-child'];
const canUnshare = isPermitted('unshare', [...UNSHARE.slice(1), 'true']);
if (!canUnshare) console.log('Skipped: this machine does not permit creating PID namespaces (unshare --pid).');

describe.runIf(canUnshare)('servers in different PID namespaces of one host', () => {
  it('cannot share a data folder: the second is rejected after it has seen heartbeats of the first', async () => {
    const data = join(await makeFolder(), 'data');
    const first = await startServer(data, { by: UNSHARE });
    const writers = startWriters(first);
    const refused = await startServer(data).catch((error: unknown) => String(error));
    expect(refused).toMatch(
      /It is held by process 1 in another container or PID namespace of this host\.\s+Stop it, or pass another --data\./,
    );
    await sleep(200);
    await writers.stop();
    await first.end('SIGKILL');
    const next = await startServer(data, { by: UNSHARE });
    expect(await findLost(next, writers.acknowledged)).toEqual([]);
    console.log(
      `a second server in another PID namespace: ${writers.acknowledged.size} acknowledged by the first, 0 lost`,
    );
    await next.end('SIGKILL');
  }, 300_000);

  it(`lose no acknowledged write when the first is suspended for too long (${ROUNDS} times)`, async () => {
    const data = join(await makeFolder(), 'data');
    const acknowledged = new Set<string>();
    for (let round = 0; round < ROUNDS; round += 1) {
      const first = await startServer(data, { by: UNSHARE });
      const writers = startWriters(first);
      await until(() => writers.acknowledged.size >= 20);
      process.kill(first.pid, 'SIGSTOP');
      const second = await startServer(data);
      for (let number = 0; number < 20; number += 1) {
        const { uuid } = await storeThread(second, `second ${round}-${number}`);
        acknowledged.add(uuid ?? 'refused');
      }
      process.kill(first.pid, 'SIGCONT');
      writers.mark();
      await sleep(500);
      expect((await storeThread(first, 'late')).status).toBe(503);
      const { uuid } = await storeThread(second, `second ${round}, after the first came back`);
      acknowledged.add(uuid ?? 'refused');
      await writers.stop();
      expect(writers.late.size, 'acknowledged by a server that has lost the folder').toBe(0);
      for (const each of writers.acknowledged) acknowledged.add(each);
      await first.end('SIGKILL');
      await second.end('SIGKILL');
    }
    const last = await startServer(data);
    expect(await findLost(last, acknowledged)).toEqual([]);
    console.log(
      `a server that stood still, ${ROUNDS} times: ${acknowledged.size} acknowledged by it and its successor, 0 lost`,
    );
    await last.end('SIGKILL');
  }, 240_000);
});
