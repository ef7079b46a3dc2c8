import { describe, expect, it } from 'vitest';
import { findDifferences, findPathDifferences, findInvalidPaths } from '../../../src/kernel/json-path/compare-json.ts';
import type { JsonValue } from '../../../src/kernel/json/json.ts';

const BODY = { name: 'Ada', tags: ['a', 'b'], provider: { name: 'OpenAI', key: null }, count: 2 };

describe('expectations', () => {
  it.each<[string, JsonValue, readonly string[]]>([
    ['nothing', {}, []],
    ['a part', { name: 'Ada', provider: { name: 'OpenAI' } }, []],
    ['another value', { name: 'Bob' }, ['body.name']],
    ['a property that is missing', { title: 'x' }, ['body.title']],
    ['each thing that differs', { name: 'Bob', provider: { name: 'x' } }, ['body.name', 'body.provider.name']],
    ['all elements of a list', { tags: ['a', 'b'] }, []],
    ['fewer elements', { tags: ['a'] }, ['body.tags']],
    ['that something is there', { name: { $exists: true } }, []],
    ['that something is missing', { title: { $exists: false } }, []],
    ['that null is there', { provider: { key: { $exists: true } } }, []],
    ['a part of a text', { name: { $contains: 'da' } }, []],
    ['an element of a list', { tags: { $contains: 'b' } }, []],
    ['one of several', { count: { $any_of: [1, 2] } }, []],
    ['none of these', { count: { $any_of: [3, 4] } }, ['body.count']],
  ])('may be %s', (_name, expected, places) => {
    expect(findDifferences(expected, BODY, 'body').map(({ at }) => at)).toEqual(places);
  });

  it('may use JSON paths', () => {
    expect(findPathDifferences({ '$.provider.name': 'OpenAI', '$.tags[*]': 'b' }, BODY, 'body')).toEqual([]);
    expect(findPathDifferences({ '$.provider.name': 'x', count: 3 }, BODY, 'body')).toEqual([
      { at: '$.provider.name', expected: 'x', actual: 'OpenAI' },
      { at: 'body.count', expected: 3, actual: 2 },
    ]);
    expect(findPathDifferences({ '$.nothing': { $exists: false } }, BODY, 'body')).toEqual([]);
    expect(findPathDifferences({ '$.nothing': 1 }, BODY, 'body')).toEqual([{ at: '$.nothing', expected: 1 }]);
  });

  it('are rejected when they take too many comparisons', () => {
    const many = Array.from({ length: 5000 }, (_, index) => index);
    const expected = { '$.tags[*]': { $any_of: many } };
    expect(() => findPathDifferences(expected, { tags: many.map((index) => -1 - index) }, 'body')).toThrow(/500,000/);
  });

  it('reports invalid JSON paths', () => {
    expect(findInvalidPaths({ '$.a[': 1, '$.b': 2, c: 3 })).toEqual(['$.a[']);
  });
});
