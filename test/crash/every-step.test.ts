import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createStore } from '../../src/store/create-store.ts';
import { createMemoryJournal } from '../../src/store/journals/memory-journal.ts';
import { openFileJournal } from '../../src/store/journals/file/open-file-journal.ts';
import type { CollectionSpec, Store, StoreSnapshot } from '../../src/store/port/store.ts';
import { useTemporaryFolders } from '../store/temporary-folder.ts';
import { CRASHES, SimulatedDisk } from './simulated-disk.ts';

const makeFolder = useTemporaryFolders();
const COLLECTIONS: readonly CollectionSpec[] = [{ name: 'pets', key: 'id', indexes: [] }];
const START: StoreSnapshot = {
  position: 4,
  sequences: {},
  collections: { pets: [{ id: 'old', text: 'x'.repeat(70_000) }] },
};
/** The lock is real, and held by an ended process, as after a crash. */
const ENDED_PID = spawnSync(process.execPath, ['--version']).pid;

type Step = (store: Store) => Promise<unknown>;

/** Transactions of two records, with compactions and a restore to an earlier state between them. */
const STEPS: readonly Step[] = [
  (store) => store.restore(START),
  ...['a', 'b', 'c', 'd', 'e'].map(insertPair),
  (store) => store.transaction((transaction) => transaction.delete('pets', 'b-1')),
  (store) => store.restore(START),
  ...['f', 'g', 'h', 'i'].map(insertPair),
];

function insertPair(name: string): Step {
  return async (store) => {
    await store.transaction((transaction) => {
      transaction.insert('pets', { id: `${name}-1`, text: 'y'.repeat(300) });
      transaction.insert('pets', { id: `${name}-2`, number: transaction.next('pets') });
    });
    // Gives a compaction time to start.
    for (let turn = 0; turn < 4; turn += 1) await nextTurn();
  };
}

/** The state after each step. */
const STATES = await statesOf(STEPS);

/** Formats a state as a line for comparison. */
function show({ position, sequences, collections }: StoreSnapshot): string {
  return `${position} ${JSON.stringify(sequences)} ${(collections['pets'] ?? []).map(({ id, text }) => `${String(id)}:${String(text ?? '').length}`).join(' ')}`;
}

async function statesOf(steps: readonly Step[]): Promise<readonly StoreSnapshot[]> {
  const store = createStore({ collections: COLLECTIONS, journal: createMemoryJournal() });
  const states = [store.snapshot()];
  for (const step of steps) {
    await step(store);
    states.push(store.snapshot());
  }
  return states;
}

const opened: Store[] = [];

async function openOn(files: SimulatedDisk, file: string): Promise<Store> {
  const { journal } = await openFileJournal({ file, collections: COLLECTIONS, files, compactAt: 900, pid: ENDED_PID });
  const store = createStore({ collections: COLLECTIONS, journal });
  opened.push(store);
  return store;
}

/** Closes the stores of the processes that count as ended: they have lost the lock, and change nothing. */
async function closeEnded(): Promise<void> {
  await Promise.allSettled(opened.splice(0).map((store) => store.close()));
}

/** Runs the steps until one is rejected. Returns the number of acknowledged steps. */
async function work(disk: SimulatedDisk, file: string): Promise<number> {
  let acknowledged = 0;
  try {
    const store = await openOn(disk, file);
    for (const step of STEPS) {
      await step(store);
      acknowledged += 1;
    }
    await store.close();
  } catch {
    return acknowledged;
  }
  return acknowledged;
}

const COMPLETE_RUN = await (async () => {
  const disk = new SimulatedDisk();
  const acknowledged = await work(disk, join(await makeFolder(), 'db.json'));
  return { disk, acknowledged };
})();

