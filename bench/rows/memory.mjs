import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ACCOUNT, startSimulator, TOKEN } from '../peers.mjs';
import { keepBusy } from '../raw-client.mjs';
import { toMegabytes, toResult } from '../result.mjs';
import { withServers } from '../rounds.mjs';

/** Measures the memory of a large world, and its growth under load. */
export async function measureMemory({ worlds, sizes, mixedRequests }) {
  const data = await worlds.copyData(sizes.large, 'memory');
  const { size } = await stat(join(data, 'db.json'));
  return withServers(
    { simulator: () => startSimulator(['--data', data], { isProbed: true }) },
    async ({ simulator }) => {
      await sleep(2000);
      const loaded = simulator.memory();
      // Warm-up: what is compiled and cached once is not growth.
      await sendMixed(simulator.port, mixedRequests / 4);
      const before = await probeIdle(simulator);
      await sendMixed(simulator.port, mixedRequests);
      const after = await probeIdle(simulator);
      const growth = Math.abs(after.heapUsed / before.heapUsed - 1) * 100;
      const resident = (usage) => toMegabytes(usage.rss);
      return [
        toResult({
          what: `Memory with ${sizes.large} records, against its JSON snapshot`,
          own: toMegabytes(loaded),
          peer: toMegabytes(size),
          ratio: loaded / size,
          max: 8,
        }),
        toResult({
          what: `Heap after ${mixedRequests} further mixed requests, change in percent`,
          own: toMegabytes(after.heapUsed),
          peer: toMegabytes(before.heapUsed),
          ratio: growth,
          max: 5,
          note: `After garbage collection each time; resident memory went from ${resident(before)} to ${resident(after)}.`,
        }),
      ];
    },
  );
}

/** Measures memory after pending work has finished (compaction, expiring caches). */
async function probeIdle(simulator) {
  await sleep(8000);
  await simulator.probe();
  return simulator.probe();
}

/** Sends reads, lists, searches and writes that leave the number of records unchanged. */
async function sendMixed(port, requests) {
  await keepBusy(port, { headers: TOKEN, connections: 16, isOver: (count) => count >= requests, send: sendSome });
}

async function sendSome(client, count) {
  const made = await ask(client, 'POST', '/api/v1/threads', `{"name":"Thread ${count}"}`);
  const { uuid } = JSON.parse(made).data;
  for (let number = 0; number < 4; number += 1) await ask(client, 'GET', ACCOUNT);
  await ask(client, 'GET', `/api/v1/accounts?page=${1 + (count % 20)}`);
  await ask(client, 'PUT', ACCOUNT, `{"provider_display_name":"Account ${count}"}`);
  await ask(client, 'GET', `/api/v1/threads/${uuid}`);
  await ask(client, 'GET', `/api/v1/providers?search=${count % 100}`);
  await ask(client, 'DELETE', `/api/v1/threads/${uuid}`);
  return 10;
}

async function ask(client, method, path, body) {
  const response = await client.request(method, path, body);
  if (response.status >= 300) throw new Error(`${method} ${path} got ${response.status}: ${response.text()}`);
  return response.text();
}
