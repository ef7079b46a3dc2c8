import { describe, expect, it } from 'vitest';
import type { Journal, JournalEntry } from '../../../src/store/port/journal.ts';
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

  describe(`${name}: a journal`, () => {
    it('starts empty, at position 0', async () => {
      const journal = await open();
      expect([journal.initial, journal.position, journal.failure]).toEqual([undefined, 0, undefined]);
      expect(await journal.read(0)).toEqual({ records: [], position: 0 });
    });

    it('advances its position by one for each appended entry', async () => {
      const journal = await open();
      expect(await journal.replace(STATE, 0)).toBe(1);
      expect(await journal.append([entry(8), entry(9)], 1)).toBe(3);
      expect(await journal.append([entry(10)], 3)).toBe(4);
      expect(journal.position).toBe(4);
    });

    it.each<[string, (journal: Journal) => Promise<unknown>]>([
      ['an append', (journal) => journal.append([entry(8)], 0)],
      ['an append that is ahead', (journal) => journal.append([entry(9)], 2)],
      ['a state', (journal) => journal.replace(STATE, 0)],
    ])('refuses %s that was meant for another position, and keeps nothing of it', async (_what, write) => {
      const journal = await open();
      await journal.replace(STATE, 0);
      await expect(write(journal)).rejects.toMatchObject({ name: 'JournalConflict' });
      expect(journal.position).toBe(1);
      expect(await journal.append([entry(8)], 1)).toBe(2);
      expect((await journal.read(1)).records).toEqual([{ kind: 'entry', entry: entry(8) }]);
    });

    it('accepts one of two writers that expect the same position', async () => {
      const journal = await open();
      await journal.replace(STATE, 0);
      const ends = await Promise.allSettled([
        journal.append([entry(8, 'left')], 1),
        journal.append([entry(8, 'right')], 1),
      ]);
      expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
      expect((await journal.read(1)).records).toEqual([{ kind: 'entry', entry: entry(8, 'left') }]);
    });

    it('returns the records after a position, in order', async () => {
      const journal = await open();
      await journal.replace(STATE, 0);
      await journal.append([entry(8), entry(9)], 1);
      await journal.append([entry(10)], 3);
      expect(await journal.read(2)).toEqual({
        records: [
          { kind: 'entry', entry: entry(9) },
          { kind: 'entry', entry: entry(10) },
        ],
        position: 4,
      });
      expect(await journal.read(4)).toEqual({ records: [], position: 4 });
    });

    it('orders a state among the entries, and its position never decreases', async () => {
      const journal = await open();
      await journal.replace({ ...STATE, position: 50 }, 0);
      await journal.append([entry(51)], 1);
      expect(await journal.replace(STATE, 2)).toBe(3);
      expect(await journal.append([entry(8)], 3)).toBe(4);
      expect((await journal.read(3)).records).toEqual([{ kind: 'entry', entry: entry(8) }]);
      const { records } = await journal.read(1);
      expect(records.map(({ kind }) => kind)).toContain('state');
      expect(records[0]?.kind === 'entry' ? records[1] : records[0]).toEqual({ kind: 'state', snapshot: STATE });
    });

    it('notifies its subscribers of each position until they unsubscribe', async () => {
      const journal = await open();
      const heard: number[] = [];
      const unsubscribe = journal.subscribe((position) => heard.push(position));
      await journal.replace(STATE, 0);
      await journal.append([entry(8), entry(9)], 1);
      unsubscribe();
      await journal.append([entry(10)], 3);
      expect(heard).toEqual([1, 3]);
    });

    it('rejects writes once it is closed', async () => {
      const journal = await open();
      await journal.replace(STATE, 0);
      await journal.close();
      await expect(journal.append([entry(8)], 1)).rejects.toThrow('closed');
    });
  });
}

function entry(position: number, name = 'b'): JournalEntry {
  return { position, changes: [{ kind: 'put', collection: 'books', record: { isbn: name, shelf_id: position } }] };
}

const STATE: StoreSnapshot = {
  position: 7,
  sequences: {},
  collections: { books: [{ isbn: 'a' }], loans: [], shelves: [] },
};
