import { performance } from 'node:perf_hooks';
import { startSimulator, TOKEN } from '../peers.mjs';
import { keepBusy } from '../raw-client.mjs';
import { toRate, toResult } from '../result.mjs';
import { measureInTurns, withServers } from '../rounds.mjs';

/** The same work on a small world and on a large one. */
export async function measureGrowth({ worlds, sizes, seconds, rounds }) {
  const [small, large] = [
    await worlds.copyData(sizes.small, 'growth-small'),
    await worlds.copyData(sizes.large, 'growth-large'),
  ];
  const starts = { small: () => startSimulator(['--data', small]), large: () => startSimulator(['--data', large]) };
  return withServers(starts, async (servers) => {
    const cycle = (server) => () => measureCycles(server, { seconds, connections: 32, send: cycleOnce });
    // A page of what has not changed would be answered as it was before.
    const page = (server) => () => measureCycles(server, { seconds, connections: 1, send: readPages });
    const measures = {
      smallCycle: cycle(servers.small),
      largeCycle: cycle(servers.large),
      smallPage: page(servers.small),
      largePage: page(servers.large),
    };
    for (const measure of Object.values(measures)) await measure();
    const rates = await measureInTurns(measures, rounds);
    const toLine = (what, own, peer, least) =>
      toResult({
        what: `${what}, ${sizes.large} records against ${sizes.small}`,
        own: toRate(own),
        peer: toRate(peer),
        ratio: own / peer,
        least,
      });
    return [
      toLine('Create, read and delete a thread', rates.largeCycle, rates.smallCycle, 0.85),
      toLine('Filtered, sorted pages of threads after a write', rates.largePage, rates.smallPage, 0.7),
    ];
  });
}

/** How much of it is done in a second by several clients. */
async function measureCycles({ port }, { seconds, connections, send }) {
  const started = performance.now();
  const isOver = () => performance.now() - started > seconds * 1000;
  const count = await keepBusy(port, { headers: TOKEN, connections, isOver, send });
  return (count * 1000) / (performance.now() - started);
}

/** A thread is made, read and deleted. */
async function cycleOnce(client) {
  const uuid = await create(client);
  await ask(client, 'GET', `${THREADS}/${uuid}`);
  await ask(client, 'DELETE', `${THREADS}/${uuid}`);
  return 1;
}

/** Two writes, after each of which pages are read that are not what they were. */
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
  const answer = await client.request(method, path, body);
  if (answer.status >= 300) throw new Error(`${method} ${path} was answered ${answer.status}: ${answer.text()}`);
  return answer.text();
}

/** As many as are full in the smaller world, too. */
const PAGES = 2;
const THREADS = '/api/v1/threads';
const PAGE = `${THREADS}?date_from=2000-01-01&sort_by=name&sort_direction=asc&per_page=15`;
