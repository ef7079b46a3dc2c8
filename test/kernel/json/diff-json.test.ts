import { describe, expect, it } from 'vitest';
import { diffJson, isEqualJson } from '../../../src/kernel/json/diff-json.ts';

describe('the difference of two JSON values', () => {
  it.each([
    ['equal values', { a: [1, { b: null }] }, { a: [1, { b: null }] }, []],
    ['another order of properties', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
    ['a changed property', { a: 1 }, { a: 2 }, [{ path: '/a', from: 1, to: 2 }]],
    ['a new property', {}, { a: null }, [{ path: '/a', to: null }]],
    ['a removed property', { a: null }, {}, [{ path: '/a', from: null }]],
    ['a longer list', [1], [1, 2], [{ path: '/1', to: 2 }]],
    ['another type', { a: [] }, { a: {} }, [{ path: '/a', from: [], to: {} }]],
    ['names that a pointer escapes', { 'a/b~': 1 }, { 'a/b~': 2 }, [{ path: '/a~1b~0', from: 1, to: 2 }]],
    ['names of the prototype', {}, JSON.parse('{"__proto__": 1}'), [{ path: '/__proto__', to: 1 }]],
    ['a missing side', undefined, 1, [{ path: '', to: 1 }]],
  ])('is right for %s', (_, from, to, expected) => {
    expect(diffJson(from, to)).toEqual(expected);
    expect(isEqualJson(from, to)).toBe(expected.length === 0);
  });

  it('stops at its limit', () => {
    expect(diffJson([1, 2, 3], [4, 5, 6], 2)).toHaveLength(2);
  });
});
