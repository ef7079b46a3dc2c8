import { randomInt } from 'node:crypto';
import { expect, it } from 'vitest';
import { loadContract } from '../../src/assembly/load-contract.ts';
import { describeFailure, describeReport } from './describe-report.ts';
import { runFuzz, type FuzzReport } from './run-fuzz.ts';
import { openSimulator } from './subject.ts';

const FIXED_SEED = 20_250_619;
/** Another one each time; `FUZZ_SEED=…` sees again what a run has found. */
const FRESH_SEED = Number(process.env['FUZZ_SEED'] ?? randomInt(2 ** 31));

it.each([
  ['a fixed', FIXED_SEED],
  ['a fresh', FRESH_SEED],
])('holds every answer of the Athena contract to its promises, by %s seed', async (_name, seed) => {
  const { contract } = await loadContract(undefined);
  const report = await runFuzz({ contract, open: openSimulator(), seed, valid: 30, broken: 2 });
  expectClean(report);
  expect(report.operations).toBe(contract.operations.length);
  expect([...report.cases.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(5000);
});

function expectClean(report: FuzzReport): void {
  console.log(describeReport(report));
  expect(report.failures.map((failure) => describeFailure(failure, report.seed)).join('\n\n')).toBe('');
  expect(report.breaches).toEqual([]);
  expect(report.checked).toBeGreaterThan(0);
}
