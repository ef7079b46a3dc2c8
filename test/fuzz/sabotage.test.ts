import { expect, it } from 'vitest';
import { loadContract } from '../../src/assembly/load/load-contract.ts';
import { runFuzz } from './run-fuzz.ts';
import { SABOTAGES } from './sabotages.ts';
import { openDefective, type Defect } from './defect.ts';

/** Fuzzes one operation of a simulator with a defect. */
async function fuzz(operation: string, defect: Defect) {
  const { contract } = await loadContract(undefined);
  return runFuzz({ contract, open: openDefective(defect), seed: 1, valid: 20, broken: 1, operations: [operation] });
}

it.each(SABOTAGES)('reports $name', async ({ name, operation, reportedAs, defect }) => {
  const { failures, breaches } = await fuzz(operation, defect);
  expect(new Set(failures.map(({ rule }) => rule))).toContain(reportedAs);
  const failure = failures.find(({ rule }) => rule === reportedAs);
  expect(failure?.operationId).toBe(operation);
  expect(failure?.curls.at(-1)).toMatch(/^curl -sS -i -X [A-Z]+ '?http:\/\/127\.0\.0\.1:4010\/api\/v1\//);
  if (reportedAs === 'no-server-error' && breaches.length > 0)
    expect(breaches[0]).toMatchObject({ operationId: operation });
  console.log(
    `  ${name}: ${reportedAs}, ${failure?.kind}, ${failures.length} failures. ${failure?.curls.at(-1)?.slice(0, 200)}`,
  );
});

it.each([...new Set(SABOTAGES.map(({ operation }) => operation))])(
  'reports no failure of %s without a defect',
  async (operation) => {
    const { failures, breaches, checked } = await fuzz(operation, {});
    expect(failures).toEqual([]);
    expect(breaches).toEqual([]);
    expect(checked).toBeGreaterThan(0);
  },
);
