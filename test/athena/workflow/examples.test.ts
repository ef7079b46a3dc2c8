import { describe, expect, it } from 'vitest';
import { loadContract } from '../../../src/assembly/load/load-contract.ts';
import { WORKFLOW_RULES } from '../../../src/athena/workflow/rules.ts';
import { createSimulator } from '../../../src/index.ts';
import { bodyExamples, exampleRequest, send } from '../../support/contract-requests.ts';

const { contract } = await loadContract(undefined);
const operations = contract.operations
  .filter(({ id }) => Object.hasOwn(WORKFLOW_RULES, id))
  .map((operation) => [operation.id, operation] as const);

describe("an example of the contract equals the server's response, which is not marked as simulated", () => {
  it.each(operations)('%s', async (_id, operation) => {
    const bodies = bodyExamples(contract, operation).map(([, body]) => body);
    const answers = await Promise.all(
      (bodies.length === 0 ? [undefined] : bodies).map((body) =>
        answerTo({ ...exampleRequest(contract, operation), body }),
      ),
    );
    for (const { status, simulated } of answers)
      expect({ status, simulated }).toEqual({ status: Number(operation.success.code), simulated: null });
    expect(answers.map(({ body }) => body)).toContainEqual(operation.success.mediaTypes[0]?.example);
  });

  it('exists for every workflow operation', () => {
    expect(operations).toHaveLength(Object.keys(WORKFLOW_RULES).length);
  });
});

/** Returns the response of a fresh server after a sign-in. */
async function answerTo(request: ReturnType<typeof exampleRequest>) {
  const simulator = await createSimulator({ seed: '1' });
  const credentials = { email: 'john.doe@example.com', password: 'password' };
  await send(simulator, { method: 'POST', path: '/api/v1/auth/sign-in', query: {}, headers: {}, body: credentials });
  const { status, body, headers } = await send(simulator, { ...request, path: `http://127.0.0.1:4010${request.path}` });
  await simulator.close();
  return { status, body, simulated: headers.get('x-athena-simulated') };
}