describe('a store whose process or machine stops', () => {
  it('writes, syncs, renames and removes files', () => {
    expect(COMPLETE_RUN.acknowledged).toBe(STEPS.length);
    expect(COMPLETE_RUN.disk.log.filter((step) => step === 'rename to db.json').length).toBeGreaterThan(4);
    expect(COMPLETE_RUN.disk.log.filter((step) => step.startsWith('remove db.json.journal')).length).toBeGreaterThan(4);
    expect(COMPLETE_RUN.disk.steps).toBeGreaterThan(75);
    expect(COMPLETE_RUN.disk.names()).toEqual(['db.json']);
  });

  describe.each(['stop', 'half', 'second half'] as const)('(%s)', (kind) => {
    it.each(CRASHES)(
      'at any step loses no acknowledged write and stores no partial transaction (%s is left)',
      async (crash) => {
        const file = join(await makeFolder(), 'db.json');
        for (let at = 1; at <= COMPLETE_RUN.disk.steps; at += 1) {
          const disk = new SimulatedDisk();
          disk.trouble = { kind, at };
          const acknowledged = await work(disk, file);
          const what = `step ${at} (${disk.log.at(-1)}), ${acknowledged} acknowledged`;
          const store = await openOn(disk.crash(crash), file).catch((error: unknown) =>
            expect.fail(`${what}: ${String(error)}`),
          );
          const states = STATES.slice(acknowledged, acknowledged + 2);
          expect(states.map(show), what).toContain(show(store.snapshot()));
          await insertPair('later')(store);
          await store.close();
          await closeEnded();
        }
      },
    );
  });
});

describe('a disk that fails once', () => {
  it.each(Array.from({ length: 4 }, (_, index) => index))(
    'rejects at most the write that failed, and continues (%i of 4)',
    async (part) => {
      const file = join(await makeFolder(), 'db.json');
      // A copy with its own lock: the first store continues.
      const copy = join(await makeFolder(), 'db.json');
      for (let at = 1 + part; at <= COMPLETE_RUN.disk.steps; at += 4) {
        const disk = new SimulatedDisk();
        const store = await openOn(disk, file);
        disk.trouble = { kind: 'fail', at };
        const stored: Step[] = [];
        for (const step of STEPS) {
          const isStored = await step(store).then(
            () => true,
            () => false,
          );
          if (isStored) stored.push(step);
        }
        const what = `step ${at} (${disk.log[at - 1]})`;
        expect(STEPS.length - stored.length, what).toBeLessThanOrEqual(1);
        const expected = (await statesOf(stored)).map(show).at(-1);
        expect(show(store.snapshot()), what).toBe(expected);
        const crashed = await openOn(disk.crash('nothing unsynced'), copy);
        expect(show(crashed.snapshot()), `${what}, then a crash`).toBe(expected);
        await store.close();
        const again = await openOn(disk, file);
        expect(show(again.snapshot()), `${what}, then closed`).toBe(expected);
        await again.close();
        await closeEnded();
      }
    },
  );
});

describe('a disk that is full after any step', () => {
  it('rejects every write, changes nothing, and stores later writes once there is room', async () => {
    const file = join(await makeFolder(), 'db.json');
    // A copy with its own lock: the first store continues.
    const copy = join(await makeFolder(), 'db.json');
    for (let at = 1; at <= COMPLETE_RUN.disk.steps; at += 1) {
      const disk = new SimulatedDisk();
      const store = await openOn(disk, file);
      disk.trouble = { kind: 'full', at };
      const stored: Step[] = [];
      for (const step of STEPS) {
        const before = show(store.snapshot());
        try {
          await step(store);
          stored.push(step);
        } catch (error) {
          expect(error).toMatchObject({ code: 'STORE_FULL' });
          expect(show(store.snapshot())).toBe(before);
          expect(store.failure).toBe('Writes are rejected: ENOSPC.');
        }
      }
      const what = `full from step ${at} (${disk.log[at - 1]}), ${stored.length} stored`;
      const crashed = await openOn(disk.crash('nothing unsynced'), copy);
      expect(show(crashed.snapshot()), what).toBe((await statesOf(stored)).map(show).at(-1));
      disk.trouble = { kind: 'none', at: 0 };
      stored.push(insertPair('later'));
      await insertPair('later')(store);
      expect(
        store.failure === undefined || store.failure === 'The journal cannot be compacted into the snapshot.',
        what,
      ).toBe(true);
      await store.close();
      const again = await openOn(disk, file);
      expect(show(again.snapshot()), what).toBe((await statesOf(stored)).map(show).at(-1));
      await again.close();
      await closeEnded();
    }
  });
});
