import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/assembly/load/load-contract.ts';
import type { Operation } from '../../src/contract/model/contract.ts';
import { createSimulator, type Simulator } from '../../src/index.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/kernel/json/json.ts';
import {
  bodyExamples,
  exampleRequest,
  readEverything,
  send,
  type ContractRequest,
} from '../support/contract-requests.ts';
import { itWhere } from '../support/it-where.ts';

const { contract } = await loadContract(undefined);
const operations = contract.operations.map((operation) => [operation.id, operation] as const);
const NO_SUCH_UUID = '00000000-0000-4000-8000-000000000000';

/** Receives requests that must be rejected. The last test checks that they changed nothing. */
let shared: Simulator;
/** Receives requests that may be accepted. */
let scratch: Simulator;
let before: string;
beforeAll(async () => {
  shared = await createSimulator();
  scratch = await createSimulator();
  before = await readEverything(shared, contract);
});
afterAll(async () => {
  expect(shared.violations().breaches).toEqual([]);
  await Promise.all([shared.close(), scratch.close()]);
});

/** Returns whether the path's key is that of a resource. Other keys are not simulated. */
function namesRecord({ path }: Operation): boolean {
  const keys = [...contract.resources.values()].map(
    ({ name, key }) => `{${name.replaceAll(/(?<=[a-z])[A-Z]/g, '_$&').toLowerCase()}_${key}}`,
  );
  return keys.some((key) => path.includes(key));
}

async function expectRejected(request: ContractRequest, status: number): Promise<JsonObject> {
  const response = await send(shared, request);
  expect(response.status, JSON.stringify(response.body)).toBe(status);
  expect(response.headers.get('x-athena-error')).toMatch(/^[A-Z_]+$/);
  return response.body as JsonObject;
}

