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
/** The lock is real, and of a process that is gone: as after a crash. */
const GONE = spawnSync(process.execPath, ['--version']).pid;

type Step = (store: Store) => Promise<unknown>;

/** Transactions of two records, folds, and a restore to an earlier state between them. */
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
    // So that a fold comes to pass between them.
    for (let turn = 0; turn < 4; turn += 1) await nextTurn();
  };
}

/** The state after each number of steps. */
const STATES = await statesOf(STEPS);

/** A state in a line that a person can compare. */
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
  const { journal } = await openFileJournal({ file, collections: COLLECTIONS, files, compactAt: 900, pid: GONE });
  const store = createStore({ collections: COLLECTIONS, journal });
  opened.push(store);
  return store;
}

/** Ends the stores whose processes were said to be gone: they have lost the lock, and change nothing. */
async function bury(): Promise<void> {
  await Promise.allSettled(opened.splice(0).map((store) => store.close()));
}

/** Does the steps until one is refused; gives how many were confirmed. */
async function work(disk: SimulatedDisk, file: string): Promise<number> {
  let confirmed = 0;
  try {
    const store = await openOn(disk, file);
    for (const step of STEPS) {
      await step(store);
      confirmed += 1;
    }
    await store.close();
  } catch {
    return confirmed;
  }
  return confirmed;
}

const WHOLE = await (async () => {
  const disk = new SimulatedDisk();
  const confirmed = await work(disk, join(await makeFolder(), 'db.json'));
  return { disk, confirmed };
})();

describe('a store whose process or machine stops', () => {
  it('does writes, syncs, renames and removals, so that there is something to stop', () => {
    expect(WHOLE.confirmed).toBe(STEPS.length);
    expect(WHOLE.disk.log.filter((step) => step === 'rename to db.json').length).toBeGreaterThan(4);
    expect(WHOLE.disk.log.filter((step) => step.startsWith('remove db.json.journal')).length).toBeGreaterThan(4);
    expect(WHOLE.disk.steps).toBeGreaterThan(75);
    expect(WHOLE.disk.names()).toEqual(['db.json']);
  });

  describe.each(['stop', 'half'] as const)('(%s)', (kind) => {
    it.each(CRASHES)(
      'at any step of it loses no confirmed write and keeps no half transaction (%s is left)',
      async (crash) => {
        const file = join(await makeFolder(), 'db.json');
        for (let at = 1; at <= WHOLE.disk.steps; at += 1) {
          const disk = new SimulatedDisk();
          disk.trouble = { kind, at };
          const confirmed = await work(disk, file);
          const what = `step ${at} (${disk.log.at(-1)}), ${confirmed} confirmed`;
          const store = await openOn(disk.crash(crash), file).catch((error: unknown) =>
            expect.fail(`${what}: ${String(error)}`),
          );
          const states = STATES.slice(confirmed, confirmed + 2);
          expect(states.map(show), what).toContain(show(store.snapshot()));
          await insertPair('later')(store);
          await store.close();
          await bury();
        }
      },
    );
  });
});

describe('a disk that fails once', () => {
  it.each(Array.from({ length: 4 }, (_, index) => index))(
    'refuses at most the write it failed at, and goes on (%i of 4)',
    async (part) => {
      const file = join(await makeFolder(), 'db.json');
      // With a lock of its own: the first store goes on.
      const copy = join(await makeFolder(), 'db.json');
      for (let at = 1 + part; at <= WHOLE.disk.steps; at += 4) {
        const disk = new SimulatedDisk();
        const store = await openOn(disk, file);
        disk.trouble = { kind: 'fail', at };
        const kept: Step[] = [];
        for (const step of STEPS) {
          const isKept = await step(store).then(
            () => true,
            () => false,
          );
          if (isKept) kept.push(step);
        }
        const what = `step ${at} (${disk.log[at - 1]})`;
        expect(STEPS.length - kept.length, what).toBeLessThanOrEqual(1);
        const expected = (await statesOf(kept)).map(show).at(-1);
        expect(show(store.snapshot()), what).toBe(expected);
        const crashed = await openOn(disk.crash('nothing unsynced'), copy);
        expect(show(crashed.snapshot()), `${what}, then a crash`).toBe(expected);
        await store.close();
        const again = await openOn(disk, file);
        expect(show(again.snapshot()), `${what}, then closed`).toBe(expected);
        await again.close();
        await bury();
      }
    },
  );
});

describe('a disk that is full from any step on', () => {
  it('refuses every write, changes nothing, and keeps what comes once there is room', async () => {
    const file = join(await makeFolder(), 'db.json');
    // With a lock of its own: the first store goes on.
    const copy = join(await makeFolder(), 'db.json');
    for (let at = 1; at <= WHOLE.disk.steps; at += 1) {
      const disk = new SimulatedDisk();
      const store = await openOn(disk, file);
      disk.trouble = { kind: 'full', at };
      const kept: Step[] = [];
      for (const step of STEPS) {
        const before = show(store.snapshot());
        try {
          await step(store);
          kept.push(step);
        } catch (error) {
          expect(error).toMatchObject({ code: 'STORE_FULL' });
          expect(show(store.snapshot())).toBe(before);
          expect(store.failure).toBe('Writes are rejected: ENOSPC.');
        }
      }
      const what = `full from step ${at} (${disk.log[at - 1]}), ${kept.length} kept`;
      const crashed = await openOn(disk.crash('nothing unsynced'), copy);
      expect(show(crashed.snapshot()), what).toBe((await statesOf(kept)).map(show).at(-1));
      disk.trouble = { kind: 'none', at: 0 };
      kept.push(insertPair('later'));
      await insertPair('later')(store);
      expect(
        store.failure === undefined || store.failure === 'The journal cannot be compacted into the snapshot.',
        what,
      ).toBe(true);
      await store.close();
      const again = await openOn(disk, file);
      expect(show(again.snapshot()), what).toBe((await statesOf(kept)).map(show).at(-1));
      await again.close();
      await bury();
    }
  });
});
