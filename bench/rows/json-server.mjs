import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { toJsonServerRows } from '../json-server-rows.mjs';
import { ACCOUNT, JSON_SERVERS, startJsonServer, startSimulator, TOKEN } from '../peers.mjs';
import { toRate, toResult } from '../result.mjs';
import { measureInTurns, withServers } from '../rounds.mjs';

/** Measures a list of 15 nested accounts, against json-server's list of the same rows. */
export function measureList(context) {
  return withRows(context, 'list', async (servers) => {
    const urls = {
      simulator: `${servers.simulator.url}/api/v1/accounts?per_page=15`,
      [JSON_SERVERS[0]]: `${servers[JSON_SERVERS[0]].url}/accounts?_page=1&_limit=15`,
      [JSON_SERVERS[1]]: `${servers[JSON_SERVERS[1]].url}/accounts?_page=1&_per_page=15`,
    };
    const measures = toMeasures(
      urls,
      (url) => () => context.load({ url, headers: TOKEN, connections: 32, seconds: context.seconds }),
    );
    for (const measure of Object.values(measures)) await measure();
    const rates = await measureInTurns(measures, context.rounds);
    return JSON_SERVERS.map((version) =>
      toResult({
        what: `List of 15 nested accounts, against json-server ${version}`,
        own: toRate(rates.simulator),
        peer: toRate(rates[version]),
        ratio: rates.simulator / rates[version],
        min: 10,
      }),
    );
  });
}

/** Measures a durable PUT of an account, against json-server's PATCH of the same row and the machine's own syncs. */
export function measurePut(context) {
  return withRows(context, 'put', async (servers, megabytes) => {
    const body = JSON.stringify({ provider_display_name: 'Renamed [<id>] times' });
    const headers = { ...TOKEN, 'content-type': 'application/json' };
    const write =
      (url, method, connections, seconds = context.seconds) =>
      () =>
        context.load({ url, method, headers, body, connections, seconds });
    // json-server's first responses may take seconds.
    const longer = context.seconds * LONGER;
    const own = servers.simulator.url + ACCOUNT;
    const measures = {
      one: write(own, 'PUT', 1),
      syncs: () => measureSyncs(join(context.folder, 'syncs'), context.seconds),
      many: write(own, 'PUT', 32),
      ...toMeasures(
        Object.fromEntries(JSON_SERVERS.map((version) => [version, `${servers[version].url}/accounts/1`])),
        (url) => write(url, 'PATCH', 32, longer),
      ),
    };
    await measures.many();
    return toPutResults(await measureInTurns(measures, context.rounds), megabytes);
  });
}

function toPutResults(rates, megabytes) {
  const what = `Durable PUT of an account, ${megabytes} MB of data`;
  return [
    ...JSON_SERVERS.map((version) =>
      toResult({
        what: `${what}, 32 connections, against json-server ${version}’s PATCH`,
        own: toRate(rates.many),
        peer: toRate(rates[version]),
        ratio: rates.many / rates[version],
        min: 100,
      }),
    ),
    toResult({
      what: `${what}, 1 connection, against the machine’s own \`fdatasync\``,
      own: toRate(rates.one),
      peer: toRate(rates.syncs),
      ratio: rates.one / rates.syncs,
      min: 0.5,
    }),
  ];
}

async function withRows({ folder, worlds, recordsOf9Megabytes }, name, run) {
  const data = await worlds.copyData(recordsOf9Megabytes, name);
  let rows;
  const starts = {
    simulator: async () => {
      const server = await startSimulator(['--data', data]);
      rows = await toJsonServerRows(server.url, data);
      return server;
    },
    ...toMeasures(
      Object.fromEntries(JSON_SERVERS.map((version) => [version, version])),
      (version) => () => startJsonServer(version, { rows, folder }),
    ),
  };
  return withServers(starts, (servers) => run(servers, Math.round(rows.length / 1e6)));
}

function toMeasures(things, toMeasure) {
  return Object.fromEntries(Object.entries(things).map(([name, thing]) => [name, toMeasure(thing)]));
}

const LONGER = 3;

/** Measures how often per second the machine can append a record's bytes and sync them. */
async function measureSyncs(path, seconds) {
  const handle = await open(path, 'w');
  const bytes = Buffer.alloc(400, 'x');
  const started = performance.now();
  let count = 0;
  while (performance.now() - started < seconds * 1000) {
    await handle.appendFile(bytes);
    await handle.datasync();
    count += 1;
  }
  const rate = (count * 1000) / (performance.now() - started);
  await handle.close();
  return rate;
}
