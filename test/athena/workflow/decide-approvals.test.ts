import { expect, it } from 'vitest';
import { WORKFLOW_APPROVALS } from '../../../src/athena/workflow/approvals.ts';
import type { Transaction } from '../../../src/store/port/store.ts';
import type { World } from '../../../src/store/port/world.ts';

it('an approval whose execution is known is decided without a look at the others', () => {
  const read: unknown[] = [];
  const transaction = {
    get: (...key: unknown[]) => void read.push(key),
    all: () => expect.fail('All executions were read.'),
  } as unknown as Transaction;
  const world = { name: 'baseline' } as World;
  const approval = { id: 'unknown', owner: 'workflow_executions/one' };
  expect(WORKFLOW_APPROVALS.decide(transaction, approval, { isApproved: true }, world)).toBeUndefined();
  expect(read).toEqual([['workflow_executions', 'one']]);
});
