import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { describePermissions } from '../../../src/assembly/commands/describe-permissions.ts';
import { loadContract } from '../../../src/assembly/load/load-contract.ts';

it('the output equals docs/permissions.md (npm run docs:permissions)', async () => {
  const { contract } = await loadContract(undefined);
  const page = readFileSync(fileURLToPath(new URL('../../../docs/permissions.md', import.meta.url)), 'utf8');
  expect(page).toBe(describePermissions(contract));
});
