import { performance } from 'node:perf_hooks';
import { startSimulator, TOKEN } from '../peers.mjs';
import { keepBusy } from '../raw-client.mjs';
import { toRate, toResult } from '../result.mjs';
import { measureInTurns, withServers } from '../rounds.mjs';

/** The same work on a small world and on a large one. */
export async function measureGrowth({ worlds, sizes, seconds, rounds, load }) {
  const [small, large] = [await worlds.copyData(sizes.small, 'growth-small'), await worlds.copyData(sizes.large, 'growth-large')];
  const starts = { small: () => startSimulator(['--data', small]), large: () => startSimulator(['--data', large]) };
  return withServers(starts, async (servers) => {
    const cycle = (server) => () => measureCycles(server, seconds);
    const page =
      ({ url }) =>
      () =>
        load({ url: url + PAGE, headers: TOKEN, connections: 8, seconds });
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
      toLine('Filtered, sorted page of threads', rates.largePage, rates.smallPage, 0.7),
    ];
  });
}

/** How often a second a thread is made, read and deleted, by 32 clients. */
async function measureCycles({ port }, seconds) {
  const started = performance.now();
  const count = await keepBusy(port, {
    headers: TOKEN,
    connections: 32,
    isOver: () => performance.now() - started > seconds * 1000,
    send: cycleOnce,
  });
  return (count * 1000) / (performance.now() - started);
}

async function cycleOnce(client) {
  const created = await client.request('POST', THREADS, '{"name":"Plans for the launch"}');
  const { uuid } = JSON.parse(created.text()).data ?? {};
  const read = await client.request('GET', `${THREADS}/${uuid}`);
  const deleted = await client.request('DELETE', `${THREADS}/${uuid}`);
  if (created.status !== 201 || read.status !== 200 || deleted.status >= 300) {
    throw new Error(`A thread was answered ${created.status}, ${read.status}, ${deleted.status}.`);
  }
  return 1;
}

const THREADS = '/api/v1/threads';
const PAGE = `${THREADS}?date_from=2000-01-01&sort_by=name&sort_direction=asc&per_page=15`;
