import { performance } from 'node:perf_hooks';
import { startSimulator, TOKEN } from '../peers.mjs';
import { keepBusy } from '../raw-client.mjs';
import { toRate, toResult } from '../result.mjs';
import { measureInTurns, withServers } from '../rounds.mjs';

/** Measures the same work on a small world and on a large one. */
export async function measureGrowth({ worlds, sizes, seconds, rounds }) {
  const [small, large] = [
    await worlds.copyData(sizes.small, 'growth-small'),
    await worlds.copyData(sizes.large, 'growth-large'),
  ];
  const starts = { small: () => startSimulator(['--data', small]), large: () => startSimulator(['--data', large]) };
  return withServers(starts, async (servers) => {
    const cycle = (server) => () => measureCycles(server, { seconds, connections: 32, send: cycleOnce });
    // After a write: pages of unchanged data would come from the response cache.
    const page = (server) => () => measureCycles(server, { seconds, connections: 1, send: readPages });
    const measures = {
      smallCycle: cycle(servers.small),
      largeCycle: cycle(servers.large),
      smallPage: page(servers.small),
      largePage: page(servers.large),
    };
    for (const measure of Object.values(measures)) await measure();
    const rates = await measureInTurns(measures, rounds);
    const toRow = (what, own, peer, min) =>
      toResult({
        what: `${what}, ${sizes.large} records against ${sizes.small}`,
        own: toRate(own),
        peer: toRate(peer),
        ratio: own / peer,
        min,
      });
    return [
      toRow('Create, read and delete a thread', rates.largeCycle, rates.smallCycle, 0.85),
      toRow('Filtered, sorted pages of threads after a write', rates.largePage, rates.smallPage, 0.7),
    ];
  });
}

/** Measures how often per second several clients complete `send`. */
async function measureCycles({ port }, { seconds, connections, send }) {
  const started = performance.now();
  const isOver = () => performance.now() - started > seconds * 1000;
  const count = await keepBusy(port, { headers: TOKEN, connections, isOver, send });
  return (count * 1000) / (performance.now() - started);
}

/** Creates, reads and deletes a thread. */
async function cycleOnce(client) {
  const uuid = await create(client);
  await ask(client, 'GET', `${THREADS}/${uuid}`);
  await ask(client, 'DELETE', `${THREADS}/${uuid}`);
  return 1;
}

/** Writes twice, and after each write reads pages that the write has changed. */
async function readPages(client) {
  const uuid = await create(client);
  for (let page = 1; page <= PAGES; page += 1) await ask(client, 'GET', `${PAGE}&page=${page}`);
  await ask(client, 'DELETE', `${THREADS}/${uuid}`);
  for (let page = 1; page <= PAGES; page += 1) await ask(client, 'GET', `${PAGE}&page=${page}`);
  return 2 * PAGES;
}

async function create(client) {
  return JSON.parse(await ask(client, 'POST', THREADS, '{"name":"Plans for the launch"}')).data.uuid;
}

async function ask(client, method, path, body) {
  const response = await client.request(method, path, body);
  if (response.status >= 300) throw new Error(`${method} ${path} got ${response.status}: ${response.text()}`);
  return response.text();
}

/** As many as the smaller world fills. */
const PAGES = 2;
const THREADS = '/api/v1/threads';
const PAGE = `${THREADS}?date_from=2000-01-01&sort_by=name&sort_direction=asc&per_page=15`;
