import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { findLoader } from './load.mjs';
import { describeMachine } from './machine.mjs';
import { ACCOUNT, startSimulator, TOKEN } from './peers.mjs';
import { startPostgres } from './postgres.mjs';
import { keepBusy } from './raw-client.mjs';
import { toTable, writeBetweenMarkers } from './report.mjs';
import { toMilliseconds, toRate, toResult } from './result.mjs';
import { measureInTurns, withServers } from './rounds.mjs';
import { at } from './start-process.mjs';
import { createWorlds } from './worlds.mjs';

/**
 * Measures replicas over PostgreSQL beside one process with files, in one run: `npm run bench:replicas`. Starts a
 * PostgreSQL server of its own. `--only` measures one part; `--quick` checks that every part runs.
 */
const PARTS = { requests: measureRequests, join: measureJoin, sandboxes: measureSandboxes };
const { isQuick, parts } = readArguments();
const ROUNDS = isQuick ? 1 : 3;
const SECONDS = isQuick ? 1 : 4;
const RECORDS = isQuick ? 1000 : 100_000;
const SANDBOXES = isQuick ? 100 : 10_000;
/** How many of them each replica holds in memory. */
const LOADED = isQuick ? 10 : 500;
/** Milliseconds for creating the sandboxes, and for opening them: a slow machine measures fewer. */
const MAX_TIME = 120_000;
/** Clients that create or open sandboxes at the same time. */
const CLIENTS = 8;
const JSON_TOKEN = { ...TOKEN, 'content-type': 'application/json' };
/** `load` replaces `[<id>]` by another text for each request. */
const BODY = JSON.stringify({ provider_display_name: 'Renamed [<id>] times' });
const LATEST = { ...TOKEN, 'x-athena-read': 'latest' };
const RESULTS = at('bench/replicas.json');

// Exit handlers, which stop the servers, run only on a regular exit.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
const folder = await mkdtemp(join(tmpdir(), 'replicas-bench-'));
const { name: loader, load } = await findLoader(folder);
const machine = await describeMachine(loader, ROUNDS);
console.log(`${machine}\nLoad average: ${loadavg()[0].toFixed(1)}.\n`);
const postgres = await startPostgres();
const measured = {};
try {
  for (const part of parts) {
    const started = performance.now();
    measured[part] = await PARTS[part]();
    console.log(`${toTable(measured[part])}\n\n${part}: ${Math.round((performance.now() - started) / 1000)} s\n`);
  }
} finally {
  await postgres.close();
  await rm(folder, { recursive: true, force: true });
}
if (!isQuick) await report();

/** Writes the rows of this run, and those of earlier runs on the same machine: parts can be measured one by one. */
async function report() {
  const earlier = await readFile(RESULTS, 'utf8').then(JSON.parse, () => ({}));
  const rows = { ...(earlier.machine === machine ? earlier.rows : {}), ...measured };
  await writeFile(RESULTS, `${JSON.stringify({ machine, rows }, null, 2)}\n`);
  const all = Object.keys(PARTS).flatMap((part) => rows[part] ?? []);
  await writeBetweenMarkers('docs/scaling.md', 'bench:replicas', `${machine}\n\n${toTable(all)}`);
}

/** Measures durable writes against those of a file, and reads of the latest state against local ones. */
function measureRequests() {
  const starts = {
    file: () => startSimulator(['--data', join(folder, 'requests')]),
    replica: () => startSimulator(toArguments('requests')),
  };
  return withServers(starts, async ({ file, replica }) => {
    const write = (url, connections) => (seconds) =>
      load({ url: url + ACCOUNT, method: 'PUT', headers: JSON_TOKEN, body: BODY, connections, seconds });
    const read = (headers) => (seconds) => load({ url: replica.url + ACCOUNT, headers, connections: 32, seconds });
    const measures = {
      fileOne: write(file.url, 1),
      replicaOne: write(replica.url, 1),
      fileMany: write(file.url, 32),
      replicaMany: write(replica.url, 32),
      local: read(TOKEN),
      latest: read(LATEST),
    };
    // Warm-up, not counted.
    for (const measure of Object.values(measures)) await measure(SECONDS / 2);
    const timed = Object.entries(measures).map(([name, measure]) => [name, () => measure(SECONDS)]);
    const rates = await measureInTurns(Object.fromEntries(timed), ROUNDS);
    return [
      toRow('Durable PUT, 1 client: PostgreSQL, against the file', rates.replicaOne, rates.fileOne, { min: 0.6 }),
      toRow('Durable PUT, 32 clients: PostgreSQL, against the file', rates.replicaMany, rates.fileMany, { min: 0.8 }),
      toRow('GET, 32 clients: the latest state, against the local one', rates.latest, rates.local, { min: 0.8 }),
    ];
  });
}

