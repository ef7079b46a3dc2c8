import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadContract } from '../src/assembly/load/load-contract.ts';
import type { JsonObject } from '../src/kernel/json/json.ts';
import { createSimulator, type Simulator, type SimulatorOptions } from '../src/simulator.ts';
import { useShopVariants } from './support/shop-variants.ts';

describe('the response cache does not change responses', () => {
  test('random writes and reads return the same bytes with and without it', async () => {
    const bodies = await readBodies();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
        const simulators = await Promise.all([createSimulator({ noCache: false }), createSimulator({ noCache: true })]);
        const [cached, uncached] = await Promise.all(simulators.map((simulator) => play(simulator, steps, bodies)));
        expect(cached).toEqual(uncached);
        expect(simulators[0]?.violations()).toEqual(simulators[1]?.violations());
        await Promise.all(simulators.map((simulator) => simulator.close()));
      }),
      { numRuns: Math.ceil(RUNS), seed: 20, endOnFailure: true },
    );
  });
});

describe('a header that changes the response is part of the cache key', () => {
  const makeVariant = useShopVariants();

  test('of every operation of the Athena API', async () => {
    const { contract } = await loadContract(undefined);
    const paths = contract.operations.filter(({ method }) => method === 'GET').map(({ path }) => toSamplePath(path));
    expect(paths.length).toBeGreaterThan(20);
    const compared = await compareReads({}, paths, async (simulator) => {
      const { token, cookie } = await signIn(simulator, 'jane.smith@example.com');
      return {
        ...HEADERS,
        authorization: [...(HEADERS['authorization'] ?? []), `Bearer ${token}`],
        cookie: ['theme=dark', 'athena_session=unknown', cookie, `theme=dark; ${cookie}`],
      };
    });
    expect(compared).toBeGreaterThan(100);
  });

  test('of an operation that declares header and cookie parameters', async () => {
    const spec = await makeVariant(
      [LIST, `${LIST}${PARAMETERS}`],
      [
        `description: The shelf,\n            content: { ${ITEM}`,
        `description: The shelf,\n            content: { ${ITEM}, ${XML}`,
      ],
    );
    const compared = await compareReads(
      { spec },
      ['/shelves', '/shelves/1', '/shelves?per_page=1'],
      async (simulator) => {
        await read(simulator, 'POST', '/shelves', { body: { name: 'First' }, base: '' });
        return {
          ...HEADERS,
          'x-tenant': ['north', 'south', 'nowhere'],
          'x-request-id': ['one', 'twenty-one'],
          cookie: ['mode=dark', 'mode=light', 'mode=blue', 'other=1', 'mode=%22%0A', 'mode=dark; other=1'],
        };
      },
    );
    expect(compared).toBeGreaterThan(100);
  });
});

/**
 * Sends random reads that differ in their headers to a simulator with and one without the cache, and compares the
 * responses. Returns how many were compared. `prepare` returns the headers and their values; the first value is the
 * usual one.
 */
async function compareReads(
  options: SimulatorOptions,
  paths: readonly string[],
  prepare: (simulator: Simulator) => Promise<Readonly<Record<string, readonly string[]>>>,
): Promise<number> {
  const simulators = await Promise.all(
    [false, true].map((noCache) => createSimulator({ ...options, seed: '1', noCache })),
  );
  const [headers, again] = await Promise.all(simulators.map(prepare));
  expect(again).toEqual(headers);
  const values = fc.record(
    Object.fromEntries(
      // Most requests have the usual credentials, and few of the other headers: most responses are successes.
      Object.entries(headers ?? {}).map(([name, [usual, ...others]]) => [
        name,
        REQUIRED.has(name)
          ? fc.constantFrom(...Array.from({ length: 9 }, () => usual), ...others, undefined)
          : fc.constantFrom(...Array.from({ length: 12 }, () => undefined), usual, ...others),
      ]),
    ),
  );
  const other = fc.dictionary(fc.stringMatching(/^x-[a-z]{1,8}$/), fc.stringMatching(/^\w{1,8}$/), { maxKeys: 2 });
  const reads = fc.array(fc.record({ values, other }), { minLength: 2, maxLength: 5 });
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), reads, async (path, requests) => {
      // Each one twice, because the second may come from the cache.
      for (const request of [...requests, ...requests]) {
        const sent = Object.entries({ ...request.other, ...request.values }).filter(([, value]) => value !== undefined);
        const [cached, uncached] = await Promise.all(simulators.map((simulator) => readWith(simulator, path, sent)));
        expect(cached).toEqual(uncached);
        compared += 1;
      }
    }),
    {
      numRuns: Math.ceil(Math.max(40, paths.length) * RUNS),
      seed: 20,
      endOnFailure: true,
    },
  );
  await Promise.all(simulators.map((simulator) => simulator.close()));
  return compared;
}

