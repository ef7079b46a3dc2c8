import { expect, test } from 'vitest';
import { parseQuery } from '../../../src/contract/parameter/parse-query.ts';

test.each<[string, readonly (readonly [string, string])[]]>([
  ['', []],
  [
    'a=1&b=2&a=3',
    [
      ['a', '1'],
      ['b', '2'],
      ['a', '3'],
    ],
  ],
  ['a', [['a', '']]],
  ['a=', [['a', '']]],
  ['=1', [['', '1']]],
  ['a=b=c', [['a', 'b=c']]],
  ['&&a=1&', [['a', '1']]],
  ['q=a+b%20c%2Bd', [['q', 'a b c+d']]],
  ['q=100%', [['q', '100%']]],
  ['q=%zz%4', [['q', '%zz%4']]],
  ['q=%41%zz', [['q', 'A%zz']]],
  ['q=%C3%BC', [['q', 'ü']]],
  ['q=%ff', [['q', '\uFFFD']]],
  ['?a=1', [['?a', '1']]],
  ['a%5B%5D=1', [['a[]', '1']]],
  ['a=1;b=2', [['a', '1;b=2']]],
  ['__proto__=1', [['__proto__', '1']]],
])('%j is %j', (raw, pairs) => {
  expect(parseQuery(raw)).toEqual(pairs);
});

test('keeps the first thousand pairs', () => {
  const pairs = parseQuery(`&&${Array.from({ length: 5000 }, (_, index) => `a=${index}`).join('&')}`);
  expect(pairs).toHaveLength(1000);
  expect(pairs.at(-1)).toEqual(['a', '999']);
});
