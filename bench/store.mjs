import { mkdtemp, open, rm, stat, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { median } from '../scripts/median.mjs';
import { createStore } from '../dist/store/create-store.js';
import { openFileJournal } from '../dist/store/journals/file/open-file-journal.js';

const ROUNDS = 3;
const SIZES = [100, 10_000, 100_000];
const WRITERS = [1, 32];
const SECONDS = 1;
const collections = [{ name: 'pets', key: 'id', indexes: ['owner_id'] }];
const TEXT = 'A pet that likes long walks, short waits and its dinner at six. '.repeat(4);
const folder = await mkdtemp(join(tmpdir(), 'store-bench-'));

const syncs = [];
const rates = new Map();
for (let round = 0; round < ROUNDS; round += 1) {
  for (const size of SIZES) {
    for (const writers of WRITERS) {
      const key = `${size} records, ${writers === 1 ? '1 writer' : `${writers} writers`}`;
      const path = join(folder, `${round}-${size}-${writers}`);
      // Beside each other: a shared disk is not as fast at one moment as at the next.
      const sync = await measureSyncs(`${path}.syncs`);
      const rate = await measureWrites(size, writers, path);
      syncs.push(sync);
      rates.set(key, [...(rates.get(key) ?? []), { rate, ratio: rate / sync }]);
    }
  }
}
const compaction = await measureCompaction(100_000);
await rm(folder, { recursive: true });

const machine = `Node ${process.version}, ${cpus().length} cores of ${cpus()[0].model.trim()}`;
const sync = median(syncs);
const rows = [...rates].map(([what, seen]) => ({
  what,
  rate: Math.round(median(seen.map(({ rate }) => rate))),
  ratio: median(seen.map(({ ratio }) => ratio)),
}));
await writeFile(
  fileURLToPath(new URL('store.json', import.meta.url)),
  `${JSON.stringify({ machine, sync, rows, compaction }, null, 2)}\n`,
);
console.log(
  `${machine}; medians of ${ROUNDS} rounds\n\nThe machine itself: ${Math.round(sync)} appends of 400 bytes with fdatasync a second\n`,
);
console.log('| what | acknowledged writes per second | of the machine’s syncs |\n|---|---|---|');
for (const { what, rate, ratio } of rows) console.log(`| ${what} | ${rate} | ${ratio.toFixed(2)} |`);
console.log(
  `\nCompacting ${compaction.records} records (${compaction.megabytes} MB) while one writer continues: ${compaction.milliseconds} ms;`,
);
console.log(
  `the event loop is late by ${compaction.longest} ms at most; with the writer alone, by ${compaction.longestBefore} ms.`,
);

/** Measures how often per second the machine can append a record's bytes and sync them. */
async function measureSyncs(path) {
  const handle = await open(path, 'w');
  const bytes = Buffer.alloc(400, 'x');
  let count = 0;
  const start = performance.now();
  while (performance.now() - start < SECONDS * 1000) {
    await handle.appendFile(bytes);
    await handle.datasync();
    count += 1;
  }
  const rate = (count * 1000) / (performance.now() - start);
  await handle.close();
  return rate;
}

async function measureWrites(size, writers, path) {
  const store = await openWith(size, path);
  let count = 0;
  // Warm-up, not counted.
  for (let warm = 0; warm < 20; warm += 1) await update(store, warm % size);
  const start = performance.now();
  const work = async (first) => {
    for (let key = first; performance.now() - start < SECONDS * 1000; key += writers) {
      await update(store, key % size);
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, index) => work(index)));
  const rate = (count * 1000) / (performance.now() - start);
  await store.close();
  return rate;
}

/** Measures the delay of the event loop while a large state is compacted and written to. */
async function measureCompaction(records) {
  const path = join(folder, 'compaction');
  const store = await openWith(records, path, 100_000);
  const before = await stat(join(path, 'db.json'));
  const monitor = monitorEventLoopDelay({ resolution: 1 });
  const longest = async (isOver) => {
    monitor.reset();
    monitor.enable();
    for (let key = 0; !(await isOver(key)); key += 1) await update(store, key % records);
    monitor.disable();
    return Math.round(monitor.max / 1e5) / 10;
  };
  for (let key = 0; key < 50; key += 1) await update(store, key);
  const longestBefore = await longest(async (key) => key >= 100);
  let start;
  let milliseconds = 0;
  const duringCompaction = await longest(async (key) => {
    start ??= performance.now();
    const { mtimeMs, size } = await stat(join(path, 'db.json'));
    milliseconds = Math.round(performance.now() - start);
    return (mtimeMs !== before.mtimeMs && size > 0) || key > 100_000;
  });
  await store.close();
  return { records, megabytes: Math.round(before.size / 1e6), milliseconds, longest: duringCompaction, longestBefore };
}

async function openWith(size, path, compactAt) {
  const { journal } = await openFileJournal({ file: join(path, 'db.json'), collections, compactAt });
  const pets = Array.from({ length: size }, (_, id) => toRecord(id, 0));
  await journal.replace({ position: 0, sequences: {}, collections: { pets } }, journal.position);
  return createStore({ collections, journal, initial: { position: 0, sequences: {}, collections: { pets } } });
}

function update(store, id) {
  return store.transaction((transaction) => transaction.update('pets', id, { version: store.position, text: TEXT }));
}

function toRecord(id, version) {
  return { id, version, owner_id: id % 50, name: `Pet ${id}`, text: TEXT };
}
