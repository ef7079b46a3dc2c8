import { describe, expect, it } from 'vitest';
import { crc32c } from '../../../../src/store/journals/file/crc32c.ts';
import {
  countCompleteLines,
  readJournalLine,
  toJournalLine,
  withoutExtension,
} from '../../../../src/store/journals/file/journal-line.ts';

describe('CRC-32C', () => {
  // RFC 3720, appendix B.4, and the check value of the CRC catalogue.
  it.each<[string, Uint8Array, number]>([
    ['nothing', Buffer.alloc(0), 0],
    ['"123456789"', Buffer.from('123456789'), 0xe306_9283],
    ['32 zeros', Buffer.alloc(32), 0x8a91_36aa],
    ['32 ones', Buffer.alloc(32, 0xff), 0x62a8_ab43],
    ['32 that go up', Buffer.from(Array.from({ length: 32 }, (_, index) => index)), 0x46dd_794e],
    ['32 that go down', Buffer.from(Array.from({ length: 32 }, (_, index) => 31 - index)), 0x113f_db5c],
  ])('of %s', (_what, bytes, value) => {
    expect(crc32c(bytes)).toBe(value);
  });
});

describe('a line of a journal', () => {
  const CONTENT = [
    {
      position: 1,
      changes: [{ kind: 'put', collection: 'pets', record: { id: 1, name: 'Zoë\n\u2028', text: 'x'.repeat(600) } }],
    },
  ];
  const line = toJournalLine(CONTENT);
  const two = Buffer.concat([line, toJournalLine([{ position: 2, changes: [] }])]);

  it('has its length, its checksum and readable JSON', () => {
    expect(toJournalLine([{ position: 2, changes: [] }]).toString()).toBe(
      '0000001d 899cf001 [{"position":2,"changes":[]}]\n',
    );
  });

  it('is read as it was written', () => {
    expect(readJournalLine(two, 0)).toEqual({ kind: 'complete', content: CONTENT, next: line.length });
    expect(readJournalLine(two, line.length)).toMatchObject({ kind: 'complete', next: two.length });
    expect(readJournalLine(two, two.length)).toEqual({ kind: 'end' });
  });

  it.each([
    ['at the end of the file', 0],
    ['in a file that was extended ahead', 5000],
  ])('is torn at every length below its own, %s', (_what, zeros) => {
    for (let length = 1; length < line.length; length += 1) {
      const bytes = withoutExtension(Buffer.concat([line.subarray(0, length), Buffer.alloc(zeros)]));
      expect(readJournalLine(bytes, 0), `${length}`).toEqual({ kind: 'torn' });
    }
  });

  it('is the last one before the zeros of an extended file', () => {
    const bytes = withoutExtension(Buffer.concat([two, Buffer.alloc(5000)]));
    expect(readJournalLine(bytes, line.length)).toMatchObject({ kind: 'complete', next: two.length });
    expect(readJournalLine(bytes, two.length)).toEqual({ kind: 'end' });
    expect(withoutExtension(Buffer.alloc(5000))).toHaveLength(0);
  });

  it.each([
    ['its first sector', 0, 200],
    ['a sector in the middle', 200, 500],
    ['its last sector', 500, line.length],
  ])('is torn when %s never reached the disk', (_what, from, to) => {
    expect(readJournalLine(withoutExtension(Buffer.from(line).fill(0, from, to)), 0)).toEqual({ kind: 'torn' });
  });

  it.each([
    ['alone', line],
    ['before another', two],
    ['before zeros', Buffer.concat([line, Buffer.alloc(5000)])],
  ])('is damaged when any one bit is flipped (%s)', (_what, bytes) => {
    for (let bit = 0; bit < line.length * 8; bit += 1) {
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(readJournalLine(withoutExtension(flipped), 0), `bit ${bit}`).toMatchObject({ kind: 'damaged' });
    }
  });

  it('is damaged when a part is missing and another line follows', () => {
    expect(readJournalLine(Buffer.from(two).fill(0, 100, 400), 0)).toMatchObject({ kind: 'damaged' });
    expect(countCompleteLines(Buffer.from(two).fill(0, 100, 400), 0)).toBe(1);
  });
});
