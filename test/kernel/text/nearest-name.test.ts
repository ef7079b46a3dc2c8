import { expect, test } from 'vitest';
import { findNearestName } from '../../../src/kernel/text/nearest-name.ts';

test.each([
  ['prot', ['port', 'host'], 'port'],
  ['seeed', ['spec', 'seed'], 'seed'],
  ['validat', ['start', 'validate'], 'validate'],
  ['', ['port'], undefined],
  ['kubernetes', ['port', 'host'], undefined],
  ['port', [], undefined],
  // No name is as long, and its comparison with thousands of others would take long.
  ['n'.repeat(300), ['n'.repeat(299)], undefined],
])('%j among %j is %j', (wanted, names, nearest) => {
  expect(findNearestName(wanted, names)).toBe(nearest);
});