async function readWith(
  simulator: Simulator,
  path: string,
  headers: readonly (readonly [name: string, value: string | undefined])[],
): Promise<unknown> {
  const response = await simulator.fetch(`http://a.test${path}`, { headers: headers as [string, string][] });
  const text = await response.text();
  return [response.status, response.headers.get('etag'), response.headers.get('content-type'), text];
}

/** Fills the parameters of a path with keys of the demo world. */
function toSamplePath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    name.includes('user') ? '123' : '550e8400-e29b-41d4-a716-446655440000',
  );
}

describe('a change is visible immediately', () => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await createSimulator();
  });
  afterAll(() => simulator.close());

  test('in every resource that nests the record', async () => {
    const workspace = '550e8400-e29b-41d4-a716-446655440000';
    const namesOf = async (): Promise<readonly unknown[]> => {
      const { data } = (await read(simulator, 'GET', '/accounts?per_page=100')).value as {
        data: { workspace: JsonObject }[];
      };
      return data
        .filter((account) => account.workspace['uuid'] === workspace)
        .map((account) => account.workspace['name']);
    };
    const before = await namesOf();
    expect(before.length).toBeGreaterThan(1);
    expect((await read(simulator, 'PUT', `/workspaces/${workspace}`, { body: { name: 'Renamed' } })).status).toBe(200);
    expect(await namesOf()).toEqual(before.map(() => 'Renamed'));
  });

  test('in counts of the record', async () => {
    const agent = '550e8400-e29b-41d4-a716-446655440000';
    const count = async (): Promise<unknown> =>
      ((await read(simulator, 'GET', `/agents/${agent}?with_count=threads`)).value as { data: JsonObject }).data[
        'threads_count'
      ];
    const before = Number(await count());
    const { status, value } = await read(simulator, 'POST', '/threads', { body: { name: 'New', agent_uuid: agent } });
    expect(status).toBe(201);
    expect(await count()).toBe(before + 1);
    await read(simulator, 'DELETE', `/threads/${String((value as { data: JsonObject }).data['uuid'])}`);
    expect(await count()).toBe(before);
  });
});

/** One request of a run. `slot` chooses among the keys that responses have shown so far; undefined is the list. */
interface Step {
  readonly method: string;
  readonly collection: string;
  readonly slot: number | undefined;
  readonly query: string;
  readonly user: number;
  readonly value: number;
  readonly host: string;
}

/** The parts of a response that are compared. */
interface ComparedResponse {
  readonly status: number;
  readonly tag: string | null;
  readonly text: string;
  readonly value: unknown;
}

/** Sends the steps as two users, and returns every response. */
async function play(
  simulator: Simulator,
  steps: readonly Step[],
  bodies: Bodies,
): Promise<readonly Omit<ComparedResponse, 'value'>[]> {
  const signedIn = await Promise.all(USERS.map((email) => signIn(simulator, email)));
  const keys = new Map<string, string[]>();
  const responses: Omit<ComparedResponse, 'value'>[] = [];
  const send = async (step: Step): Promise<void> => {
    const known = keys.get(step.collection) ?? [];
    const key = step.slot === undefined || step.method === 'POST' ? undefined : known[step.slot % known.length];
    const method = key === undefined && step.method !== 'POST' ? 'GET' : step.method;
    const body =
      method === 'POST' || method === 'PUT'
        ? change(bodies.get(`${method} ${step.collection}`) ?? {}, step.value)
        : undefined;
    const path = `/${step.collection}${key === undefined ? '' : `/${key}`}${step.query === WITH ? toWith(step.collection) : step.query}`;
    const { value, ...compared } = await read(simulator, method, path, {
      body,
      token: signedIn[step.user]?.token,
      host: step.host,
    });
    keys.set(step.collection, [...new Set([...known, ...findKeys(value)])]);
    responses.push(compared);
  };
  for (const collection of COLLECTIONS) await send({ ...FIRST, collection });
  let reads: readonly Step[] = [];
  for (const next of steps) {
    await send(next);
    if (next.method === 'GET') reads = [next, ...reads].slice(0, REPEATED);
    // The latest reads are repeated after each write.
    else for (const again of reads) await send(again);
  }
  return responses;
}

/** Changes the name only: other fields of an example may refer to deleted records. */
function change(body: JsonObject, value: number): JsonObject {
  const name = ['provider_display_name', 'title'].find((candidate) => candidate in body) ?? 'name';
  const visibility = 'visibility' in body ? { visibility: value % 2 === 0 ? 'public' : 'private' } : {};
  return { ...body, [name]: `Name ${value}`, ...visibility };
}

function toWith(collection: string): string {
  return collection === 'agents'
    ? '?with=memories,threads,shares&with_count=memories,threads,shares'
    : '?with_count=messages&with=messages';
}

function findKeys(value: unknown): readonly string[] {
  const data: unknown = (value as { data?: unknown } | undefined)?.data;
  const list = Array.isArray(data) ? (data as JsonObject[]) : [data as JsonObject | undefined];
  return list.flatMap((item) => (typeof item?.['uuid'] === 'string' ? [item['uuid']] : []));
}

