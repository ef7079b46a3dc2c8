import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findLoader } from './load.mjs';
import { describeMachine } from './machine.mjs';
import { writeReport, toTable } from './report.mjs';
import { notMeasured } from './result.mjs';
import { measureActivation } from './rows/activation.mjs';
import { measureEmbedded } from './rows/embedded.mjs';
import { measureCompaction } from './rows/compaction.mjs';
import { measureGet } from './rows/get.mjs';
import { measureGrowth } from './rows/growth.mjs';
import { measureJava } from './rows/java.mjs';
import { measureList, measurePut } from './rows/json-server.mjs';
import { measureMix } from './rows/mix.mjs';
import { measureMemory } from './rows/memory.mjs';
import { measureResponder } from './rows/responder.mjs';
import { measureStart } from './rows/start.mjs';
import { at } from './start-process.mjs';
import { createWorlds } from './worlds.mjs';

const ROWS = {
  get: measureGet,
  list: measureList,
  put: measurePut,
  mix: measureMix,
  java: measureJava,
  growth: measureGrowth,
  start: measureStart,
  memory: measureMemory,
  embedded: measureEmbedded,
  activation: measureActivation,
  compaction: measureCompaction,
  responder: measureResponder,
};
/** The parameters of a full run. `seconds` is per measurement; `maxCompaction` is in milliseconds. */
const WHOLE = {
  rounds: 5,
  seconds: 3,
  repeats: 50,
  mixedRequests: 200_000,
  recordsOf9Megabytes: 8000,
  sizes: { small: 1000, large: 100_000 },
  maxCompaction: 30_000,
};
/** The parameters of a smoke test of the benchmark itself; its figures are meaningless. */
const QUICK = {
  ...WHOLE,
  rounds: 1,
  seconds: 1,
  repeats: 3,
  mixedRequests: 1000,
  recordsOf9Megabytes: 1500,
  sizes: { small: 1000, large: 3000 },
};

/** The prefix of a failed row's note. */
const FAILED = 'Failed: ';

const { quick, only } = readArguments();
const folder = await mkdtemp(join(tmpdir(), 'bench-'));
// Exit handlers, which stop the servers, run only on a regular exit.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
const loader = await findLoader(folder);
const context = { ...(quick ? QUICK : WHOLE), folder, worlds: createWorlds(folder), load: loader.load };
const machine = await describeMachine(loader.name, context.rounds);
console.log(`${machine}\nLoad average: ${loadavg()[0].toFixed(1)}.\n`);
const measured = new Map();
try {
  for (const name of only ?? Object.keys(ROWS).filter((each) => !quick || each !== 'java'))
    measured.set(name, await measureRow(name));
} finally {
  await rm(folder, { recursive: true, force: true });
}
if (quick) reportQuickly();
else {
  console.log(`\n${toTable([...measured.values()].flat())}`);
  const rows = await withEarlier();
  await writeFile(at('bench/results.json'), `${JSON.stringify({ machine, rows }, null, 2)}\n`);
  // The report is written only when all rows are measured.
  if (Object.keys(ROWS).every((name) => Object.hasOwn(rows, name))) {
    await writeReport(
      machine,
      Object.keys(ROWS).flatMap((name) => rows[name]),
    );
  }
}

/** Returns the rows of this run, and those of earlier runs on the same machine: rows can be measured one by one. */
async function withEarlier() {
  const earlier = await readFile(at('bench/results.json'), 'utf8').then(JSON.parse, () => ({}));
  return { ...(earlier.machine === machine ? earlier.rows : {}), ...Object.fromEntries(measured) };
}

/** Measures a row. A failure becomes a note of the row, and the other rows are still measured. */
async function measureRow(name) {
  const started = performance.now();
  try {
    return await ROWS[name](context);
  } catch (error) {
    return [notMeasured(`The row ${name}`, `${FAILED}${error instanceof Error ? error.message : String(error)}`)];
  } finally {
    console.error(`${name}: ${Math.round((performance.now() - started) / 1000)} s`);
  }
}

function reportQuickly() {
  const results = [...measured.values()].flat();
  for (const { what, own, peer, note } of results)
    console.log([what, own, peer, note].filter((text) => text).join(' · '));
  const failed = results.filter(({ note }) => note?.startsWith(FAILED));
  if (failed.length > 0) process.exitCode = 1;
}

function readArguments() {
  const { values } = parseArgs({
    options: { quick: { type: 'boolean', default: false }, only: { type: 'string', multiple: true } },
  });
  const unknown = (values.only ?? []).find((name) => !Object.hasOwn(ROWS, name));
  if (unknown !== undefined) {
    console.error(`Unknown row ${unknown}. The rows are ${Object.keys(ROWS).join(', ')}.`);
    process.exit(2);
  }
  return values;
}
