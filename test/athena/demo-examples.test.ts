import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/assembly/load/load-contract.ts';
import type { Operation } from '../../src/contract/model/contract.ts';
import { createSimulator } from '../../src/index.ts';
import type { JsonValue } from '../../src/kernel/json/json.ts';
import { bodyExamples, exampleRequest, listExample, send, type ContractRequest } from '../support/contract-requests.ts';

const { contract } = await loadContract(undefined);
/** Its example is the documentation's own page, whose answer does not follow from its request. */
const DOCUMENTED = 'updateAccount';
const GENERIC = ['retrieve', 'create', 'update'];
/** Rules of the platform whose answers follow from the demo world alone. */
const OWN = new Set([
  'generateAgent',
  'generateThreadName',
  'runAgent',
  'runPrompt',
  'runThread',
  'shareAgent',
  'shareWorkflow',
  'storeCommandRoomTask',
  'trainAgent',
]);

const operations = contract.operations.filter(
  ({ id, behaviour }) => (GENERIC.includes(behaviour) || OWN.has(id)) && id !== DOCUMENTED,
);

/**
 * Returns the response of a fresh server after a sign-in. The sign-in is the first change, so a write after it happens
 * at 12:00:01.
 */
async function answerTo(request: ContractRequest): Promise<JsonValue | undefined> {
  const simulator = await createSimulator({ seed: '1' });
  await send(simulator, {
    method: 'POST',
    path: '/api/v1/auth/sign-in',
    query: {},
    headers: {},
    body: { email: 'john.doe@example.com', password: 'password' },
  });
  const { body } = await send(simulator, { ...request, path: `http://127.0.0.1:4010${request.path}` });
  await simulator.close();
  return body;
}

const examplesOf = ({ success }: Operation): readonly (readonly [name: string, example: JsonValue])[] =>
  success.mediaTypes.filter(({ name }) => name === 'application/json').flatMap(({ examples }) => [...examples]);

describe("an example of the contract equals the server's response", () => {
  const reads = operations.filter(({ behaviour }) => behaviour === 'retrieve');
  const shown = reads.flatMap((operation) =>
    examplesOf(operation).map(([name, example]) => [`${operation.id}, ${name}`, operation, example] as const),
  );
  it.each(shown)('%s', async (name, operation, example) => {
    const query = name.includes('with_')
      ? { ...listExample(contract, operation, 'with'), ...listExample(contract, operation, 'with_count') }
      : {};
    expect(await answerTo({ ...exampleRequest(contract, operation), query })).toEqual(example);
  });

  const writes = operations
    .filter(({ behaviour }) => behaviour !== 'retrieve')
    .map((operation) => [operation.id, operation] as const);
  it.each(writes)('%s', async (_id, operation) => {
    const bodies = bodyExamples(contract, operation).map(([, body]) => body);
    const answers = await Promise.all(
      (bodies.length === 0 ? [undefined] : bodies).map((body) =>
        answerTo({ ...exampleRequest(contract, operation), body }),
      ),
    );
    expect(answers).toContainEqual(examplesOf(operation)[0]?.[1]);
  });

  it('exists for every resource', () => {
    expect(operations.length).toBeGreaterThan(20);
  });
});
