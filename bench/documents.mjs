import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { median } from '../scripts/median.mjs';
import { fetchDocuments } from './fetch-documents.mjs';
import { startServer, timeRequests } from './servers.mjs';

const ROUNDS = 3;
/** Milliseconds without requests before memory is measured. */
const REST = 5000;
const folder = await mkdtemp(join(tmpdir(), 'documents-'));
const rows = [];
for (const document of await fetchDocuments()) rows.push(...(await compareWithPrism(document)));
rows.push(await compareSizes());
await rm(folder, { recursive: true });

const machine = `Node ${process.version}, ${cpus().length} cores of ${cpus()[0].model.trim()}`;
await writeFile(
  fileURLToPath(new URL('documents.json', import.meta.url)),
  `${JSON.stringify({ machine, rows }, null, 2)}\n`,
);
console.log(
  `${machine}; medians of ${ROUNDS} rounds, interleaved\n\n| what | simulator | peer | ratio | wanted | |\n|---|---|---|---|---|---|`,
);
for (const { what, own, peer, ratio, wanted, holds } of rows) {
  console.log(`| ${what} | ${own} | ${peer} | ${ratio.toFixed(2)} | ${wanted} | ${holds ? 'holds' : 'short'} |`);
}

/** Measures start time, request time and memory of both servers with one document, alternating. */
async function compareWithPrism({ name, file, path }) {
  const seen = { simulator: [], prism: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const server of ['simulator', 'prism']) seen[server].push(await measure(server, file, path));
  }
  const of = (server, key) => median(seen[server].map((measured) => measured[key]));
  const compare = (key) => of('simulator', key) / of('prism', key);
  const values = (key, unit) => ({ own: unit(of('simulator', key)), peer: unit(of('prism', key)) });
  const [start, request, memory] = [compare('ready'), 1 / compare('request'), compare('memory')];
  return [
    {
      what: `${name}: start to first answer`,
      ...values('ready', toMilliseconds),
      ratio: start,
      wanted: '≤ 0.3',
      holds: start <= 0.3,
    },
    {
      what: `${name}: one request`,
      ...values('request', toMilliseconds),
      ratio: request,
      wanted: '≥ 20 × faster',
      holds: request >= 20,
    },
    { what: `${name}: memory`, ...values('memory', toMegabytes), ratio: memory, wanted: '≤ 0.5', holds: memory <= 0.5 },
  ];
}

async function measure(name, file, path) {
  const server = await startServer(name, file, path);
  // Prism needs up to a minute to start with a large document: these lines show that the run goes on.
  console.error(`${name} responds after ${toMilliseconds(server.ready)} with ${basename(file)}`);
  try {
    await timeRequests(server.url + path, 5);
    const request = median(await timeRequests(server.url + path, name === 'prism' ? 20 : 200));
    await sleep(REST);
    return { ready: server.ready, request, memory: server.memory() };
  } finally {
    await server.stop();
  }
}

/** Measures the same operation in a document with 30 operations and in one with 1,200. */
async function compareSizes() {
  const files = { small: await writeDocument(30), large: await writeDocument(1200) };
  const seen = { small: [], large: [] };
  for (let round = 0; round < ROUNDS * 2; round += 1) {
    for (const size of ['small', 'large'])
      seen[size].push((await measure('simulator', files[size], '/things/17/parts/4')).request);
  }
  const ratio = median(seen.small) / median(seen.large);
  return {
    what: 'requests per second, 1,200 operations against 30',
    own: toMilliseconds(median(seen.large)),
    peer: toMilliseconds(median(seen.small)),
    ratio,
    wanted: '≥ 0.9',
    holds: ratio >= 0.9,
  };
}

async function writeDocument(count) {
  const body = {
    type: 'object',
    required: ['id', 'name'],
    properties: { id: { type: 'integer' }, name: { type: 'string' } },
  };
  const response = {
    description: 'The part.',
    content: { 'application/json': { schema: body, example: { id: 4, name: 'Four' } } },
  };
  const parameters = ['thing', 'part'].map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'integer' },
  }));
  const paths = Object.fromEntries(
    Array.from({ length: count }, (_, number) => [
      number === 17 ? '/things/{thing}/parts/{part}' : `/group${number}/{thing}/parts/{part}`,
      { get: { operationId: `get${number}`, parameters, responses: { 200: response } } },
    ]),
  );
  const file = join(folder, `${count}.json`);
  await writeFile(
    file,
    JSON.stringify({ openapi: '3.1.0', info: { title: `${count} operations`, version: '1' }, paths }),
  );
  return file;
}

function toMilliseconds(value) {
  return value >= 100 ? `${Math.round(value)} ms` : `${value.toFixed(2)} ms`;
}

function toMegabytes(value) {
  return `${Math.round(value / 1e6)} MB`;
}