/** Measures the start of a replica that joins, against the restart of one process on the files of the same records. */
async function measureJoin() {
  const worlds = createWorlds(folder);
  const data = await worlds.copyData(RECORDS, 'join');
  const fixtures = await worlds.makeFixtures(RECORDS);
  const first = await startSimulator([...toArguments('join'), '--fixtures', fixtures]);
  try {
    const time = (options) => async () => {
      const server = await startSimulator(options);
      await server.stop();
      return server.ready;
    };
    const measures = {
      join: time([...toArguments('join'), '--fixtures', fixtures]),
      restart: time(['--data', data, '--fixtures', fixtures]),
    };
    const { join: joined, restart } = await measureInTurns(measures, ROUNDS);
    const what = `Start to first response with ${RECORDS.toLocaleString('en')} records: joining, against restarting with the files`;
    const values = { own: toMilliseconds(joined), peer: toMilliseconds(restart) };
    return [toResult({ what, ...values, ratio: joined / restart, max: 1.5 })];
  } finally {
    await first.stop();
  }
}

/**
 * Measures what a sandbox costs that is created and written to, unloaded to make room for others, and opened on another
 * replica.
 */
function measureSandboxes() {
  const start = () => startSimulator([...toArguments('sandboxes'), '--max-sandboxes', `${LOADED}`]);
  return withServers({ left: start, right: start }, async ({ left, right }) => {
    const created = await touchSandboxes(left, SANDBOXES, (client, path) => client.request('PUT', path, BODY));
    const opened = await touchSandboxes(right, created.count, (client, path) => client.request('GET', path));
    return [
      toCost('created and written to, and an earlier one unloaded', created),
      toCost('opened on another replica, and an earlier one unloaded', opened),
    ];
  });
}

/** Sends one request to each of `count` sandboxes, or to as many as there is time for. */
async function touchSandboxes(server, count, send) {
  const [startedAt, processor] = [performance.now(), server.processorTime()];
  let next = 0;
  await keepBusy(server.port, {
    headers: TOKEN,
    connections: CLIENTS,
    isOver: () => next >= count || performance.now() - startedAt > MAX_TIME,
    send: async (client) => {
      const { status, text } = await send(client, `/__sandbox/w${(next += 1)}${ACCOUNT}`);
      if (status !== 200) throw new Error(`A sandbox responded with ${status}: ${text()}`);
      return 1;
    },
  });
  const milliseconds = performance.now() - startedAt;
  return { count: next, milliseconds, processor: server.processorTime() - processor };
}

function toCost(what, { count, milliseconds, processor }) {
  const each = (value) => toMilliseconds(value / count);
  const own = `${each(milliseconds)}, of the processor ${each(processor)}`;
  return toResult({ what: `Each of ${count.toLocaleString('en')} sandboxes: ${what}`, own });
}

function toRow(what, own, peer, target) {
  return toResult({ what, own: toRate(own), peer: toRate(peer), ratio: own / peer, ...target });
}

function toArguments(schema) {
  return ['--journal', postgres.url, '--journal-schema', schema];
}

function readArguments() {
  const { values } = parseArgs({
    options: { quick: { type: 'boolean', default: false }, only: { type: 'string', multiple: true } },
  });
  const unknown = (values.only ?? []).find((name) => !Object.hasOwn(PARTS, name));
  if (unknown !== undefined)
    throw new Error(`There is no part ${unknown}. Pass --only with one of ${Object.keys(PARTS).join(', ')}.`);
  return { isQuick: values.quick, parts: values.only ?? Object.keys(PARTS) };
}
