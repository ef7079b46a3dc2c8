import { describe, expect, test } from 'vitest';
import { toStateName, toWorld } from '../../src/console/api/state-names.ts';
import { chooseCompared, chooseSide } from '../../src/console/worlds/choose-compared.ts';

describe('two worlds', () => {
  const options = ['baseline', 'sandbox:a', 'sandbox:b', 'fixtures', 'snapshot:s'];

  test.each([
    ['a', {}, 'baseline', 'sandbox:a'],
    ['b', {}, 'baseline', 'sandbox:b'],
    ['baseline', {}, 'baseline', 'sandbox:a'],
    ['b', { from: 'sandbox:a' }, 'sandbox:a', 'sandbox:b'],
    ['b', { from: 'sandbox:b' }, 'sandbox:b', 'baseline'],
    ['b', { to: 'fixtures' }, 'sandbox:b', 'fixtures'],
    ['b', { to: 'sandbox:b' }, 'baseline', 'sandbox:b'],
    ['b', { from: 'fixtures', to: 'snapshot:s' }, 'fixtures', 'snapshot:s'],
    ['b', { from: 'sandbox:gone', to: 'sandbox:a' }, 'sandbox:b', 'sandbox:a'],
    ['gone', {}, 'baseline', 'sandbox:a'],
  ])('are compared, the shown one with another: %s, %o', (world, chosen, from, to) => {
    expect(chooseCompared({ world, options, ...chosen })).toEqual({ from, to });
  });

  test('without a sandbox, are the fixtures and the baseline', () => {
    expect(chooseCompared({ world: 'baseline', options: ['baseline', 'fixtures'] })).toEqual({
      from: 'fixtures',
      to: 'baseline',
    });
  });

  test.each([
    ['from', 'snapshot:s', { from: 'snapshot:s', to: 'sandbox:a' }],
    ['to', 'fixtures', { from: 'baseline', to: 'fixtures' }],
    ['from', 'sandbox:a', { from: 'sandbox:a', to: 'baseline' }],
    ['to', 'baseline', { from: 'sandbox:a', to: 'baseline' }],
    ['to', 'sandbox:a', { from: 'baseline', to: 'sandbox:a' }],
  ] as const)('have sides that are chosen, and change places: %s is %s', (side, state, compared) => {
    expect(chooseSide({ from: 'baseline', to: 'sandbox:a' }, side, state)).toEqual(compared);
  });

  test('have names in a comparison', () => {
    expect(['baseline', 'w1'].map(toStateName)).toEqual(['baseline', 'sandbox:w1']);
    expect(['baseline', 'sandbox:w1', 'fixtures', 'snapshot:sandbox:x'].map(toWorld)).toEqual([
      'baseline',
      'w1',
      undefined,
      undefined,
    ]);
  });
});
