import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ACCOUNT, startSimulator, TOKEN } from '../peers.mjs';
import { keepBusy } from '../raw-client.mjs';
import { toMegabytes, toResult } from '../result.mjs';
import { withServers } from '../rounds.mjs';

/** What a large world takes, and whether it stays at that. */
export async function measureMemory({ worlds, sizes, mixedRequests }) {
  const data = await worlds.copyData(sizes.large, 'memory');
  const { size } = await stat(join(data, 'db.json'));
  return withServers(
    { simulator: () => startSimulator(['--data', data], { isProbed: true }) },
    async ({ simulator }) => {
      await sleep(2000);
      const loaded = simulator.memory();
      // What is compiled and cached once does not count as growth.
      await sendMixed(simulator.port, mixedRequests / 4);
      const before = await settle(simulator);
      await sendMixed(simulator.port, mixedRequests);
      const after = await settle(simulator);
      const growth = Math.abs(after.heapUsed / before.heapUsed - 1) * 100;
      const resident = (usage) => toMegabytes(usage.rss);
      return [
        toResult({
          what: `Memory with ${sizes.large} records, against its JSON snapshot`,
          own: toMegabytes(loaded),
          peer: toMegabytes(size),
          ratio: loaded / size,
          most: 8,
        }),
        toResult({
          what: `Heap after ${mixedRequests} further mixed requests, change in percent`,
          own: toMegabytes(after.heapUsed),
          peer: toMegabytes(before.heapUsed),
          ratio: growth,
          most: 5,
          note: `After a collection of garbage each time; resident memory went from ${resident(before)} to ${resident(after)}.`,
        }),
      ];
    },
  );
}

/** After what is late (a fold, caches that expire). */
async function settle(simulator) {
  await sleep(8000);
  await simulator.probe();
  return simulator.probe();
}

/** Reads, lists, searches and writes that leave as much as they found. */
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
  const answer = await client.request(method, path, body);
  if (answer.status >= 300) throw new Error(`${method} ${path} was answered ${answer.status}: ${answer.text()}`);
  return answer.text();
}
