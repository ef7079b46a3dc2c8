import { describe, expect, it } from 'vitest';
import { findChangedFields } from '../../../src/kernel/json/find-changed-fields.ts';
import type { JsonValue } from '../../../src/kernel/json/json.ts';

const changed = (before: JsonValue, after: JsonValue, max = 10) => findChangedFields(before, after, max);

describe('the fields that differ', () => {
  it.each<[string, JsonValue, JsonValue, readonly unknown[]]>([
    ['nothing', { a: [1, { b: null }] }, { a: [1, { b: null }] }, []],
    ['another order', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
    ['a nested value', { a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } }, [{ path: '/a/c', from: 2, to: 3 }]],
    [
      'a new and a lost field',
      { a: 1 },
      { b: 2 },
      [
        { path: '/a', from: 1 },
        { path: '/b', to: 2 },
      ],
    ],
    ['null, which is a value', { a: null }, {}, [{ path: '/a', from: null }]],
    [
      'elements',
      [1, 2, 3],
      [1, 4],
      [
        { path: '/1', from: 2, to: 4 },
        { path: '/2', from: 3 },
      ],
    ],
    ['a longer list', [], [null], [{ path: '/0', to: null }]],
    ['another type', { a: [] }, { a: {} }, [{ path: '/a', from: [], to: {} }]],
    ['the whole value', 1, '1', [{ path: '', from: 1, to: '1' }]],
    ['names that a pointer escapes', { 'a/b~c': 1 }, { 'a/b~c': 2 }, [{ path: '/a~1b~0c', from: 1, to: 2 }]],
    [
      'names of the prototype',
      {},
      JSON.parse('{"__proto__":1,"constructor":2}') as JsonValue,
      [
        { path: '/__proto__', to: 1 },
        { path: '/constructor', to: 2 },
      ],
    ],
  ])('are those of %s', (_what, before, after, fields) => {
    expect(changed(before, after)).toEqual({ fields, isTruncated: false });
  });

  it('are limited, and say so only when there are more', () => {
    expect(changed([1, 2, 3], [4, 5, 3], 2).isTruncated).toBe(false);
    const cut = changed([1, 2, 3], [4, 5, 6], 2);
    expect([cut.fields.length, cut.isTruncated]).toEqual([2, true]);
  });

  it('are found without a look at what both values share', () => {
    const shared = {};
    Object.defineProperty(shared, 'a', { enumerable: true, get: () => expect.unreachable() });
    expect(changed({ shared, b: 1 }, { shared, b: 2 })).toMatchObject({ fields: [{ path: '/b' }] });
  });
});
