import { describe, expect, it } from 'vitest';
import type { Journal, JournalEntry, JournalTail } from '../../../src/store/port/journal.ts';
import type { StoreSnapshot } from '../../../src/store/port/store.ts';

export type OpenJournal = () => Promise<Journal>;

/** The behaviour of every journal. It starts empty. */
export function describeJournal(name: string, openJournal: OpenJournal): void {
  const open = async (): Promise<Journal> => {
    const journal = await openJournal();
    // No test here compacts: a state is expected only after a state was written.
    journal.setStateSource(() => ({ position: journal.position, snapshot: STATE }));
    return journal;
  };
  const openWithState = async (): Promise<{ readonly journal: Journal; readonly start: number }> => {
    const journal = await open();
    return { journal, start: await journal.replace(STATE, 0) };
  };

  describe(`${name}: a journal`, () => {
    it('starts empty, at position 0', async () => {
      const journal = await open();
      expect([journal.initial, journal.position, journal.failure]).toEqual([undefined, 0, undefined]);
      expect(await readAll(journal, 0)).toEqual({ records: [], position: 0 });
      expect(await journal.barrier()).toBe(0);
    });

    it('is at a larger position after every append', async () => {
      const { journal, start } = await openWithState();
      expect(start).toBeGreaterThan(0);
      const second = await journal.append([entry(8), entry(9)], start);
      expect(second).toBeGreaterThan(start);
      const third = await journal.append([entry(10)], second);
      expect(third).toBeGreaterThan(second);
      expect([journal.position, await journal.barrier()]).toEqual([third, third]);
    });

    it.each<[string, (journal: Journal, start: number) => Promise<unknown>]>([
      ['an append', (journal) => journal.append([entry(8)], 0)],
      ['an append that is ahead', (journal, start) => journal.append([entry(9)], start + 1)],
      ['a state', (journal) => journal.replace(STATE, 0)],
    ])('refuses %s that was meant for another position, and keeps nothing of it', async (_what, write) => {
      const { journal, start } = await openWithState();
      await expect(write(journal, start)).rejects.toMatchObject({ name: 'JournalConflict' });
      expect(journal.position).toBe(start);
      await journal.append([entry(8)], start);
      expect((await readAll(journal, start)).records).toEqual([{ kind: 'entry', entry: entry(8) }]);
    });

    it('accepts one of two writers that expect the same position', async () => {
      const { journal, start } = await openWithState();
      const ends = await Promise.allSettled([
        journal.append([entry(8, 'left')], start),
        journal.append([entry(8, 'right')], start),
      ]);
      expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      const winner = ends[0].status === 'fulfilled' ? 'left' : 'right';
      expect((await readAll(journal, start)).records).toEqual([{ kind: 'entry', entry: entry(8, winner) }]);
    });

    it('returns the records after a position, in order', async () => {
      const { journal, start } = await openWithState();
      const second = await journal.append([entry(8), entry(9)], start);
      const third = await journal.append([entry(10)], second);
      const last = [{ kind: 'entry', entry: entry(10) }];
      expect(await readAll(journal, start)).toEqual({
        records: [{ kind: 'entry', entry: entry(8) }, { kind: 'entry', entry: entry(9) }, ...last],
        position: third,
      });
      expect(await readAll(journal, second)).toEqual({ records: last, position: third });
      expect(await readAll(journal, third)).toEqual({ records: [], position: third });
    });

    it('returns entries as they were written, whatever characters they have', async () => {
      const { journal, start } = await openWithState();
      const odd = entry(8, '\u0000 \uD800 \u{1F600} \\u0000 " \' $1 \u2028');
      await journal.append([odd], start);
      expect((await readAll(journal, start)).records).toEqual([{ kind: 'entry', entry: odd }]);
    });

    it('orders a state among the entries, and its position never decreases', async () => {
      const journal = await open();
      const first = await journal.replace({ ...STATE, position: 50 }, 0);
      const second = await journal.append([entry(51)], first);
      const third = await journal.replace(STATE, second);
      expect(third).toBeGreaterThan(second);
      await journal.append([entry(8)], third);
      expect((await readAll(journal, third)).records).toEqual([{ kind: 'entry', entry: entry(8) }]);
      const { records } = await readAll(journal, first);
      const state = records.find(({ kind }) => kind !== 'entry');
      expect(await toSnapshot(journal, state)).toEqual(STATE);
    });

    it('notifies its subscribers of each position until they unsubscribe', async () => {
      const journal = await open();
      const heard: number[] = [];
      const unsubscribe = journal.subscribe((position) => heard.push(position));
      const start = await journal.replace(STATE, 0);
      const second = await journal.append([entry(8), entry(9)], start);
      unsubscribe();
      await journal.append([entry(10)], second);
      expect(heard).toEqual([start, second]);
    });

    it('says the contract of later writes', async () => {
      const { journal } = await openWithState();
      await journal.changeSchema('another');
      expect([journal.contract, journal.failure]).toEqual(['another', undefined]);
    });

    it('rejects writes once it is closed', async () => {
      const { journal, start } = await openWithState();
      await journal.close();
      await expect(journal.append([entry(8)], start)).rejects.toThrow('closed');
    });
  });
}

/** Reads all parts after a position, as one. */
export async function readAll(journal: Pick<Journal, 'read'>, after: number): Promise<JournalTail> {
  let tail: JournalTail = { records: [], position: after };
  for await (const { records, position } of journal.read(after))
    tail = { records: [...tail.records, ...records], position };
  return tail;
}

async function toSnapshot(
  { savedStates }: Journal,
  record: JournalTail['records'][number] | undefined,
): Promise<StoreSnapshot | undefined> {
  if (record?.kind === 'rewind') return savedStates?.read(record.to);
  return record?.kind === 'state' ? record.snapshot : undefined;
}

export function entry(position: number, name = 'b'): JournalEntry {
  return {
    id: `test-${position}`,
    position,
    changes: [{ kind: 'put', collection: 'books', record: { isbn: name, shelf_id: position } }],
  };
}

export const STATE: StoreSnapshot = {
  position: 7,
  sequences: {},
  collections: { books: [{ isbn: 'a' }], loans: [], shelves: [] },
};
