import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, SimulatorError, type Simulator } from '../src/index.ts';
import { toProblemBody } from '../src/control/to-problem-details.ts';
import { toLoggedProblem } from '../src/http/logged-problem.ts';
import { Problem, PROBLEMS, type ProblemCode } from '../src/kernel/problem.ts';
import { createCaller } from './control/admin.ts';

const CODES = Object.keys(PROBLEMS) as ProblemCode[];
/** What differs from a valid request. */
interface SentRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const SHOP = fileURLToPath(new URL('contracts/shop/openapi.yaml', import.meta.url));
const TAKEN = { name: 'taken' };
const SENTENCE = /^[A-Z][^]{10,}[.]$/;

describe.each(CODES)('%s has a remedy', (code) => {
  it('in the log, the control plane and the TypeScript API', () => {
    const problem = new Problem(code);
    for (const { remedy } of [toLoggedProblem(problem), toProblemBody(problem), new SimulatorError(code, 'It failed.')])
      expect(remedy).toMatch(SENTENCE);
  });
});

describe('every rejection of the API has a remedy in its explanation', () => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await createSimulator();
  });
  afterAll(() => simulator.close());

  it.each<[code: string, path: string, init: SentRequest]>([
    ['MALFORMED_PATH', '/api/v1/agents/%E0%A4%A', {}],
    ['MALFORMED_BODY', '/api/v1/threads', { method: 'POST', body: '{' }],
    ['INVALID_PREFERENCE', '/api/v1/user', { headers: { Prefer: 'code=418' } }],
    ['UNAUTHENTICATED', '/api/v1/user', { headers: { Authorization: 'Bearer wrong' } }],
    ['FORBIDDEN', '/api/v1/agents/be38d428-f6c6-4891-b7e4-d99b74fecff2', { method: 'DELETE' }],
    ['ROUTE_NOT_FOUND', '/api/v1/nothing/at/all/like/it', {}],
    ['RECORD_NOT_FOUND', '/api/v1/agents/00000000-0000-4000-8000-000000000000', {}],
    ['METHOD_NOT_ALLOWED', '/api/v1/agents', { method: 'PATCH' }],
    ['STATE_CONFLICT', '/api/v1/providers/550e8400-e29b-41d4-a716-446655440000', { method: 'DELETE' }],
    [
      'UNSUPPORTED_MEDIA_TYPE',
      '/api/v1/threads',
      { method: 'POST', headers: { 'Content-Type': 'application/xml' }, body: '<a/>' },
    ],
    ['VALIDATION_FAILED', '/api/v1/threads', { method: 'POST', body: '{}' }],
    ['BODY_TOO_LARGE', '/api/v1/threads', { method: 'POST', body: `"${'x'.repeat(11_000_000)}"` }],
  ])('%s', async (code, path, { headers, ...init }) => {
    const response = await simulator.fetch(`http://localhost${path}`, {
      ...init,
      headers: {
        Authorization: 'Bearer athena-demo-token',
        'Content-Type': 'application/json',
        'X-Request-Id': code,
        ...headers,
      },
    });
    expect(response.headers.get('x-athena-error')).toBe(code);
    expect((await simulator.explain(code)).remedy).toMatch(SENTENCE);
  });
});

describe('a 409 of the control plane has the remedy of its cause', () => {
  let simulator: Simulator;
  let shop: Simulator;
  beforeAll(async () => {
    [simulator, shop] = await Promise.all([createSimulator(), createSimulator({ spec: SHOP })]);
    await simulator.snapshot('taken');
    await simulator.sandbox('taken').reset();
    await simulator.reply('Hello.');
    const send = (id: string, body: object) =>
      createCaller(simulator, undefined, { 'x-request-id': id })('POST', '/api/v1/agents', body);
    await send('long', { name: 'Long', description: 'x'.repeat(70_000) });
    await send('undone', { name: 'Undone' });
    await simulator.revert('undone');
  });
  afterAll(() => Promise.all([simulator.close(), shop.close()]));

  it.each<[cause: string, remedy: RegExp, call: string, body?: object]>([
    ['a snapshot that exists', /^Replace it: npx athena-simulator snapshot save taken/, 'POST snapshots', TAKEN],
    ['no active scenario', /^Activate one that has steps/, 'POST scenarios/next'],
    ['the name of another sandbox', /^Choose another name, or delete/, 'POST sandboxes/baseline/fork', { to: 'taken' }],
    ['a request without all of its body', /^Send it from its client/, 'POST requests/long/replay'],
    ['a request that was undone already', /^There is nothing left to undo/, 'POST requests/undone/revert'],
    ['an order of other reply rules', /^Send the id of every rule/, 'PUT replies/order', { ids: [77] }],
    [
      'an edit of a record that has changed since',
      /^Compare the record/,
      'POST state/users/123/revert',
      { before: { name: 'A' }, after: { name: 'B' } },
    ],
  ])('%s', async (_, remedy, call, body) => {
    const [method = '', path = ''] = call.split(' ');
    const answer = await createCaller(simulator)(method, `/__admin/${path}`, body);
    expect([answer.status, answer.body.remedy]).toEqual([409, expect.stringMatching(remedy)]);
  });

  it.each<[cause: string, remedy: RegExp, path: string, body: object]>([
    ['a contract without users', /^Send requests with any token/, 'tokens', { user: 1 }],
    ['a contract without models', /^Start without --spec/, 'replies', { reply: 'Hello.' }],
  ])('%s', async (_, remedy, path, body) => {
    const answer = await createCaller(shop)('POST', `/__admin/${path}`, body);
    expect([answer.status, answer.body.remedy]).toEqual([409, expect.stringMatching(remedy)]);
  });
});