describe.each(operations)('%s', (_id, operation: Operation) => {
  const request = exampleRequest(contract, operation);

  it('responds to its example with a success and its provenance', async () => {
    const examples = bodyExamples(contract, operation);
    for (const [name, body] of examples.length === 0 ? [['', undefined] as const] : examples) {
      const simulator = await createSimulator();
      const response = await send(simulator, { ...request, body });
      expect(response.status, `${name}: ${JSON.stringify(response.body)}`).toBe(Number(operation.success.code));
      expect(response.headers.get('x-athena-simulated')).toBeNull();
      expect(response.headers.get('x-athena-provenance')).toMatch(/^(documented|partial|inferred)$/);
      expect(simulator.violations()).toEqual({ checked: 1, breaches: [] });
      await simulator.close();
    }
  });

  itWhere(operation.security.length > 0)('rejects missing and wrong credentials', async () => {
    for (const headers of [
      {},
      { authorization: 'Bearer wrong' },
      { authorization: 'Basic am9objpkb2U=' },
      { 'x-multiplai-authorization': 'wrong' },
      { cookie: 'athena_session=wrong' },
    ]) {
      expect(await expectRejected({ ...request, headers }, 401)).toEqual({ message: 'Unauthenticated.' });
    }
  });

  itWhere(namesRecord(operation) && operation.responses.has('404'))(
    'rejects the key of an unknown record',
    async () => {
      const path = operation.path.replaceAll(/\{[^{}]+\}/g, NO_SUCH_UUID);
      expect(await expectRejected({ ...request, path }, 404)).toEqual({
        message: expect.stringMatching(/^No query results for model \[App\\Models\\\w+\]/),
      });
      await expectRejected({ ...request, path: operation.path.replaceAll(/\{[^{}]+\}/g, 'not-a-uuid') }, 404);
    },
  );

  itWhere(namesRecord(operation) && operation.responses.has('403') && operation.behaviour !== 'example')(
    'rejects changes to records that the caller may only read',
    async () => {
      const keys = await visibleButNotEditable(operation);
      expect(keys).not.toEqual([]);
      for (const key of keys) {
        await expectRejected({ ...request, path: request.path.replace(/[0-9a-f-]{36}/, key) }, 403);
      }
    },
  );

  it('rejects each invalid query parameter by name', async () => {
    for (const parameter of operation.parameters.filter(({ in: location }) => location === 'query')) {
      const value = invalidText(parameter.schema);
      if (value === undefined) continue;
      const body = await expectRejected({ ...request, query: { [parameter.name]: value } }, 422);
      expect(Object.keys(body['errors'] as JsonObject)).toEqual([
        expect.stringMatching(new RegExp(`^${parameter.field}(\\.0)?$`)),
      ]);
    }
  });

  itWhere(operation.body !== undefined && operation.method !== 'GET')(
    'rejects each invalid body property by name',
    async () => {
      const example = isJsonObject(request.body) ? request.body : {};
      const schema = operation.body?.mediaTypes[0]?.schema ?? {};
      for (const name of Object.keys((schema['properties'] as JsonObject | undefined) ?? {})) {
        const response = await send(scratch, { ...request, body: { ...example, [name]: { wrong: [] } } });
        // An open object accepts a value that every other type rejects.
        if (response.status !== 422) continue;
        expect(Object.keys((response.body as JsonObject)['errors'] as JsonObject)[0]).toMatch(new RegExp(`^${name}`));
      }
      for (const name of (schema['required'] as readonly string[] | undefined) ?? []) {
        const { [name]: _, ...rest } = example;
        const body = await expectRejected({ ...request, body: rest }, 422);
        expect(body['errors']).toMatchObject({ [name]: [`The ${name.replaceAll('_', ' ')} field is required.`] });
      }
    },
  );

  itWhere(operation.body !== undefined)('rejects malformed bodies and bodies of the wrong type', async () => {
    if (operation.method === 'GET') return;
    const url = `http://localhost${request.path}`;
    const status = async (body: string, type: string) =>
      (
        await shared.fetch(
          new Request(url, { method: operation.method, headers: { ...request.headers, 'content-type': type }, body }),
        )
      ).status;
    expect(await status('<a/>', 'application/xml')).toBe(415);
    expect(await status('{"a": ', 'application/json')).toBe(400);
    for (const body of ['[]', '"x"', 'null', '7']) expect(await status(body, 'application/json')).toBe(422);
  });

  itWhere(operation.method === 'GET')('responds to HEAD as to GET, without a body', async () => {
    const get = await send(shared, request);
    const head = await send(shared, { ...request, method: 'HEAD' });
    expect(head).toMatchObject({ status: get.status, body: undefined });
    expect(head.headers.get('etag')).toBe(get.headers.get('etag'));
    const again = await send(shared, {
      ...request,
      headers: { ...request.headers, 'if-none-match': get.headers.get('etag') ?? '' },
    });
    expect(again).toMatchObject({ status: 304, body: undefined });
  });

  it('lists the methods of its path in Allow', async () => {
    const taken = new Set(
      contract.operations.filter(({ path }) => path === operation.path).map(({ method }) => method),
    );
    const other = ['PATCH', 'PUT', 'DELETE', 'POST'].find((method) => !taken.has(method)) ?? 'TRACE';
    const path = operation.path.replaceAll(/\{[^{}]+\}/g, NO_SUCH_UUID);
    const response = await send(shared, { ...request, method: other, path, body: undefined });
    if (response.status !== 405) return; // A literal segment may match the key of another path.
    for (const method of taken) expect(response.headers.get('allow')?.split(', ')).toContain(method);
  });
});

it('changes nothing by rejected requests', async () => {
  expect(await readEverything(shared, contract)).toBe(before);
});

/** Returns the keys of up to three records that the demo user can see and does not own. */
async function visibleButNotEditable(operation: Operation): Promise<readonly string[]> {
  const list = contract.operations.find(
    ({ behaviour, resource }) => behaviour === 'list' && resource === operation.resource,
  );
  if (list === undefined || operation.resource === undefined) return [];
  const { body } = await send(shared, { ...exampleRequest(contract, list), query: { per_page: '100' } });
  const records = (body as { data: JsonObject[] }).data.filter(
    (record) => record['is_owner'] === false || (record['user'] as JsonObject | undefined)?.['id'] !== 123,
  );
  return records.slice(0, 3).map((record) => String(record[operation.resource?.key ?? '']));
}

/** Returns a value that a query parameter's schema rejects, or undefined when it accepts any. */
function invalidText(schema: JsonObject): string | undefined {
  const items: JsonValue | undefined = schema['items'];
  const checked = schema['type'] === 'array' && isJsonObject(items) ? items : schema;
  if (
    checked['enum'] !== undefined ||
    checked['format'] !== undefined ||
    checked['type'] === 'integer' ||
    checked['type'] === 'number'
  )
    return 'no-such-value';
  if (checked['type'] === 'boolean') return 'perhaps';
  return typeof checked['maxLength'] === 'number' ? 'x'.repeat(checked['maxLength'] + 1) : undefined;
}
