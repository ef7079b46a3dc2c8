import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { openClient } from './raw-client.mjs';

/**
 * Sends GETs at a fixed rate until `isOver`, without waiting for earlier responses. Returns when each was due and how
 * many milliseconds later its response arrived, so that waiting for a free connection counts too.
 */
export async function loadSteadily(port, { path, headers, rate, connections, isOver }) {
  const idle = await Promise.all(Array.from({ length: connections }, () => openClient(port, headers)));
  const all = [...idle];
  const queue = [];
  const seen = [];
  const failures = [];
  const take = async (client) => {
    for (let due = queue.shift(); due !== undefined; due = queue.shift()) {
      const { status } = await client.request('GET', path);
      if (status !== 200) throw new Error(`${path} responded with ${status}.`);
      seen.push({ due, milliseconds: performance.now() - due });
    }
    idle.push(client);
  };
  const started = performance.now();
  for (let sent = 0; failures.length === 0 && !isOver();) {
    for (; sent < ((performance.now() - started) * rate) / 1000; sent += 1) {
      queue.push(started + (sent * 1000) / rate);
      const client = idle.pop();
      if (client !== undefined) take(client).catch((error) => failures.push(error));
    }
    // A busy loop would take a core from the server.
    await sleep(1);
  }
  while (failures.length === 0 && idle.length < all.length) await new Promise((resolve) => setImmediate(resolve));
  for (const client of all) client.close();
  if (failures.length > 0) throw new Error('Requests failed under steady load.', { cause: failures[0] });
  return seen;
}

/** Returns the 99th percentile. */
export function toP99(values) {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.ceil(sorted.length * 0.99) - 1];
}
