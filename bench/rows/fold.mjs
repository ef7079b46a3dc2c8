import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { ACCOUNT, startSimulator, TOKEN } from '../peers.mjs';
import { keepBusy, openClient } from '../raw-client.mjs';
import { notMeasured, toMilliseconds, toResult } from '../result.mjs';
import { withServers } from '../rounds.mjs';
import { median } from '../servers.mjs';
import { loadSteadily, toP99 } from '../steady-load.mjs';

/** How late answers are while a large snapshot is written, at half of what the server can do. */
export async function measureFold({ worlds, sizes, seconds, rounds, longestFold }) {
  const data = await worlds.copyData(sizes.large, 'fold');
  return withServers({ simulator: () => startSimulator(['--data', data]) }, async ({ simulator }) => {
    const highest = await findHighest(simulator, seconds);
    const seen = [];
    for (let round = 0; round < rounds; round += 1) {
      await writeUntilWorthIt(simulator.port, statSync(join(data, 'db.json')).size);
      seen.push(await watchFold(simulator, { data, rate: highest / 2, longestFold }));
    }
    const what = `p99 of GET at half the highest rate while ${sizes.large} records fold, against p99 without`;
    const refusal = whyUnknown(seen, longestFold);
    if (refusal !== undefined) return [notMeasured(what, refusal)];
    const [during, beside] = ['during', 'beside'].map((time) => median(seen.map((round) => toP99(round[time]))));
    const answers = seen.reduce((sum, round) => sum + round.during.length, 0);
    const note = `Folds of ${seen.map(({ length }) => Math.round(length)).join(', ')} ms; ${Math.round(highest / 2)} requests a second, ${answers} of them during a fold.`;
    return [
      toResult({
        what,
        own: toMilliseconds(during),
        peer: toMilliseconds(beside),
        ratio: during / beside,
        most: 3,
        note,
      }),
    ];
  });
}

/** Of the client that measures: at half of what another one can do it would be late itself. The first time warms up. */
async function findHighest({ port }, seconds) {
  const rates = [];
  for (let round = 0; round < 4; round += 1) {
    const started = performance.now();
    const isOver = () => performance.now() - started > seconds * 1000;
    const count = await keepBusy(port, { headers: TOKEN, connections: 32, isOver, send: readOnce });
    rates.push((count * 1000) / (performance.now() - started));
  }
  return median(rates.slice(1));
}

async function readOnce(client) {
  const { status } = await client.request('GET', ACCOUNT);
  if (status !== 200) throw new Error(`${ACCOUNT} was answered ${status}.`);
  return 1;
}

function whyUnknown(seen, longestFold) {
  if (seen.some(({ length }) => length === undefined))
    return `No fold had ended ${longestFold / 1000} s after the last write.`;
  const fewest = Math.min(...seen.flatMap(({ during, beside }) => [during.length, beside.length]));
  return fewest < FEWEST
    ? `Only ${fewest} answers fell into the time of a fold, or into that beside it: too few for a 99th percentile.`
    : undefined;
}

/** A snapshot is written when nobody writes, once the journal is a sixteenth of it. */
async function writeUntilWorthIt(port, size) {
  const client = await openClient(port, TOKEN);
  // Another text each time: what stays as it is is not written again.
  const toBody = (letter) =>
    JSON.stringify({ name: 'A thread with much to say', metadata: { text: letter.repeat(60_000) } });
  const { text } = await client.request('POST', '/api/v1/threads', toBody('x'));
  const { uuid } = JSON.parse(text()).data;
  for (let written = 0; written < size / 14; written += 60_000) {
    const body = toBody((written / 60_000) % 2 === 0 ? 'y' : 'z');
    const { status } = await client.request('PUT', `/api/v1/threads/${uuid}`, body);
    if (status !== 200) throw new Error(`A PUT was answered ${status}.`);
  }
  client.close();
}

/** Asks on until a fold is over, or none has come. A fold is there as long as its temporary file. */
async function watchFold({ port }, { data, rate, longestFold }) {
  const started = performance.now();
  let began;
  let ended;
  const watch = setInterval(() => {
    const isThere = isFolding(data);
    if (isThere) began ??= performance.now();
    else if (began !== undefined) ended ??= performance.now();
  }, 2);
  const isOver = () =>
    (ended !== undefined && performance.now() > ended + 500) || performance.now() > started + longestFold;
  const seen = await loadSteadily(port, { path: ACCOUNT, headers: TOKEN, rate, connections: 32, isOver }).finally(() =>
    clearInterval(watch),
  );
  const isDuring = ({ due }) => began !== undefined && ended !== undefined && due >= began && due <= ended;
  const milliseconds = (list) => list.map((answer) => answer.milliseconds);
  return {
    during: milliseconds(seen.filter(isDuring)),
    // The first second warms up; what follows a fold waits for what came in it.
    beside: milliseconds(seen.filter(({ due }) => due > started + 1000 && due < (began ?? Infinity) - 50)),
    length: ended === undefined ? undefined : ended - began,
  };
}

function isFolding(data) {
  return readdirSync(data).some((name) => name.startsWith('db.json.') && name.endsWith('.tmp'));
}

/** Of fewer answers the 99th percentile is the worst of them. */
const FEWEST = 100;
