import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { loadContract } from '../src/assembly/load/load-contract.ts';
import { createSimulator } from '../src/index.ts';
import { exampleRequest, send } from './support/contract-requests.ts';

// Each operation with all its examples and rejections is in test/flows/operations.test.ts.
const { contract } = await loadContract(undefined);

it('simulates every operation that docs/fidelity.md lists: no success is an example', async () => {
  const simulator = await createSimulator();
  const examples: string[] = [];
  for (const operation of contract.operations) {
    const request = exampleRequest(contract, operation);
    // Each operation has a sandbox: one deletes what another reads.
    const response = await send(simulator, {
      ...request,
      headers: { ...request.headers, 'x-athena-sandbox': operation.id },
    });
    expect(response.status, operation.id).toBe(Number(operation.success.code));
    if (response.headers.has('x-athena-simulated')) examples.push(operation.id);
  }
  const total = contract.operations.length;
  expect(examples).toEqual([]);
  expect(total).toBe(76);
  const fidelity = await readFile(new URL('../docs/fidelity.md', import.meta.url), 'utf8');
  expect(fidelity).toContain(`**${total - examples.length} of ${total} operations are simulated**`);
  expect(simulator.violations()).toEqual({ checked: total, breaches: [] });
  await simulator.close();
});
