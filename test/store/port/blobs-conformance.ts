import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { BlobLease, Blobs } from '../../../src/store/port/blobs.ts';

/** The behaviour of all blobs. They start empty. */
export function describeBlobs(name: string, open: () => Promise<Blobs>): void {
  describe(`${name}: blobs`, () => {
    it('returns what was stored, by the SHA-256 of its content', async () => {
      const blobs = await open();
      const lease = await blobs.put(toBytes('abc'));
      expect(lease).toMatchObject({ reference: ABC, size: 3 });
      expect(await readText(blobs, ABC)).toBe('abc');
      expect([await blobs.has(ABC), await blobs.list()]).toEqual([true, [ABC]]);
    });

    it('stores an empty blob, and one that arrives in chunks like one in one piece', async () => {
      const blobs = await open();
      const empty = await blobs.put(new Uint8Array());
      expect([empty.size, await readText(blobs, empty.reference)]).toEqual([0, '']);
      expect(await blobs.put(toChunks('a', '', 'bc'))).toMatchObject({ reference: ABC, size: 3 });
      expect(await readText(blobs, ABC)).toBe('abc');
    });

    it('keeps its own copy of the bytes', async () => {
      const blobs = await open();
      const bytes = toBytes('abc');
      await blobs.put(bytes);
      bytes.fill(0);
      (await blobs.read(ABC))?.fill(0);
      expect(await readText(blobs, ABC)).toBe('abc');
    });

    it.each(['sha256-00', MISSING, '../db.json', ''])('has nothing under %j', async (reference) => {
      const blobs = await open();
      await blobs.put(toBytes('abc'));
      expect([await blobs.read(reference), await blobs.has(reference)]).toEqual([undefined, false]);
    });

    it('stores nothing when the content ends with an error', async () => {
      const blobs = await open();
      await expect(blobs.put(brokenChunks())).rejects.toThrow('The client has gone.');
      expect(await blobs.list()).toEqual([]);
    });

    it('collects what nothing refers to, and nothing else', async () => {
      const blobs = await open();
      for (const text of ['abc', 'left', 'right']) (await blobs.put(toBytes(text))).release();
      expect(await blobs.collect(async () => new Set([ABC, MISSING]))).toBe(2);
      expect(await blobs.list()).toEqual([ABC]);
      expect(await readText(blobs, ABC)).toBe('abc');
    });

    it('searches for no references while there are no blobs', async () => {
      const blobs = await open();
      expect(await blobs.collect(() => Promise.reject(new Error('searched')))).toBe(0);
    });

    it('collects nothing when the references cannot be found', async () => {
      const blobs = await open();
      (await blobs.put(toBytes('abc'))).release();
      await expect(blobs.collect(() => Promise.reject(new Error('no luck')))).rejects.toThrow('no luck');
      expect(await blobs.list()).toEqual([ABC]);
    });

    it('collects no blob before each of its leases is released', async () => {
      const blobs = await open();
      const [one, other] = [await blobs.put(toBytes('abc')), await blobs.put(toBytes('abc'))];
      one.release();
      one.release();
      expect(await blobs.collect(findNone)).toBe(0);
      other.release();
      expect(await blobs.collect(findNone)).toBe(1);
    });

    it('keeps a blob that was put again, or released, during a collection', async () => {
      const blobs = await open();
      (await blobs.put(toBytes('abc'))).release();
      const held = await blobs.put(toBytes('held'));
      const removed = await blobs.collect(async () => {
        // The record that refers to them is committed after the search for references.
        (await blobs.put(toBytes('abc'))).release();
        held.release();
        return new Set();
      });
      expect([removed, (await blobs.list()).length]).toEqual([0, 2]);
    });

    it('has every leased blob whenever a put and a collection overlap', async () => {
      const blobs = await open();
      for (let round = 0; round < 60; round += 1) {
        (await blobs.put(toBytes('abc'))).release();
        const collection = blobs.collect(findNone);
        for (let turn = 0; turn < round % 6; turn += 1) await nextTurn();
        const lease: BlobLease = await blobs.put(toBytes('abc'));
        await collection;
        expect(await readText(blobs, lease.reference), `round ${round}`).toBe('abc');
        lease.release();
      }
    });
  });
}

export const ABC = 'sha256-ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const MISSING = `sha256-${'0'.repeat(64)}`;

export const toBytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const findNone = async (): Promise<ReadonlySet<string>> => new Set();

async function readText(blobs: Blobs, reference: string): Promise<string | undefined> {
  const bytes = await blobs.read(reference);
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}

async function* toChunks(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield toBytes(text);
}

async function* brokenChunks(): AsyncGenerator<Uint8Array> {
  yield toBytes('ab');
  throw new Error('The client has gone.');
}
