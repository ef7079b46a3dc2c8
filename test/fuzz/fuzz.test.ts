import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { loadContract } from '../../src/assembly/load/load-contract.ts';
import { describeFailure, describeReport } from './describe-report.ts';
import { runFuzz, type FuzzReport } from './run-fuzz.ts';
import { openSimulator } from './subject.ts';
import { VALUE_BREAKAGES } from './value-breakages.ts';

const FIXED_SEED = 20_250_619;
/** Another seed in each run; `FUZZ_SEED=…` reproduces a run. */
const FRESH_SEED = Number(process.env['FUZZ_SEED'] ?? process.env['TEST_SEED'] ?? randomInt(2 ** 31));
/** A factor for the number of requests: `FUZZ_TIMES=10 npm run test:fuzz`. */
const TIMES = Number(process.env['FUZZ_TIMES'] ?? 1);

/** In milliseconds. A run takes half a minute on an idle machine. */
const TIMEOUT = 900_000;

it.each([
  ['a fixed', FIXED_SEED],
  ['a fresh', FRESH_SEED],
])(
  'every response of the Athena contract follows the rules, with %s seed, %i',
  async (_name, seed) => {
    const { contract } = await loadContract(undefined);
    const report = await runFuzz({ contract, open: openSimulator(), seed, valid: 30 * TIMES, broken: 2 * TIMES });
    expectClean(report);
    expect(report.operations).toBe(contract.operations.length);
    expect([...report.cases.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(5000);
  },
  TIMEOUT * TIMES,
);

function expectClean(report: FuzzReport): void {
  console.log(describeReport(report));
  expect(report.failures.map((failure) => describeFailure(failure, report.seed)).join('\n\n')).toBe('');
  expect(report.breaches).toEqual([]);
  expect(report.checked).toBeGreaterThan(0);
}

const EVERY_KEYWORD = fileURLToPath(new URL('contracts/every-keyword.yaml', import.meta.url));

it('violates every keyword in every location of a contract that has them all', async () => {
  const { contract } = await loadContract(EVERY_KEYWORD);
  const report = await runFuzz({
    contract,
    open: openSimulator(EVERY_KEYWORD),
    seed: FRESH_SEED,
    valid: 30,
    broken: 5,
  });
  expectClean(report);
  expect([...report.cases.keys()]).toEqual(expect.arrayContaining(VALUE_BREAKAGES.map(({ kind }) => kind)));
});
