import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadControlContract } from '../../src/assembly/load/load-contract.ts';
import type { Operation } from '../../src/contract/model/contract.ts';
import { createSimulator, type Simulator } from '../../src/index.ts';
import type { JsonObject, JsonValue } from '../../src/kernel/json/json.ts';
import { bodyExamples } from '../support/contract-requests.ts';
import { startPrism, type Prism } from './start-prism.ts';
import { itWhere } from '../support/it-where.ts';

const contract = await loadControlContract();
const operations = contract.operations.map((operation) => [operation.id, operation] as const);
const ACCOUNT = '550e8400-e29b-41d4-a716-446655440000';

/** The path parameters of requests. The ids of the fault, the request and what waits are only known at run time. */
const NAMES: Readonly<Record<string, string>> = {
  sandbox: 'w3',
  snapshot: 'saved',
  scenario: 'slow-backend',
  collection: 'accounts',
  key: ACCOUNT,
  reply_id: '1',
  webhook: 'newPet',
};
/** The queries of operations that need one. */
const QUERIES: Readonly<Record<string, string>> = { retrieveDiff: '?from=fixtures&to=baseline' };
/** Ids that no object has, for parameters that are not texts. */
const UNKNOWN: Readonly<Record<string, string>> = { reply_id: '999' };
let upstream: Server;
let simulator: Simulator;
let strict: Prism;
let reporting: Prism;
let folder: string;
let fault: string;
let approval: string;
let changedBy: string;
const counts = { requests: 0, violations: 0, operations: new Set<string>() };

beforeAll(async () => {
  upstream = createServer((request, response) => simulator.app(request, response));
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
  folder = await mkdtemp(join(tmpdir(), 'control-prism-'));
  const document = join(folder, 'control.json');
  await writeFile(document, JSON.stringify(contract.document));
  [strict, reporting] = await Promise.all([
    startPrism(document, url, { rejects: true }),
    startPrism(document, url, { rejects: false }),
  ]);
});

/** Creates a world in which every call finds its object. */
beforeEach(async () => {
  simulator = await createSimulator();
  const changed = await simulator.fetch(`http://localhost/api/v1/accounts/${ACCOUNT}`, {
    method: 'PUT',
    headers: { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json' },
    body: JSON.stringify({ provider_display_name: 'Changed' }),
  });
  changedBy = changed.headers.get('x-request-id') ?? '';
  await simulator.sandbox('w3').snapshot();
  await simulator.snapshot('saved');
  ({ id: fault } = await simulator.fault({ kind: 'latency', delayMs: 1, operationId: 'listAgents' }));
  await simulator.reply('It ships on Friday.');
  const waiting = (await (await simulator.fetch('http://localhost/__admin/approvals')).json()) as {
    readonly approvals: readonly { readonly id: string }[];
  };
  approval = waiting.approvals[0]?.id ?? '';
  return () => simulator.close();
});

afterAll(async () => {
  await Promise.all([strict.close(), reporting.close()]);
  upstream.closeAllConnections();
  upstream.close();
  await rm(folder, { recursive: true });
  console.log(
    `Prism: ${counts.requests} requests, ${counts.operations.size} operations, ${counts.violations} violations`,
  );
});

/** Operations that succeed between the first and the last step of a story. */
const AMONG_STEPS = new Set(['nextScenarioStep', 'previousScenarioStep']);

interface ProxiedResponse {
  readonly status: number;
  readonly text: string;
  readonly violations: readonly JsonObject[];
}

interface RequestParts {
  readonly body?: JsonValue | undefined;
  readonly name?: string | undefined;
}

async function sendThrough(
  prism: Prism,
  operation: Operation,
  { body, name }: RequestParts = {},
): Promise<ProxiedResponse> {
  const path = operation.path.replaceAll(/\{([^{}]+)\}/g, (_whole, parameter: string) =>
    encodeURIComponent(
      name === undefined
        ? ({ ...NAMES, fault, approval, request_id: changedBy }[parameter] ?? parameter)
        : (UNKNOWN[parameter] ?? name),
    ),
  );
  const response = await fetch(prism.url + path + (QUERIES[operation.id] ?? ''), {
    method: operation.method,
    headers: {
      accept: 'application/json, application/problem+json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const reported = JSON.parse(response.headers.get('sl-violations') ?? '[]') as JsonObject[];
  const violations = reported.filter(({ location }) => Array.isArray(location) && location[0] === 'response');
  counts.requests += 1;
  counts.violations += violations.length + (text.includes('stoplight.io/prism/errors') ? 1 : 0);
  counts.operations.add(operation.id);
  return { status: response.status, text, violations };
}

describe.each(operations.filter(([id]) => id !== 'streamEvents'))('%s', (_id, operation: Operation) => {
  it('responds as its document declares', async () => {
    if (AMONG_STEPS.has(operation.id)) await simulator.scenario('approval-workflow', { step: 2 });
    if (operation.id === 'sendWebhook') await openWithWebhooks();
    for (const body of await findBodies(operation)) {
      const { status, violations, text } = await sendThrough(strict, operation, { body });
      expect({ status, violations }, text).toEqual({ status: Number(operation.success.code), violations: [] });
    }
  });

  itWhere(operation.path.includes('{'))('rejects an unknown name as its document declares', async () => {
    const { status, violations, text } = await sendThrough(strict, operation, {
      name: 'nothing',
      body: (await findBodies(operation))[0],
    });
    expect(violations, text).toEqual([]);
    expect(text).not.toContain('stoplight.io/prism/errors');
    expect(status).toBeLessThan(500);
  });

  itWhere(operation.body !== undefined)('rejects an invalid body as its document declares', async () => {
    const { status, violations, text } = await sendThrough(reporting, operation, { body: ['no', 'object'] });
    expect(violations, text).toEqual([]);
    expect(text).toContain('urn:athena-simulator:problem:');
    expect(Math.floor(status / 100)).toBe(4);
  });
});

/** Replaces the simulator by one whose contract has webhooks. */
async function openWithWebhooks(): Promise<void> {
  await simulator.close();
  simulator = await createSimulator({ spec: 'test/contracts/new-pet.yaml', allowOutgoing: ['localhost:3000'] });
}

/** Returns the example bodies of the document. Examples of records are incomplete, so stored records replace them. */
async function findBodies(operation: Operation): Promise<readonly (JsonValue | undefined)[]> {
  const examples = bodyExamples(contract, operation).map(([, value]) => value);
  if (operation.id === 'createToken') return [{ user: 'john.doe@example.com' }];
  const path = STORED[operation.id];
  if (path === undefined) return examples.length === 0 ? [undefined] : examples;
  const stored = (await (await simulator.fetch(`http://localhost/__admin/state${path}`)).json()) as JsonObject;
  if (operation.id === 'updateRecord') return [{ provider_display_name: 'Ada' }];
  if (operation.id === 'revertRecord') return [{ before: stored, after: stored }];
  return [path === '/accounts' ? { records: stored['records'] ?? [] } : stored];
}

const STORED: Readonly<Record<string, string>> = {
  replaceState: '',
  replaceCollection: '/accounts',
  updateCollection: '/accounts',
  replaceRecord: `/accounts/${ACCOUNT}`,
  updateRecord: `/accounts/${ACCOUNT}`,
  revertRecord: `/accounts/${ACCOUNT}`,
};

it('has called every operation that does not stream, without violations', () => {
  expect(counts.operations.size).toBe(contract.operations.length - 1);
  expect(counts.violations).toBe(0);
});
