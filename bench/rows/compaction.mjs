import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { median } from '../../scripts/median.mjs';
import { ACCOUNT, startSimulator, TOKEN } from '../peers.mjs';
import { keepBusy, openClient } from '../raw-client.mjs';
import { notMeasured, toMilliseconds, toResult } from '../result.mjs';
import { withServers } from '../rounds.mjs';
import { loadSteadily, toP99 } from '../steady-load.mjs';

/** Measures response times while a large snapshot is written, at half the highest request rate. */
export async function measureCompaction({ worlds, sizes, seconds, rounds, maxCompaction }) {
  const data = await worlds.copyData(sizes.large, 'compaction');
  return withServers({ simulator: () => startSimulator(['--data', data]) }, async ({ simulator }) => {
    const highest = await findHighest(simulator, seconds);
    const seen = [];
    for (let round = 0; round < rounds; round += 1) {
      await writeUntilCompactionIsDue(simulator.port, statSync(join(data, 'db.json')).size);
      seen.push(await observeCompaction(simulator, { data, rate: highest / 2, maxCompaction }));
    }
    const what = `p99 of GET at half the highest rate while ${sizes.large} records are compacted, against p99 without`;
    const reason = findReasonNotMeasured(seen, maxCompaction);
    if (reason !== undefined) return [notMeasured(what, reason)];
    const [during, beside] = ['during', 'beside'].map((time) => median(seen.map((round) => toP99(round[time]))));
    const responses = seen.reduce((sum, round) => sum + round.during.length, 0);
    const note = `Compactions of ${seen.map(({ length }) => Math.round(length)).join(', ')} ms; ${Math.round(highest / 2)} requests per second, ${responses} of them during a compaction.`;
    return [
      toResult({
        what,
        own: toMilliseconds(during),
        peer: toMilliseconds(beside),
        ratio: during / beside,
        max: 3,
        note,
      }),
    ];
  });
}

/**
 * Measures the highest rate with the measuring client, since another client's rate may overload it. Round 1 warms up.
 */
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
  if (status !== 200) throw new Error(`${ACCOUNT} responded with ${status}.`);
  return 1;
}

function findReasonNotMeasured(seen, maxCompaction) {
  if (seen.some(({ length }) => length === undefined))
    return `No compaction had ended ${maxCompaction / 1000} s after the last write.`;
  const fewest = Math.min(...seen.flatMap(({ during, beside }) => [during.length, beside.length]));
  return fewest < MIN_RESPONSES
    ? `Only ${fewest} responses arrived during a compaction, or outside one: too few for a 99th percentile.`
    : undefined;
}

/** Writes until the journal exceeds a sixteenth of the snapshot; a compaction then begins when writes pause. */
async function writeUntilCompactionIsDue(port, size) {
  const client = await openClient(port, TOKEN);
  // A different text each time, since unchanged values are not written to the journal.
  const toBody = (letter) =>
    JSON.stringify({ name: 'A thread with much to say', metadata: { text: letter.repeat(60_000) } });
  const { text } = await client.request('POST', '/api/v1/threads', toBody('x'));
  const { uuid } = JSON.parse(text()).data;
  for (let written = 0; written < size / 14; written += 60_000) {
    const body = toBody((written / 60_000) % 2 === 0 ? 'y' : 'z');
    const { status } = await client.request('PUT', `/api/v1/threads/${uuid}`, body);
    if (status !== 200) throw new Error(`A PUT got ${status}.`);
  }
  client.close();
}

/** Sends requests until a compaction has ended, or none has begun in time. It lasts as long as its temporary file. */
async function observeCompaction({ port }, { data, rate, maxCompaction }) {
  const started = performance.now();
  let began;
  let ended;
  const timer = setInterval(() => {
    if (isCompacting(data)) began ??= performance.now();
    else if (began !== undefined) ended ??= performance.now();
  }, 2);
  const isOver = () =>
    (ended !== undefined && performance.now() > ended + 500) || performance.now() > started + maxCompaction;
  const seen = await loadSteadily(port, { path: ACCOUNT, headers: TOKEN, rate, connections: 32, isOver }).finally(() =>
    clearInterval(timer),
  );
  const isDuring = ({ due }) => began !== undefined && ended !== undefined && due >= began && due <= ended;
  const milliseconds = (list) => list.map((response) => response.milliseconds);
  return {
    during: milliseconds(seen.filter(isDuring)),
    // Without the first second, which warms up, and without responses after the compaction, which may be delayed by it.
    beside: milliseconds(seen.filter(({ due }) => due > started + 1000 && due < (began ?? Infinity) - 50)),
    length: ended === undefined ? undefined : ended - began,
  };
}

function isCompacting(data) {
  return readdirSync(data).some((name) => name.startsWith('db.json.') && name.endsWith('.tmp'));
}

/** Of fewer responses the 99th percentile would be the slowest one. */
const MIN_RESPONSES = 100;
