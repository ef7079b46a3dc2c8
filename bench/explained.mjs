import { createSimulator } from '../dist/index.js';

/**
 * Measures the memory of 1,000 recorded exchanges, and the time to tell one: node --expose-gc bench/explained.mjs
 * The memory is what a deletion of the request log frees.
 */
const EXCHANGES = 1000;
const HEADERS = { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json' };
const ACCOUNT = 'http://localhost/api/v1/accounts/550e8400-e29b-41d4-a716-446655440000';

const simulator = await createSimulator();
const put = (body) => simulator.fetch(ACCOUNT, { headers: HEADERS, method: 'PUT', body: JSON.stringify(body) });
const KINDS = {
  'cached GET': () => simulator.fetch(ACCOUNT, { headers: HEADERS }),
  PUT: (number) => put({ provider_display_name: `Name ${number}` }),
  422: () => put({ provider_display_name: 7 }),
  404: () => simulator.fetch('http://localhost/api/v1/acounts', { headers: HEADERS }),
};

for (const [name, send] of Object.entries(KINDS)) {
  const sent = async (number) => {
    const response = await send(number);
    await response.arrayBuffer();
    return response.headers.get('x-request-id');
  };
  for (let number = 0; number < 2 * EXCHANGES; number += 1) await sent(number);
  const id = await sent(0);
  const started = process.cpuUsage();
  for (let round = 0; round < 200; round += 1) await simulator.explain(id);
  const { user, system } = process.cpuUsage(started);
  const full = heap();
  await simulator.clearRequests();
  const kilobytes = (full - heap()) / 1024;
  console.log(
    `${EXCHANGES} exchanges of ${name}: ${Math.round(kilobytes)} kB; telling one takes ${((user + system) / 200_000).toFixed(2)} ms`,
  );
}
await simulator.close();

function heap() {
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}
