import { describe, expect, test } from 'vitest';
import type { Edit } from '../../src/console/state/edits/edit.ts';
import { readEdits, storeEdits, type TabStorage } from '../../src/console/state/edits/stored-edits.ts';

const ROOT = 'http://h:1';

const toEdit = (id: number, changes: Partial<Edit> = {}): Edit => ({
  id,
  world: 'baseline',
  path: '/__admin/state/pets/1',
  before: { id: 1, name: 'Rex' },
  after: { id: 1, name: 'Max' },
  ...changes,
});

function createStorage(): TabStorage {
  const texts = new Map<string, string>();
  return { getItem: (name) => texts.get(name) ?? null, setItem: (name, text) => void texts.set(name, text) };
}

describe('the edits of a tab', () => {
  test('are there after the page was loaded again, deletes too', () => {
    const storage = createStorage();
    const edits = [toEdit(1), toEdit(2, { after: undefined })];
    storeEdits(storage, ROOT, edits);
    expect(readEdits(storage, ROOT)).toEqual(edits);
    storeEdits(storage, ROOT, []);
    expect(readEdits(storage, ROOT)).toEqual([]);
  });

  test('are those of one server', () => {
    const storage = createStorage();
    storeEdits(storage, ROOT, [toEdit(1)]);
    expect(readEdits(storage, `${ROOT}/mock`)).toEqual([]);
  });

  test('are the latest ones that there is room for', () => {
    const storage = createStorage();
    const before = { text: 'x'.repeat(400_000) };
    storeEdits(
      storage,
      ROOT,
      [1, 2, 3].map((id) => toEdit(id, { before })),
    );
    expect(readEdits(storage, ROOT).map(({ id }) => id)).toEqual([2, 3]);
    storeEdits(storage, ROOT, [toEdit(4, { before: { text: 'x'.repeat(2_000_000) } })]);
    expect(readEdits(storage, ROOT)).toEqual([]);
  });

  test.each(['', '{', 'null', '{"id":1}', '[1, null, {"id":"1"}, {"id":1,"world":"w","path":"/p","before":7}]'])(
    'are none in %s',
    (text) => {
      const storage = createStorage();
      const stored = createStorage();
      storeEdits({ ...storage, setItem: (name) => stored.setItem(name, text) }, ROOT, []);
      expect(readEdits(stored, ROOT)).toEqual([]);
    },
  );

  test('are kept by the page alone in a browser without storage, or with a full one', () => {
    storeEdits(undefined, ROOT, [toEdit(1)]);
    expect(readEdits(undefined, ROOT)).toEqual([]);
    const full: TabStorage = {
      getItem: () => null,
      setItem: () => {
        throw new DOMException('It is full.', 'QuotaExceededError');
      },
    };
    storeEdits(full, ROOT, [toEdit(1)]);
  });
});
