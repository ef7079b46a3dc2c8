import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { median } from '../scripts/median.mjs';
import { findLoader } from './load.mjs';
import { ACCOUNT, TOKEN } from './peers.mjs';
import { withServers } from './rounds.mjs';
import { at, startProcess } from './start-process.mjs';

/**
 * Compares the rate of durable PUTs of this build with that of another: `node bench/compare-builds.mjs ../other
 * [ROUNDS] [SECONDS]`; with `get` after that, the rate of cached GETs. Measurements alternate, so that a slow phase of
 * the machine affects both.
 */
const [other, rounds = '7', seconds = '3', kind = 'put'] = process.argv.slice(2);
if (other === undefined || !['put', 'get'].includes(kind)) {
  console.error(
    'Give the folder of another build: node bench/compare-builds.mjs ../other [ROUNDS] [SECONDS] [put|get]',
  );
  process.exit(2);
}
const folder = await mkdtemp(join(tmpdir(), 'compare-'));
const { load } = await findLoader(folder);
const start = (name, main) => () =>
  startProcess((port) => [main, '--port', port, '--log-level', 'warn', '--data', join(folder, name)], {
    path: ACCOUNT,
    headers: TOKEN,
  });
const get = ({ url }, connections, length) =>
  load({ url: url + ACCOUNT, method: 'GET', headers: TOKEN, connections, seconds: length });
const put = ({ url }, connections, length) => {
  const body = JSON.stringify({ provider_display_name: 'Renamed [<id>] times' });
  const headers = { ...TOKEN, 'content-type': 'application/json' };
  return load({ url: url + ACCOUNT, method: 'PUT', headers, body, connections, seconds: length });
};
const measure = kind === 'get' ? get : put;

/** Milliseconds as a text in microseconds. */
const toMicroseconds = (milliseconds) => `${(milliseconds * 1000).toFixed(1)} µs`;

try {
  const starts = { own: start('own', at('dist/main.js')), other: start('other', join(resolve(other), 'dist/main.js')) };
  await withServers(starts, async ({ own, other: peer }) => {
    for (const connections of [32, 1]) {
      for (const server of [own, peer]) await measure(server, connections, 3);
      const pairs = [];
      for (let round = 0; round < Number(rounds); round += 1) {
        // The order alternates from pair to pair.
        const turns = round % 2 === 0 ? [own, peer] : [peer, own];
        const rates = new Map();
        for (const server of turns) {
          const before = server.processorTime();
          const rate = await measure(server, connections, Number(seconds));
          rates.set(server, { rate, work: (server.processorTime() - before) / (rate * Number(seconds)) });
        }
        const [one, two] = [rates.get(own), rates.get(peer)];
        pairs.push({
          own: one.rate,
          other: two.rate,
          ratio: one.rate / two.rate,
          ownWork: one.work,
          otherWork: two.work,
        });
      }
      const of = (name) => median(pairs.map((pair) => pair[name]));
      console.log(
        `${connections} connections: ${Math.round(of('own'))}/s against ${Math.round(of('other'))}/s; ratio ${of('ratio').toFixed(3)} ` +
          `(pairs: ${pairs.map(({ ratio }) => ratio.toFixed(2)).join(', ')}). ` +
          `Processor time per request: ${toMicroseconds(of('ownWork'))} against ${toMicroseconds(of('otherWork'))}.`,
      );
    }
  });
} finally {
  await rm(folder, { recursive: true, force: true });
}
