import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/kernel/json/json.ts';
import { readSnapshotText, toSlices, type SnapshotContent } from '../../../src/store/snapshots/snapshot-text.ts';

const HEAD = { format: 2, contract: 'abc', journal: 1, position: 3, sequences: { pets: 4 } } as const;

describe('the text of a snapshot', () => {
  const many = Array.from({ length: 10_001 }, (_, id) => ({
    id,
    text: id % 3 === 0 ? 'Grüße ✅' : '"a": {\n  "b": [',
    tags: id % 2 === 0 ? [] : [{ a: 1 }],
  }));
  it.each<[string, SnapshotContent['collections']]>([
    ['nothing', {}],
    ['few records', { pets: [{ id: 1, tags: ['x\ny', {}] }, { id: 2 }], empty: [] }],
    ['many', { first: [{ id: 1 }], 'a ": b': [], pets: many, last: [{ id: 'x' }] }],
    ['many, an empty one first', { pets: [{}, ...many] }],
    ['many after none', { 'empty one': [], pets: many, __proto: [] }],
    [
      'a collection named __proto__',
      JSON.parse(`{"__proto__": [{"id": 1}], "pets": ${JSON.stringify(many)}}`) as Record<string, never>,
    ],
  ])('is read as it was written: %s', (_what, collections) => {
    const content = { ...HEAD, collections };
    const bytes = Buffer.from(`${[...toSlices(content)].join('')},\n  "digest": "sha256:abc"\n}\n`);
    expect(JSON.stringify(readSnapshotText(bytes))).toBe(JSON.stringify({ ...content, digest: 'sha256:abc' }));
    expect(JSON.stringify(readSnapshotText(bytes))).toBe(JSON.stringify(JSON.parse(bytes.toString())));
  });

  it.each<[string, SnapshotContent['collections']]>([
    ['nothing', {}],
    ['an empty collection', { pets: [] }],
    ['an empty record', { pets: [{}] }],
    [
      'several collections',
      { 'a "b"': [{ id: 1 }], empty: [], pets: [{ id: 1, tags: ['x\ny', { deep: [] }] }, { id: 2 }] },
    ],
    ['a property named __proto__', { pets: [JSON.parse('{"id": 1, "__proto__": {"x": 1}}') as Record<string, never>] }],
  ])('equals the output of JSON.stringify for %s', (_what, collections) => {
    const content = { ...HEAD, collections };
    expect(`${[...toSlices(content)].join('')}\n}`).toBe(JSON.stringify(content, null, 2));
  });

  it('is written in slices, so that the event loop continues between them', () => {
    const pets = Array.from({ length: 5000 }, (_, id) => ({ id, text: 'x'.repeat(100) }));
    const slices = [...toSlices({ ...HEAD, collections: { pets } })];
    expect(slices.length).toBeGreaterThan(8);
    expect(Math.max(...slices.map(({ length }) => length))).toBeLessThan(70_000);
    expect(JSON.parse(`${slices.join('')}}`)).toEqual({ ...HEAD, collections: { pets } });
  });

  it('does not indent a large record: a deeply nested one would be too long for a string', () => {
    const deep = Array.from({ length: 500 }).reduce<JsonValue>(
      (inner) => [inner],
      Array.from({ length: 1_000_000 }, () => 1),
    );
    const collections = { pets: [{ id: 1, deep }, { id: 2 }] };
    const text = [...toSlices({ ...HEAD, collections })].join('');
    expect(text.length).toBeLessThan(2_100_000);
    const read = readSnapshotText(Buffer.from(`${text}\n}`));
    // Comparing a million elements one by one takes a second.
    expect(JSON.stringify(read) === JSON.stringify({ ...HEAD, collections })).toBe(true);
  });

  it('has one line per record when there are many', () => {
    const pets = Array.from({ length: 10_001 }, (_, id) => ({ id, tags: ['x\ny'] }));
    const text = `${[...toSlices({ ...HEAD, collections: { pets } })].join('')}}`;
    expect(text.split('\n').filter((line) => line.startsWith('      {"id":'))).toHaveLength(pets.length);
    expect(JSON.parse(text)).toEqual({ ...HEAD, collections: { pets } });
  });
});
