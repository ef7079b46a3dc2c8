import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/assembly/load/load-contract.ts';
import type { Operation } from '../../src/contract/model/contract.ts';
import { createSimulator, type Simulator } from '../../src/index.ts';
import { isJsonObject, type JsonObject } from '../../src/kernel/json/json.ts';
import { bodyExamples, exampleRequest, type ContractRequest } from '../support/contract-requests.ts';
import { startPrism, type Prism } from './start-prism.ts';

const { contract } = await loadContract(undefined);
const operations = contract.operations.map((operation) => [operation.id, operation] as const);
const NO_SUCH_UUID = '00000000-0000-4000-8000-000000000000';
const NO_SUCH_USER = 999_999;

/** Every request goes through Prism to a server whose simulator is fresh for each test. */
let upstream: Server;
let simulator: Simulator;
let strict: Prism;
let reporting: Prism;
let folder: string;
const counts = { requests: 0, violations: 0, operations: new Set<string>(), statuses: new Map<number, number>() };

beforeAll(async () => {
  upstream = createServer((request, response) => simulator.app(request, response));
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
  folder = await mkdtemp(join(tmpdir(), 'athena-prism-'));
  const document = join(folder, 'openapi.json');
  await writeFile(document, JSON.stringify(contract.document));
  [strict, reporting] = await Promise.all([
    startPrism(document, url, { refuse: true }),
    startPrism(document, url, { refuse: false }),
  ]);
});

beforeEach(async () => {
  simulator = await createSimulator();
  return () => simulator.close();
});

afterAll(async () => {
  await Promise.all([strict.close(), reporting.close()]);
  upstream.closeAllConnections();
  upstream.close();
  await rm(folder, { recursive: true });
  const statuses = [...counts.statuses]
    .toSorted(([one], [other]) => one - other)
    .map(([status, count]) => `${status}: ${count}`);
  console.log(
    `Prism: ${counts.requests} requests, ${counts.operations.size} operations, ${counts.violations} violations (${statuses.join(', ')})`,
  );
});

interface Judged {
  readonly status: number;
  readonly text: string;
  /** What Prism holds against the answer; what it holds against the request is not the simulator's fault. */
  readonly violations: readonly JsonObject[];
}

async function judge(prism: Prism, operation: Operation, request: ContractRequest): Promise<Judged> {
  const hasBody = request.body !== undefined && operation.method !== 'GET';
  const query = new URLSearchParams(request.query).toString();
  const response = await fetch(`${prism.url}${request.path}${query === '' ? '' : `?${query}`}`, {
    method: request.method,
    headers: {
      accept: 'application/json',
      ...request.headers,
      ...(hasBody ? { 'content-type': 'application/json' } : {}),
    },
    ...(hasBody ? { body: JSON.stringify(request.body) } : {}),
  });
  const text = await response.text();
  const reported = JSON.parse(response.headers.get('sl-violations') ?? '[]') as JsonObject[];
  const violations = reported.filter(({ location }) => Array.isArray(location) && location[0] === 'response');
  counts.requests += 1;
  counts.violations += violations.length + (text.includes('stoplight.io/prism/errors') ? 1 : 0);
  counts.operations.add(operation.id);
  counts.statuses.set(response.status, (counts.statuses.get(response.status) ?? 0) + 1);
  return { status: response.status, text, violations };
}

/** A refusal that the request's own shape gives no reason for: Prism lets the request through and judges the answer. */
async function refuse(operation: Operation, request: ContractRequest): Promise<object> {
  const { status, text, violations } = await judge(strict, operation, request);
  return text.includes('stoplight.io/prism/errors') ? { prism: JSON.parse(text) as object } : { status, violations };
}

