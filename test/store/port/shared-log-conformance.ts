import { describe, expect, it } from 'vitest';
import { createStore } from '../../../src/store/create-store.ts';
import type { Journal, JournalLog } from '../../../src/store/port/journal.ts';
import type { Store } from '../../../src/store/port/store.ts';
import { entry, readAll, STATE } from './journal-conformance.ts';
import { COLLECTIONS, LIBRARY } from './store-conformance.ts';

/**
 * The behaviour of every log that several stores share. `openLog` opens an empty log; each log that it returns for a
 * test has the same content, as if another process had opened it.
 */
export function describeSharedLog(name: string, prepare: () => Promise<() => Promise<JournalLog>>): void {
  const open = (log: JournalLog): Promise<Journal> => log.open({ collections: COLLECTIONS, contract: 'first' });
  const openTwo = async (): Promise<readonly [Journal, Journal]> => {
    const openLog = await prepare();
    const left = await open(await openLog());
    await left.replace(STATE, 0);
    return [left, await open(await openLog())];
  };
  const openStore = async (log: JournalLog): Promise<Store> =>
    createStore({ collections: COLLECTIONS, journal: await open(log) });
  const share = async (): Promise<{
    readonly openLog: () => Promise<JournalLog>;
    readonly stores: readonly [Store, Store];
  }> => {
    const openLog = await prepare();
    const log = await openLog();
    await (await open(log)).replace(LIBRARY, 0);
    return { openLog, stores: [await openStore(log), await openStore(await openLog())] };
  };
  const replicas = async (): Promise<readonly [Store, Store]> => (await share()).stores;
  const caughtUp = (...stores: readonly Store[]): Promise<unknown> =>
    Promise.all(stores.map((store) => store.log.catchUp()));

  describe(`${name}: a shared journal`, () => {
    it('refuses a writer that has not seen the write of another', async () => {
      const [left, right] = await openTwo();
      const start = right.position;
      const next = await left.append([entry(8, 'left')], start);
      await expect(right.append([entry(8, 'right')], start)).rejects.toMatchObject({ name: 'JournalConflict' });
      expect((await readAll(right, start)).records).toEqual([{ kind: 'entry', entry: entry(8, 'left') }]);
      await right.append([entry(9, 'right')], next);
    });

    it('knows the last position of all by a barrier, and is told it soon', async () => {
      const [left, right] = await openTwo();
      const heard: number[] = [];
      right.subscribe((position) => heard.push(position));
      const next = await left.append([entry(8)], left.position);
      expect(await right.barrier()).toBe(next);
      await expect.poll(() => heard).toContain(next);
    });

    it('saves a state that all can return to by a short record', async () => {
      const [left, right] = await openTwo();
      const other = { ...STATE, position: 3 };
      const reference = await left.savedStates?.save(other);
      if (reference === undefined) throw new Error('A shared journal saves states.');
      const start = left.position;
      await left.savedStates?.rewind(reference, start);
      expect((await readAll(right, start)).records).toEqual([{ kind: 'rewind', to: reference }]);
      expect(await right.savedStates?.read(reference)).toEqual(other);
      expect(await right.savedStates?.read('nothing')).toBeUndefined();
    });

    it('knows the reset point of all: the first state, until another is set', async () => {
      const [left, right] = await openTwo();
      const first = await right.savedStates?.findResetPoint();
      expect(await left.savedStates?.findResetPoint()).toBe(first);
      expect(await right.savedStates?.read(first ?? '')).toEqual(STATE);
      const other = await left.savedStates?.save({ ...STATE, position: 3 });
      await left.savedStates?.setResetPoint(other ?? '');
      expect(await right.savedStates?.findResetPoint()).toBe(other);
    });

    it('rejects writes under another contract than that of the log', async () => {
      const [left, right] = await openTwo();
      await left.changeSchema('second');
      const rejected = right.append([entry(8)], right.position);
      await expect(rejected).rejects.toMatchObject({ name: 'OtherContractError' });
      expect(right.failure).toMatch(/contract/);
      await left.append([entry(8)], left.position);
    });

    it('begins other worlds with a saved state, to which they return by a reset', async () => {
      const openLog = await prepare();
      const [one, other] = [await openLog(), await openLog()];
      const base = await (await open(one)).savedStates?.save(STATE);
      if (base === undefined) throw new Error('A shared journal saves states.');
      const { savedStates } = await open(other);
      expect([await savedStates?.keep(base), await savedStates?.keep('nothing')]).toEqual([true, false]);
      const world = { collections: COLLECTIONS, contract: 'first', world: 'sandbox/one/1', base };
      const begun = await one.open(world);
      expect([begun.initial, begun.position, await begun.savedStates?.findResetPoint()]).toEqual([undefined, 0, base]);
      const next = await begun.append([entry(8)], 0);
      await begun.savedStates?.rewind(base, next);
      const same = await other.open(world);
      expect((await readAll(same, 0)).records.at(-1)).toEqual({ kind: 'rewind', to: base });
    });

    it('removes a world for all, and does not create it again', async () => {
      const openLog = await prepare();
      const [one, other] = [await openLog(), await openLog()];
      const world = { collections: COLLECTIONS, contract: 'first', world: 'sandbox/one/1' };
      const [left, right] = [await one.open(world), await other.open(world)];
      await left.replace(STATE, 0);
      await one.remove?.(world.world);
      await expect(right.append([entry(8)], 0)).rejects.toThrow('sandbox/one/1');
      await expect(left.append([entry(8)], left.position)).rejects.toThrow('sandbox/one/1');
      await expect(other.open(world)).rejects.toMatchObject({ name: 'WorldRemovedError' });
      const next = await other.open({ ...world, world: 'sandbox/one/2' });
      expect([next.initial, next.position]).toEqual([undefined, 0]);
    });

    it('opens a world that ends with a complete state without knowing its collections', async () => {
      const openLog = await prepare();
      const [one, other] = [await openLog(), await openLog()];
      const snapshot = { position: 3, sequences: {}, collections: { widgets: [{ sku: 'a-1' }] } };
      const world = { collections: [], world: 'snapshot/one' };
      const journal = await one.open(world);
      await journal.replace(snapshot, journal.position);
      expect((await other.open(world)).initial?.snapshot).toEqual(snapshot);
    });

    it('keeps the logs of worlds apart', async () => {
      const openLog = await prepare();
      const [one, other] = [await openLog(), await openLog()];
      await (await open(one)).replace(STATE, 0);
      const apart = await other.open({ collections: COLLECTIONS, world: 'control/baseline' });
      expect([apart.initial, apart.position]).toEqual([undefined, 0]);
    });
  });

  describe(`${name}: stores on one log`, () => {
    it('hold the same records after every write of either', async () => {
      const [left, right] = await replicas();
      for (const [index, store] of [left, right, right, left].entries()) {
        await store.transaction((each) => each.insert('shelves', { id: each.next('shelves') }));
        await store.transaction((each) => each.update('books', 'a', { shelf_id: index }));
        await caughtUp(left, right);
        expect(left.snapshot()).toEqual(right.snapshot());
        expect(left.get('books', 'a')).toMatchObject({ shelf_id: index });
      }
      expect(left.all('shelves').map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6]);
    });

    it("run the loser of a conflict again on the winner's state", async () => {
      const [left, right] = await replicas();
      const runs: string[] = [];
      const rename = (store: Store, by: string): Promise<unknown> =>
        store.transaction((each) => {
          const seen = String(each.get('books', 'a')?.['title'] ?? '-');
          runs.push(`${by} on ${seen}`);
          each.update('books', 'a', { title: `${seen}${by}` });
        });
      await Promise.all([rename(left, 'L'), rename(right, 'R')]);
      await caughtUp(left, right);
      expect(runs.slice(0, 2)).toEqual(['L on -', 'R on -']);
      const [title, other] = [left, right].map((store) => store.get('books', 'a')?.['title']);
      expect(['-LR', '-RL']).toContain(title);
      expect([other, runs]).toEqual([title, ['L on -', 'R on -', title === '-LR' ? 'R on -L' : 'L on -R']]);
      expect([left.position, right.position]).toEqual([LIBRARY.position + 2, LIBRARY.position + 2]);
      expect(left.log.status.conflicts + right.log.status.conflicts).toBe(1);
    });

    it('use each number of a sequence once, and reject the second of two equal keys', async () => {
      const [left, right] = await replicas();
      const take = (store: Store): Promise<number> => store.transaction((each) => each.next('loans'));
      const numbers = await Promise.all(Array.from({ length: 60 }, (_, index) => take(index % 2 === 0 ? left : right)));
      expect(numbers.toSorted((one, other) => one - other)).toEqual(
        Array.from({ length: 60 }, (_, index) => index + 1),
      );
      const insert = (store: Store): Promise<void> =>
        store.transaction((each) => each.insert('books', { isbn: 'new' }));
      const ends = await Promise.allSettled([insert(left), insert(right)]);
      const [won, lost] = ends.toSorted((one, other) => (one.status < other.status ? -1 : 1));
      expect([won, lost]).toMatchObject([
        { status: 'fulfilled' },
        { status: 'rejected', reason: { code: 'DUPLICATE_KEY' } },
      ]);
    });

    it('rewind together, and order a restore among the writes', async () => {
      const [left, right] = await replicas();
      const insert = (store: Store, id: number): Promise<void> =>
        store.transaction((each) => each.insert('shelves', { id }));
      await insert(left, 7);
      await Promise.all([right.restore(LIBRARY), insert(left, 8), insert(right, 9)]);
      await caughtUp(left, right);
      expect(left.snapshot()).toEqual(right.snapshot());
      expect(left.all('shelves').map(({ id }) => id)).toContain(9);
      expect(left.all('shelves').map(({ id }) => id)).not.toContain(7);
      const checkpoint = right.checkpoint();
      await insert(left, 10);
      await right.rewind(checkpoint);
      await caughtUp(left, right);
      expect(left.snapshot()).toEqual(checkpoint.snapshot());
    });

    it('return to the reset point of the log, however late they were opened', async () => {
      const { openLog, stores } = await share();
      const [left, right] = stores;
      await left.transaction((each) => each.insert('shelves', { id: 70 }));
      const late = await openStore(await openLog());
      expect(late.get('shelves', 70)).toBeDefined();
      const point = await late.log.findResetPoint();
      if (point === undefined) throw new Error('There is no reset point.');
      await late.rewind(point);
      await caughtUp(left, right, late);
      for (const store of [left, right, late]) expect(store.snapshot()).toEqual(LIBRARY);
      await right.transaction((each) => each.insert('shelves', { id: 71 }));
      await left.rewind((await left.log.findResetPoint()) ?? point);
      await caughtUp(left, right, late);
      for (const store of [left, right, late]) expect(store.snapshot()).toEqual(LIBRARY);
      expect((await openStore(await openLog())).snapshot()).toEqual(LIBRARY);
    });

    it('start with the records of the others at any time, and continue when another has closed', async () => {
      const { openLog, stores } = await share();
      const [left, right] = stores;
      for (let id = 10; id < 30; id += 1) await left.transaction((each) => each.insert('shelves', { id }));
      await left.close();
      const late = await openStore(await openLog());
      await caughtUp(right);
      expect(late.snapshot()).toEqual(right.snapshot());
      await right.transaction((each) => each.delete('books', 'b'));
      await caughtUp(late);
      expect(late.snapshot()).toEqual(right.snapshot());
      expect(left.get('books', 'b')).toBeDefined();
    });
  });
}
