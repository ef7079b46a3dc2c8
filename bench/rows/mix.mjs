import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startMock, startSimulator, TOKEN } from '../peers.mjs';
import { toRate, toResult } from '../result.mjs';
import { measureInTurns, withServers } from '../rounds.mjs';

/**
 * Measures reads and writes of agents against a mock written by hand (Express, a Map, ajv), with 10,000 records and a
 * new trace id in each request, so that a cache may not depend on the headers.
 */
export async function measureMix({ folder, worlds, load, seconds, rounds }) {
  const fixtures = await worlds.makeFixtures(RECORDS);
  const agentsFile = join(folder, 'agents.json');
  let paths;
  const starts = {
    simulator: async () => {
      const server = await startSimulator(['--fixtures', fixtures, '--ephemeral']);
      const agents = await readAgents(server.url);
      await writeFile(agentsFile, JSON.stringify(agents));
      paths = agents.filter(({ is_owner: isOwner }) => isOwner).map(({ uuid }) => `${AGENTS}/${uuid}`);
      return server;
    },
    uncached: () => startSimulator(['--fixtures', fixtures, '--ephemeral', '--no-cache']),
    durable: () => startSimulator(['--fixtures', fixtures, '--data', join(folder, 'mix')]),
    mock: () => startMock(agentsFile),
  };
  return withServers(starts, async (servers) => {
    const measure = (server, shares, isTraced = true) => {
      const request = { url: servers[server].url, headers: TOKEN, connections: CONNECTIONS, isTraced };
      const requests = toRequests(shares, paths);
      return () => load({ ...request, requests, seconds });
    };
    const measures = Object.fromEntries(
      MEASURES.map(([name, server, shares, isTraced]) => [name, measure(server, shares, isTraced)]),
    );
    // Warm-up, not counted.
    for (const name of ['mixed', 'mockMixed', 'uncachedList', 'durableMixed']) await measures[name]();
    return toResults(await measureInTurns(measures, rounds));
  });
}

/** The measurements: a name, the server, and the shares of reads, lists and writes in percent. */
const MEASURES = [
  ['get', 'simulator', { get: 100 }],
  ['untracedGet', 'simulator', { get: 100 }, false],
  ['list', 'simulator', { list: 100 }],
  ['mixed', 'simulator', { get: 80, list: 12, put: 8 }],
  ['writing', 'simulator', { get: 50, list: 20, put: 30 }],
  ['uncachedList', 'uncached', { list: 100 }],
  ['durableMixed', 'durable', { get: 80, list: 12, put: 8 }],
  ['durableWriting', 'durable', { get: 50, list: 20, put: 30 }],
  ['mockGet', 'mock', { get: 100 }],
  ['mockList', 'mock', { list: 100 }],
  ['mockMixed', 'mock', { get: 80, list: 12, put: 8 }],
  ['mockWriting', 'mock', { get: 50, list: 20, put: 30 }],
];

function toResults(rates) {
  const against = (name, peer, what, wanted = {}) =>
    toResult({
      what,
      own: toRate(rates[name]),
      peer: toRate(rates[peer]),
      ratio: rates[name] / rates[peer],
      ...wanted,
    });
  const mock = 'against a mock written by hand';
  return [
    against('get', 'mockGet', `GET an agent, ${mock}`),
    against('list', 'mockList', `List of 15 agents, ${mock}`),
    against('mixed', 'mockMixed', `80 % GET, 12 % list, 8 % PUT, ${mock}`, { min: 1.5 }),
    against('writing', 'mockWriting', `50 % GET, 20 % list, 30 % PUT, ${mock}`, { min: 1 }),
    against('uncachedList', 'mockList', `List of 15 agents with \`--no-cache\`, ${mock}`, { min: 0.6 }),
    against('get', 'untracedGet', 'GET with a new trace id each, against GET without', { min: 0.85 }),
    against('durableMixed', 'mockMixed', `80 % GET, 12 % list, 8 % durable PUT, ${mock} in memory`),
    against('durableWriting', 'mockWriting', `50 % GET, 20 % list, 30 % durable PUT, ${mock} in memory`),
  ];
}

function toRequests(shares, paths) {
  const all = {
    get: { method: 'GET', paths },
    list: { method: 'GET', paths: PAGES.map((page) => `${AGENTS}?per_page=15&page=${page}`) },
    put: { method: 'PUT', paths, body: JSON.stringify({ name: 'Renamed [<id>] times' }) },
  };
  return Object.entries(shares).map(([name, share]) => ({ share, ...all[name] }));
}

async function readAgents(url) {
  const agents = [];
  for (let page = 1; ; page += 1) {
    const response = await fetch(`${url}${AGENTS}?per_page=100&page=${page}`, { headers: TOKEN });
    const { data, meta } = await response.json();
    agents.push(...data);
    if (page >= meta.last_page) return agents;
  }
}

const AGENTS = '/api/v1/agents';
const RECORDS = 10_000;
const CONNECTIONS = 16;
const PAGES = [1, 2, 3, 4, 5];
