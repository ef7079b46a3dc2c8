import { describe, expect, it } from 'vitest';
import { WriteLog } from '../../../src/pipeline/exchange/write-log.ts';

const write = (key: number, text = '') => ({
  collection: 'notes',
  key,
  before: undefined,
  after: { id: key, text },
});

describe('what is kept of the writes of a request', () => {
  it('is every write, in order, with its transaction', () => {
    const log = new WriteLog();
    log.add([write(1), write(2)]);
    log.add([]);
    log.add([write(3)]);
    expect(log.writes.map(({ key }) => key)).toEqual([1, 2, 3]);
    expect(log).toMatchObject({ transactions: 2, isTruncated: false });
  });

  it('is at most 500 records', () => {
    const log = new WriteLog();
    log.add(Array.from({ length: 600 }, (_, key) => write(key)));
    expect(log.writes).toHaveLength(500);
    expect(log.isTruncated).toBe(true);
  });

  it('is at most 256 kB, and nothing after what is too large', () => {
    const log = new WriteLog();
    log.add([write(1, 'x'.repeat(200_000)), write(2, 'x'.repeat(200_000)), write(3)]);
    expect(log.writes.map(({ key }) => key)).toEqual([1]);
    expect(log.isTruncated).toBe(true);
    expect(log.bytes).toBeLessThan(256 * 1024);
  });

  it('tells what is added later', () => {
    const log = new WriteLog();
    log.add([write(1)]);
    const grown: number[] = [];
    log.onGrowth = (bytes) => grown.push(bytes);
    log.add([write(2, 'x'.repeat(1000))]);
    expect(grown).toHaveLength(1);
    expect(grown[0]).toBeGreaterThan(1000);
  });
});
