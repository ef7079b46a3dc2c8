import { expect } from 'vitest';
import { findBlobReferences, toBlobValue, type Blobs } from '../../../src/store/port/blobs.ts';
import type { CollectionSpec, Store } from '../../../src/store/port/store.ts';
import { toBytes } from './blobs-conformance.ts';

/** The collection of the records that refer to blobs. */
export const FILES: readonly CollectionSpec[] = [{ name: 'files', key: 'id', indexes: [] }];

/** What one process works with. After a crash another process opens what is left. */
export interface BlobUser {
  readonly blobs: Blobs;
  readonly store: Pick<Store, 'transaction' | 'snapshot'>;
}

/** What a process has been told: the texts whose record is stored, and those whose record is gone. */
interface Acknowledged {
  readonly stored: Set<string>;
  readonly dropped: Set<string>;
}

/**
 * Stores files with their records, drops records, and collects in between, until all is done or a step fails. Returns
 * what was acknowledged.
 */
export async function useBlobs({ blobs, store }: BlobUser): Promise<Acknowledged> {
  const acknowledged: Acknowledged = { stored: new Set(), dropped: new Set() };
  const put = async (text: string): Promise<void> => {
    acknowledged.dropped.delete(text);
    const lease = await blobs.put(toBytes(text));
    const file = toBlobValue(lease, 'text/plain');
    await store.transaction((transaction) => transaction.insert('files', { id: text, file }));
    acknowledged.stored.add(text);
    lease.release();
  };
  const drop = async (text: string): Promise<void> => {
    acknowledged.stored.delete(text);
    await store.transaction((transaction) => transaction.delete('files', text));
    acknowledged.dropped.add(text);
  };
  try {
    await put('kept');
    await put('dropped');
    await put('again');
    // The client went away before its record was stored.
    (await blobs.put(toBytes('never committed'))).release();
    await drop('dropped');
    await drop('again');
    await collect({ blobs, store });
    await put('again');
    await put('last');
    await drop('kept');
    await collect({ blobs, store });
  } catch {
    return acknowledged;
  }
  return acknowledged;
}

/** Collects what no record refers to. */
async function collect({ blobs, store }: BlobUser): Promise<void> {
  await blobs.collect(async () => findBlobReferences(store.snapshot()));
}

/** Expects that every stored record has its bytes, before and after a collection, and that nothing else is left. */
export async function expectComplete(
  { blobs, store }: BlobUser,
  { stored, dropped }: Acknowledged,
  what: string,
): Promise<void> {
  const { collections } = store.snapshot();
  const texts = (collections['files'] ?? []).map(({ id }) => String(id));
  for (const text of stored) expect(texts, what).toContain(text);
  for (const text of dropped) expect(texts, what).not.toContain(text);
  const references = [...findBlobReferences({ collections })];
  const readAll = (): Promise<readonly string[]> =>
    Promise.all(references.map(async (reference) => new TextDecoder().decode(await blobs.read(reference))));
  expect(await readAll(), what).toEqual(texts);
  await collect({ blobs, store });
  expect(await blobs.list(), what).toEqual(references.toSorted());
  expect(await readAll(), `${what}, after a collection`).toEqual(texts);
}