describe.each(operations)('%s', (_id, operation: Operation) => {
  const request = exampleRequest(contract, operation);

  it('answers each of its examples as the contract says', async () => {
    const examples = bodyExamples(contract, operation);
    for (const body of examples.length === 0 ? [undefined] : examples.map(([, value]) => value)) {
      const answer = await judge(strict, operation, { ...request, body });
      expect({ status: answer.status, violations: answer.violations }, answer.text).toEqual({
        status: Number(operation.success.code),
        violations: [],
      });
      await simulator.close();
      simulator = await createSimulator();
    }
  });

  it.runIf(operation.security.length > 0)('refuses a wrong token as the contract says', async () => {
    const wrong = Object.fromEntries(Object.keys(request.headers).map((name) => [name, 'Bearer wrong']));
    expect(await refuse(operation, { ...request, headers: wrong })).toEqual({ status: 401, violations: [] });
  });

  it.runIf(/\{/.test(operation.path) && operation.behaviour !== 'example')(
    'refuses a key of nothing as the contract says',
    async () => {
      expect(
        await refuse(operation, { ...request, path: operation.path.replaceAll(/\{[^{}]+\}/g, NO_SUCH_UUID) }),
      ).toEqual({
        status: 404,
        violations: [],
      });
    },
  );

  it.runIf(operation.behaviour === 'create' || operation.behaviour === 'update')(
    'refuses a relation to nothing as the contract says',
    async () => {
      const example = isJsonObject(request.body) ? request.body : {};
      const properties = operation.body?.mediaTypes[0]?.schema?.['properties'] ?? {};
      const keys = [...(operation.resource?.relations.values() ?? [])].flatMap((relation) =>
        relation.kind === 'key' ? [relation.key] : [],
      );
      for (const key of keys.filter((name) => Object.hasOwn(properties as JsonObject, name))) {
        expect(
          await refuse(operation, {
            ...request,
            body: { ...example, [key]: key.endsWith('_uuid') ? NO_SUCH_UUID : NO_SUCH_USER },
          }),
        ).toEqual({ status: 422, violations: [] });
      }
    },
  );

  it.runIf(operation.responses.has('422'))(
    'answers a request that breaks the contract as the contract says',
    async () => {
      const query = { page: '0', per_page: 'many', sort_by: '__proto__', with: 'nothing' };
      const answer = await judge(reporting, operation, {
        ...request,
        query,
        body: operation.body === undefined ? undefined : ['no', 'object'],
      });
      expect({ violations: answer.violations }, answer.text).toEqual({ violations: [] });
      expect(answer.status).toBeLessThan(500);
    },
  );
});

it.each(['runAgent', 'runThread', 'runPrompt'])('lets the events of %s through', async (id) => {
  const operation = contract.operations.find((candidate) => candidate.id === id);
  if (operation === undefined) throw new Error(`There is no ${id}.`);
  const request = exampleRequest(contract, operation);
  const { status, text, violations } = await judge(strict, operation, {
    ...request,
    headers: { ...request.headers, accept: 'text/event-stream' },
  });
  expect({ status, violations }, text).toEqual({ status: 200, violations: [] });
  expect(text).toMatch(/^id: 1\nevent: run\.started\n[^]+event: run\.completed\ndata: \{"data"/);
});

it('has touched every operation, and found nothing', () => {
  expect(counts.operations.size).toBe(contract.operations.length);
  expect(counts.violations).toBe(0);
});

it('would have found an answer that breaks the contract', async () => {
  const headers = { authorization: 'Bearer athena-demo-token' };
  const spoiled = createServer((request, response) => {
    const spoil = async (): Promise<void> => {
      const answer = await simulator.fetch(`http://localhost${request.url}`, { headers });
      response.setHeader('content-type', 'application/json');
      response.end((await answer.text()).replace('"provider_display_name"', '"provider_displayed_as"'));
    };
    void spoil();
  });
  await new Promise<void>((resolve) => spoiled.listen(0, '127.0.0.1', resolve));
  const prism = await startPrism(
    join(folder, 'openapi.json'),
    `http://127.0.0.1:${(spoiled.address() as AddressInfo).port}`,
    {
      refuse: true,
    },
  );
  const path = '/api/v1/accounts/550e8400-e29b-41d4-a716-446655440000';
  const answer = await fetch(prism.url + path, { headers });
  expect(await answer.text()).toContain('stoplight.io/prism/errors#VIOLATIONS');
  await prism.close();
  spoiled.closeAllConnections();
  spoiled.close();
});
