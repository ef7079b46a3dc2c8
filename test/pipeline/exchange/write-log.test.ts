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

  it('is thousands of records', () => {
    const log = new WriteLog();
    log.add(Array.from({ length: 10_000 }, (_, key) => write(key, 'x'.repeat(500))));
    expect(log.writes).toHaveLength(10_000);
    expect(log.isTruncated).toBe(false);
  });

  it('is at most 8 MB, and nothing after what is too large', () => {
    const log = new WriteLog();
    log.add([write(1, 'x'.repeat(5_000_000)), write(2, 'x'.repeat(5_000_000)), write(3)]);
    expect(log.writes.map(({ key }) => key)).toEqual([1]);
    expect(log.isTruncated).toBe(true);
    expect(log.bytes).toBeLessThan(8 * 1024 * 1024);
  });

  it('can be dropped, and is truncated then', () => {
    const log = new WriteLog();
    log.add([write(1)]);
    log.drop();
    log.add([write(2)]);
    expect(log).toMatchObject({ writes: [], transactions: 2, bytes: 0, isTruncated: true });
  });

  it('tells what is added later', () => {
    const log = new WriteLog();
    log.add([write(1)]);
    const sizes: number[] = [];
    log.onGrowth = () => sizes.push(log.bytes);
    log.add([write(2, 'x'.repeat(1000))]);
    expect(sizes).toHaveLength(1);
    expect(sizes[0]).toBeGreaterThan(1000);
  });
});
