import { describe, expect, it } from 'vitest';
import { exampleRequest } from '../../src/assembly/examples/example-requests.ts';
import { loadContract } from '../../src/assembly/load/load-contract.ts';
import type { Operation } from '../../src/contract/model/contract.ts';
import { createSimulator } from '../../src/index.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/kernel/json/json.ts';
import { findAtPointer } from '../../src/kernel/json/pointer.ts';
import { queryParametersOf, toRequest } from '../support/example-calls.ts';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';
const AS_JOHN = { bearerToken: { authorization: 'Bearer athena-demo-token' } };
const { contract } = await loadContract(undefined);

const withExample = (code: string): readonly (readonly [string, Operation, JsonObject])[] =>
  contract.operations.flatMap((operation) => {
    const example = operation.responses.get(code)?.mediaTypes[0]?.example;
    return isJsonObject(example) ? [[operation.id, operation, example] as const] : [];
  });

describe('the example of a 404', () => {
  const operations = withExample('404');

  it('is declared wherever a record is named', () => {
    expect(operations.length).toBeGreaterThan(35);
  });

  it.each(operations)('of %s is what the server says of its own resource', async (_id, operation, example) => {
    const simulator = await createSimulator({ seed: '1' });
    const sent = exampleRequest(contract, operation, AS_JOHN);
    const path = sent.path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, UNKNOWN);
    const body = ['POST', 'PUT', 'PATCH'].includes(operation.method) ? (sent.body ?? {}) : undefined;
    const response = await simulator.fetch(toRequest({ ...sent, path }, body));
    expect([response.status, await response.json()]).toEqual([404, example]);
    await simulator.close();
  });
});

describe('the example of a 422', () => {
  it.each(withExample('422'))('of %s names its own fields', (_id, operation, example) => {
    // A webhook takes any fields: its workflow names those that it needs.
    if (operation.id === 'triggerWorkflowWebhook') return;
    const fields = [
      ...queryParametersOf(contract, operation).map(({ name }) => String(name)),
      ...bodyFields(operation),
    ];
    const named = Object.keys(isJsonObject(example['errors']) ? example['errors'] : {});
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((field) => !fields.includes(field.split('.')[0] ?? ''))).toEqual([]);
  });
});

it('the example of a 409 is about its own resource', () => {
  const messages = Object.fromEntries(withExample('409').map(([id, , example]) => [id, String(example['message'])]));
  expect(messages).toEqual({
    deleteWorkspace: expect.stringMatching(/^The workspace /),
    deleteProvider: expect.stringMatching(/^The provider /),
    runAgent: expect.stringMatching(/^The agent /),
    runThread: expect.stringMatching(/^The agent /),
    runPrompt: expect.stringMatching(/^The model /),
    triggerWorkflowWebhook: expect.stringMatching(/^The workflow /),
    createWorkflowExecution: expect.stringMatching(/^The workflow /),
    stopWorkflowExecution: expect.stringMatching(/^The execution /),
  });
});

/** The names of a body's properties, of all branches of its schema. */
function bodyFields({ pointer }: Operation): readonly string[] {
  const schema = findAtPointer(contract.document, `${pointer}/requestBody/content/application~1json/schema`);
  return propertiesOf(schema);
}

function propertiesOf(schema: unknown): readonly string[] {
  if (!isJsonObject(schema)) return [];
  const reference = schema['$ref'];
  if (typeof reference === 'string') return propertiesOf(findAtPointer(contract.document, reference));
  const branches = ['allOf', 'anyOf', 'oneOf'].flatMap((name) => (Array.isArray(schema[name]) ? schema[name] : []));
  return [
    ...Object.keys(isJsonObject(schema['properties']) ? schema['properties'] : {}),
    ...branches.flatMap((branch: JsonValue) => propertiesOf(branch)),
  ];
}
