import { getOrCreate } from '../../kernel/get-or-create.ts';
import { isEqualJson } from '../../kernel/json/diff-json.ts';
import type { RecordKey, RecordWrite } from '../../store/port/store.ts';

/**
 * Returns one write for each record: from before the first transaction to after the last. Records that are as they were
 * are left out.
 */
export function toNetWrites(writes: readonly RecordWrite[]): readonly RecordWrite[] {
  const byCollection = new Map<string, Map<RecordKey, RecordWrite>>();
  for (const write of writes) {
    const records = getOrCreate(byCollection, write.collection, () => new Map<RecordKey, RecordWrite>());
    const { before } = records.get(write.key) ?? write;
    records.set(write.key, { ...write, before });
  }
  return [...byCollection.values()]
    .flatMap((records) => [...records.values()])
    .filter(({ before, after }) => !isEqualJson(before, after));
}
