import { expect, it } from 'vitest';
import { toSandboxUse, type UsedSandbox } from '../../../src/store/sandboxes/to-sandbox-use.ts';

const world = { name: 'w1' } as UsedSandbox['world'];

it.each([
  ['its age and the time since its last use, in whole seconds', { madeAt: 1_000, usedAt: 3_500 }, { age: 9, idle: 6 }],
  ['neither when it was loaded and not used', { madeAt: undefined, usedAt: undefined }, { age: null, idle: null }],
])('the use of a sandbox has %s', (_what, times, expected) => {
  expect(toSandboxUse({ world, ...times }, 10_000)).toEqual({ name: 'w1', ...expected });
});
