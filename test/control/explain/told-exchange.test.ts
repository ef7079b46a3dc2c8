import { expect, it } from 'vitest';
import { decidingRules } from '../../../src/control/explain/told-exchange.ts';
import type { TriedRule } from '../../../src/kernel/outcome.ts';

const toRule = (user: number): TriedRule => ({ rule: 'owner', found: {}, allows: [`users/${user}`], users: [user] });
const SEEN = { action: 'see', collection: 'agents', key: '1', exists: true, grant: undefined, tried: [toRule(1)] };

it.each([
  ['the rules that were tried, when the action is the one that was rejected', SEEN, [1]],
  [
    'the rules of what a request was to do with a record that its caller may not see',
    { ...SEEN, intended: { action: 'edit', tried: [toRule(2)] } },
    [2],
  ],
  [
    'the rules of seeing it, for what the contract does not limit',
    { ...SEEN, intended: { action: 'edit', tried: [] } },
    [1],
  ],
])('a rejected access is decided by %s', (_what, decision, users) => {
  expect(decidingRules(decision).flatMap((rule) => rule.users)).toEqual(users);
});
