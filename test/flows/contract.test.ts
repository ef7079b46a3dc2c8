import { expect, it } from 'vitest';
import { validateContract } from '../../src/assembly/commands/validate-contract.ts';

it('every reference, keyword, validator, example and fixture of the contract is valid', async () => {
  const report = await validateContract({});
  expect(report.faults).toEqual([]);
  expect(report.operations).toBe(76);
  expect(report.examples).toBeGreaterThan(200);
  expect(report.validators).toBeGreaterThan(200);
});