/** Returns the contract's example bodies by method and collection. */
async function readBodies(): Promise<Bodies> {
  const { contract } = await loadContract(undefined);
  return new Map(
    contract.operations.flatMap(({ method, path, body }) => {
      const example = body?.mediaTypes[0]?.example;
      return example === undefined ? [] : [[`${method} ${path.split('/')[3] ?? ''}`, example as JsonObject] as const];
    }),
  );
}

type Bodies = ReadonlyMap<string, JsonObject>;

async function signIn(
  simulator: Simulator,
  email: string,
): Promise<{ readonly token: string; readonly cookie: string }> {
  const response = await simulator.fetch('http://a.test/api/v1/auth/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: 'password' }),
  });
  const { data } = (await response.json()) as { data: { token: string } };
  const cookie = response.headers.getSetCookie().find((line) => line.startsWith('athena_session='));
  return { token: data.token, cookie: cookie?.split(';')[0] ?? '' };
}

interface RequestParts {
  readonly body?: JsonObject | undefined;
  readonly token?: string | undefined;
  readonly host?: string;
  readonly base?: string;
}

async function read(
  simulator: Simulator,
  method: string,
  path: string,
  { body, token = 'athena-demo-token', host = 'a.test', base = '/api/v1' }: RequestParts = {},
): Promise<ComparedResponse> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await simulator.fetch(`http://${host}${base}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    tag: response.headers.get('etag'),
    text,
    value: text === '' ? undefined : (JSON.parse(text) as unknown),
  };
}

/** A few for every change; `npm run test:no-cache` runs each property more often. */
const RUNS = Number(process.env['CACHE_RUNS'] ?? 0.5);
/** Headers that a stage reads or may read, and values that make a difference. */
const HEADERS: Readonly<Record<string, readonly string[]>> = {
  authorization: ['Bearer athena-demo-token', 'bearer  athena-demo-token', 'Bearer unknown', 'Basic x'],
  'x-multiplai-authorization': ['Bearer unknown'],
  accept: ['application/json', 'application/xml', 'text/html', '*/*;q=0'],
  'accept-language': ['de', 'en'],
  prefer: ['code=404', 'code=200', 'dynamic=true', 'example=nothing', 'wait=1'],
  'if-none-match': ['*', '"x"'],
  cookie: ['athena_session=unknown', 'theme=dark', 'athena_session=%0A; theme=dark'],
  'content-type': ['application/json', 'text/plain'],
  'user-agent': ['browser/1', 'browser/2'],
  traceparent: ['00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'],
  'x-request-id': ['one', 'two'],
};
const LIST = '      operationId: listShelves\n      parameters:\n';
const PARAMETERS = [
  '        - { name: X-Tenant, in: header, required: true, schema: { type: string, enum: [north, south] } }',
  '        - { name: X-Request-Id, in: header, schema: { type: string, maxLength: 5 } }',
  '        - { name: mode, in: cookie, schema: { type: string, enum: [dark, light] } }\n',
].join('\n');
const ITEM = "application/json: { schema: { $ref: '#/components/schemas/ShelfItem' } }";
const XML = "application/xml: { schema: { $ref: '#/components/schemas/ShelfItem' } }";
/** Headers without which most requests would be rejected. */
const REQUIRED: ReadonlySet<string> = new Set(['authorization', 'x-tenant']);
const USERS = ['john.doe@example.com', 'jane.smith@example.com'];
const COLLECTIONS = ['accounts', 'agents', 'workspaces', 'threads', 'providers'] as const;
/** Placeholder for all relations and counts of the collection. */
const WITH = '?with';
const QUERIES = [
  '',
  '?per_page=3&page=2',
  '?sort_by=updated_at&sort_direction=desc',
  '?sort_by=created_at&per_page=5',
  '?search=name',
  '?search=a&sort_direction=desc',
  WITH,
  '?date_from=2025-01-01&per_page=4',
  '?user_ids[]=123',
];
const REPEATED = 5;
const FIRST: Step = {
  method: 'GET',
  collection: 'accounts',
  slot: undefined,
  query: '?per_page=100',
  user: 0,
  value: 0,
  host: 'a.test',
};

const step: fc.Arbitrary<Step> = fc.record({
  method: fc.constantFrom('GET', 'GET', 'GET', 'GET', 'PUT', 'PUT', 'POST', 'DELETE'),
  collection: fc.constantFrom(...COLLECTIONS),
  slot: fc.option(fc.nat(1), { nil: undefined, freq: 3 }),
  query: fc.oneof(fc.constantFrom(...QUERIES), fc.constant(WITH)),
  user: fc.nat(1),
  value: fc.nat(9),
  host: fc.constantFrom('a.test', 'a.test', 'b.test'),
});
