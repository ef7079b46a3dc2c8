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
import { itWhere } from '../support/it-where.ts';

const { contract } = await loadContract(undefined);
const operations = contract.operations.map((operation) => [operation.id, operation] as const);
const NO_SUCH_UUID = '00000000-0000-4000-8000-000000000000';
const NO_SUCH_USER = 999_999;

/** Every request goes through Prism to this server, which uses a new simulator for each test. */
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
    startPrism(document, url, { rejects: true }),
    startPrism(document, url, { rejects: false }),
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

interface ProxiedResponse {
  readonly status: number;
  readonly text: string;
  /** The violations of the response. Those of the request are not the simulator's fault. */
  readonly violations: readonly JsonObject[];
}

/** A request with JSON or a form. */
interface SentRequest extends Omit<ContractRequest, 'body'> {
  readonly body?: ContractRequest['body'] | FormData;
}

async function sendThrough(prism: Prism, operation: Operation, request: SentRequest): Promise<ProxiedResponse> {
  const { body } = request;
  const hasBody = body !== undefined && operation.method !== 'GET';
  const isForm = body instanceof FormData;
  const query = new URLSearchParams(request.query).toString();
  const response = await fetch(`${prism.url}${request.path}${query === '' ? '' : `?${query}`}`, {
    method: request.method,
    headers: {
      accept: 'application/json',
      ...request.headers,
      ...(hasBody && !isForm ? { 'content-type': 'application/json' } : {}),
    },
    ...(hasBody ? { body: isForm ? body : JSON.stringify(body) } : {}),
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

function findOperation(id: string): Operation {
  const operation = contract.operations.find((candidate) => candidate.id === id);
  if (operation === undefined) throw new Error(`The contract has no ${id}.`);
  return operation;
}

/** Sends a request that is valid and that the simulator rejects, so that Prism checks the error response. */
async function sendRejected(operation: Operation, request: ContractRequest): Promise<object> {
  const { status, text, violations } = await sendThrough(strict, operation, request);
  return text.includes('stoplight.io/prism/errors') ? { prism: JSON.parse(text) as object } : { status, violations };
}

describe.each(operations)('%s', (_id, operation: Operation) => {
  const request = exampleRequest(contract, operation);

  it('responds to each of its examples as the contract declares', async () => {
    const examples = bodyExamples(contract, operation);
    for (const body of examples.length === 0 ? [undefined] : examples.map(([, value]) => value)) {
      const response = await sendThrough(strict, operation, { ...request, body });
      expect({ status: response.status, violations: response.violations }, response.text).toEqual({
        status: Number(operation.success.code),
        violations: [],
      });
      await simulator.close();
      simulator = await createSimulator();
    }
  });

  itWhere(operation.security.length > 0)('rejects a wrong token as the contract declares', async () => {
    const wrong = Object.fromEntries(Object.keys(request.headers).map((name) => [name, 'Bearer wrong']));
    expect(await sendRejected(operation, { ...request, headers: wrong })).toEqual({ status: 401, violations: [] });
  });

  itWhere(/\{/.test(operation.path) && operation.behaviour !== 'example')(
    'rejects an unknown key as the contract declares',
    async () => {
      expect(
        await sendRejected(operation, { ...request, path: operation.path.replaceAll(/\{[^{}]+\}/g, NO_SUCH_UUID) }),
      ).toEqual({
        status: 404,
        violations: [],
      });
    },
  );

  itWhere(operation.behaviour === 'create' || operation.behaviour === 'update')(
    'rejects an unknown foreign key as the contract declares',
    async () => {
      const example = isJsonObject(request.body) ? request.body : {};
      const properties = operation.body?.mediaTypes[0]?.schema?.['properties'] ?? {};
      const keys = [...(operation.resource?.relations.values() ?? [])].flatMap((relation) =>
        relation.kind === 'key' ? [relation.key] : [],
      );
      for (const key of keys.filter((name) => Object.hasOwn(properties as JsonObject, name))) {
        expect(
          await sendRejected(operation, {
            ...request,
            body: { ...example, [key]: key.endsWith('_uuid') ? NO_SUCH_UUID : NO_SUCH_USER },
          }),
        ).toEqual({ status: 422, violations: [] });
      }
    },
  );

  itWhere(operation.responses.has('422'))('rejects an invalid request as the contract declares', async () => {
    const query = { page: '0', per_page: 'many', sort_by: '__proto__', with: 'nothing' };
    const response = await sendThrough(reporting, operation, {
      ...request,
      query,
      body: operation.body === undefined ? undefined : ['no', 'object'],
    });
    expect({ violations: response.violations }, response.text).toEqual({ violations: [] });
    expect(response.status).toBeLessThan(500);
  });
});

it.each(['runAgent', 'runThread', 'runPrompt'])('accepts the events of %s', async (id) => {
  const operation = findOperation(id);
  const request = exampleRequest(contract, operation);
  const { status, text, violations } = await sendThrough(strict, operation, {
    ...request,
    headers: { ...request.headers, accept: 'text/event-stream' },
  });
  expect({ status, violations }, text).toEqual({ status: 200, violations: [] });
  expect(text).toMatch(/^id: 1\nevent: run\.started\n[^]+event: run\.completed\ndata: \{"data"/);
});

// Prism does not read the parts of a form as RFC 7578 has them, so only the response counts.
it.each(['createMessage', 'runAgent', 'runThread'])('accepts the response of %s to a form with files', async (id) => {
  const operation = findOperation(id);
  const request = exampleRequest(contract, operation);
  const form = new FormData();
  for (const [name, value] of Object.entries(request.body as JsonObject))
    if (typeof value === 'string') form.set(name, value);
  form.append('attachments[]', new Blob(['The lamp has a bent arm.'], { type: 'text/plain' }), 'lamp.txt');
  const { status, violations, text } = await sendThrough(reporting, operation, { ...request, body: form });
  expect({ status, violations }, text).toEqual({ status: Number(operation.success.code), violations: [] });
  const state = await (await simulator.fetch('http://localhost/__admin/state/media')).text();
  expect(state).toContain('lamp.txt');
});

it('accepts executions that a schedule has started, that wait, that were approved, and that were stopped', async () => {
  const send = async (id: string, change: Partial<ContractRequest> = {}): Promise<readonly JsonObject[]> => {
    const operation = findOperation(id);
    const { status, violations, text } = await sendThrough(strict, operation, {
      ...exampleRequest(contract, operation),
      ...change,
    });
    expect({ status, violations }, text).toEqual({ status: Number(operation.success.code), violations: [] });
    return [(JSON.parse(text) as { readonly data: JsonObject | readonly JsonObject[] }).data].flat();
  };
  const create = async (trigger: JsonObject): Promise<string> => {
    const nodes = [
      { position: { x: 0, y: 0 }, id: 'start', data: {}, ...trigger },
      { position: { x: 1, y: 0 }, id: 'ask', type: 'human.approval', data: { simulate: { decision: 'none' } } },
    ];
    const edges = [{ id: 'e', source: 'start', target: 'ask' }];
    const [workflow] = await send('createWorkflow', { body: { name: 'Asks', status: 'active', nodes, edges } });
    return String(workflow?.['uuid']);
  };
  const scheduled = await create({ type: 'trigger.schedule', data: { parameters: { cron: '0 * * * *' } } });
  const started = await create({ type: 'trigger.webhook' });
  await send('createWorkflowExecution', { body: { workflow_uuid: started } });
  const [stopped] = await send('createWorkflowExecution', { body: { workflow_uuid: started } });
  await send('stopWorkflowExecution', { path: `/api/v1/workflow-executions/${String(stopped?.['uuid'])}/stop` });
  await simulator.clock.advance('PT1H');
  const approvals = (await (await simulator.fetch('http://localhost/__admin/approvals')).json()) as JsonObject;
  const [approval] = (approvals['approvals'] as readonly JsonObject[]).filter(({ title }) => title === 'Asks');
  await simulator.fetch(`http://localhost/__admin/approvals/${String(approval?.['id'])}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"decision":"approved"}',
  });
  const list = async (workflow: string): Promise<readonly string[]> => {
    const query = {
      workflow_uuid: workflow,
      with: 'workflowExecutionData',
      with_count: 'workflowApprovals,pendingWorkflowApprovals',
    };
    const executions = await send('listWorkflowExecutions', { query });
    return executions.map(({ mode, status }) => `${String(mode)}: ${String(status)}`).toSorted();
  };
  expect(await list(scheduled)).toEqual(['trigger: waiting']);
  expect(await list(started)).toEqual(['webhook: canceled', 'webhook: success']);
});

it('has called every operation, without violations', () => {
  expect(counts.operations.size).toBe(contract.operations.length);
  expect(counts.violations).toBe(0);
});

it('detects a response that breaks the contract', async () => {
  const headers = { authorization: 'Bearer athena-demo-token' };
  const broken = createServer((request, response) => {
    const respond = async (): Promise<void> => {
      const original = await simulator.fetch(`http://localhost${request.url}`, { headers });
      response.setHeader('content-type', 'application/json');
      response.end((await original.text()).replace('"provider_display_name"', '"provider_displayed_as"'));
    };
    void respond();
  });
  await new Promise<void>((resolve) => broken.listen(0, '127.0.0.1', resolve));
  const prism = await startPrism(
    join(folder, 'openapi.json'),
    `http://127.0.0.1:${(broken.address() as AddressInfo).port}`,
    {
      rejects: true,
    },
  );
  const path = '/api/v1/accounts/550e8400-e29b-41d4-a716-446655440000';
  const response = await fetch(prism.url + path, { headers });
  expect(await response.text()).toContain('stoplight.io/prism/errors#VIOLATIONS');
  await prism.close();
  broken.closeAllConnections();
  broken.close();
});
