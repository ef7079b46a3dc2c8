import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../../src/index.ts';
import { createCaller, idOf, readExplanation, useSimulator, type Answer, type Call } from '../admin.ts';

const ACCOUNT = '/api/v1/accounts/550e8400-e29b-41d4-a716-446655440000';

const shared = useSimulator();
const { call } = shared;

/** Returns what an explanation says of the validation, and of what the operation does not declare. */
async function explain(answer: Promise<Answer> | Answer, at: Call = call) {
  const { stages, summary } = await readExplanation(at, await answer);
  const validate = stages.find(({ stage }) => stage === 'validate');
  const undeclared = validate?.details.undeclared;
  return { summary, ...validate, undeclared, names: undeclared?.fields.map(({ field }) => field) ?? [] };
}

/** What `send` sends. */
type Sent = Omit<RequestInit, 'headers'> & { readonly headers?: Readonly<Record<string, string>> };

/** Sends a body that is not JSON, as the demo user. */
async function send(simulator: Simulator, path: string, init: Sent): Promise<Answer> {
  const headers = { authorization: 'Bearer athena-demo-token', ...init.headers };
  const response = await simulator.fetch(`http://localhost${path}`, { method: 'POST', ...init, headers });
  return { status: response.status, headers: response.headers, text: await response.text(), body: undefined };
}

describe('the explanation of a request with fields that its operation does not declare', () => {
  it('names them, and what may be meant', async () => {
    const told = await explain(call('PUT', ACCOUNT, { provider_display_nam: 'Ada', zzz: 1 }));
    expect(told).toMatchObject({ verdict: 'applied' });
    expect(told.undeclared).toEqual({
      fields: [
        { in: 'body', field: '/provider_display_nam', nearest: '/provider_display_name', is_ignored: true },
        { in: 'body', field: '/zzz', nearest: null, is_ignored: true },
      ],
      more: 0,
    });
    expect(told.summary).toMatch(/^200: updateAccount succeeded\. /);
    expect(told.summary).toContain(
      'Ignored, since the operation does not declare them: the body fields /provider_display_nam (did you mean /provider_display_name?) and /zzz.',
    );
  });

  it('says nothing of a request whose fields are all declared', async () => {
    const told = await explain(call('PUT', ACCOUNT, { provider_display_name: 'Grace' }));
    expect(told).toMatchObject({ verdict: 'passed', undeclared: undefined });
    expect(told.text).toBe('The contract allows 1 declared parameter and the body (application/json).');
  });

  it('names parameters of the query without their brackets', async () => {
    const told = await explain(call('GET', '/api/v1/agents?pge=2&with[]=user&page=1&filter[name]=x&filter[age]=3'));
    expect(told.undeclared?.fields).toEqual([
      { in: 'query', field: 'pge', nearest: 'page', is_ignored: true },
      { in: 'query', field: 'filter', nearest: null, is_ignored: true },
    ]);
    expect(told.text).toContain('the query parameters pge (did you mean page?) and filter.');
  });

  it('says that they may be the cause of a 422', async () => {
    const told = await explain(call('POST', '/api/v1/workflows', { nam: 'Chosen' }));
    expect(told.verdict).toBe('rejected');
    expect(told.summary).toMatch(/^422: .*the body field \/nam \(did you mean \/name\?\)\.$/);
  });

  it('does not call nested fields ignored: they are stored as a part of their object', async () => {
    const position = { x: 1, y: 2, z: 3 };
    const nodes = [{ id: 'start', type: 'trigger.manual', position, data: { label: 'Go' } }];
    const created = await call('POST', '/api/v1/workflows', { name: 'Nested', nodes });
    expect(created.body.data.nodes[0].position).toEqual(position);
    const told = await explain(created);
    expect(told).toMatchObject({ verdict: 'passed' });
    expect(told.undeclared?.fields).toEqual([
      { in: 'body', field: '/nodes/0/position/z', nearest: null, is_ignored: false },
    ]);
    expect(told.text).toContain('Not declared by the schema of its object: the body field /nodes/0/position/z');
  });

  it('does not name what free objects and maps have', async () => {
    const body = { name: 'Free', settings: { colour: 'red' }, variables: { anything: 1 } };
    expect((await explain(call('POST', '/api/v1/workflows', body))).names).toEqual([]);
  });

  it('counts what it does not name', async () => {
    const many = Object.fromEntries(Array.from({ length: 33 }, (_, index) => [`unknown${index}`, index]));
    const told = await explain(call('PUT', ACCOUNT, many));
    expect(told.undeclared).toMatchObject({ more: 13 });
    expect(told.names).toHaveLength(20);
    expect(told.text).toMatch(/And 13 more that the operation does not declare\.$/);
  });

  it('bounds hostile names, and shows no control characters and no halves of characters', async () => {
    const body = `{"\\u001b[31m${'x'.repeat(5000)}": 1, "\\ud800": 2, "__proto__": 3, "constructor": 4, "a/b~c": 5}`;
    const answer = await call('PUT', ACCOUNT, body);
    const told = await explain(answer);
    expect(told.names.slice(1)).toEqual(['/\ufffd', '/__proto__', '/constructor', '/a~1b~0c']);
    expect(told.names[0]).toMatch(/^\/\\u001b\[31mx{50,100}…$/);
    expect(told.text?.length).toBeLessThan(1000);
    const headers = { accept: 'text/plain' };
    const text = await shared.simulator.fetch(`http://localhost/__admin/requests/${idOf(answer)}/explain`, { headers });
    expect(await text.text()).not.toContain('\u001b');
  });

  it('tells names and no secret', async () => {
    const body = { pasword: 'hush-1', password: 'hush-2', credentials: { inner_hush: 'hush-3' }, note: 'hush-4' };
    const told = await explain(call('PUT', `${ACCOUNT}?api_key=hush-5&pge=hush-6`, body));
    expect(told.names).toEqual(expect.arrayContaining(['api_key', 'pge', '/pasword', '/credentials', '/note']));
    expect(JSON.stringify(told)).not.toContain('hush');
  });

  it('tells that a body is ignored by an operation that takes none', async () => {
    const headers = { 'content-type': 'application/json', 'content-length': '7' };
    const told = await explain(send(shared.simulator, '/api/v1/agents', { method: 'GET', headers }));
    expect(told.text).toMatch(/Ignored, since the operation does not declare it: the body\.$/);
  });

  it('reads the names of a form with files', async () => {
    const { body } = await call('GET', '/api/v1/threads?per_page=1');
    const form = new FormData();
    for (const [name, value] of [
      ['thread_uuid', body.data[0].uuid],
      ['content', 'Hello'],
      ['role', 'user'],
      ['rol', 'hush'],
    ])
      form.append(name, value);
    form.append('attachments[]', new Blob(['text']), 'a.txt');
    form.append('atachments[]', new Blob(['hush']), 'b.txt');
    const answer = await send(shared.simulator, '/api/v1/messages', { body: form });
    expect(answer.status).toBe(201);
    const told = await explain(answer);
    expect(told.names).toEqual(['/rol', '/atachments']);
    expect(told.undeclared?.fields[1]).toMatchObject({ nearest: null, is_ignored: true });
  });

  it('does not call ignored what --strict rejects', async () => {
    await using strict = await createSimulator({ strict: true });
    const at = createCaller(strict);
    const told = await explain(at('PUT', `${ACCOUNT}?pge=1`, { provider_display_nam: 'Ada' }), at);
    expect(told).toMatchObject({ verdict: 'rejected', undeclared: undefined });
  });
});

/** A document of someone else, with the schemas that are difficult to judge. */
const SCHEMAS = {
  Node: {
    type: 'object',
    properties: {
      label: { type: 'string' },
      children: { type: 'array', items: { $ref: '#/components/schemas/Node' } },
    },
  },
  Shape: { oneOf: [{ $ref: '#/components/schemas/Circle' }, { $ref: '#/components/schemas/Square' }] },
  Circle: { type: 'object', properties: { radius: { type: 'number' } } },
  Square: { allOf: [{ type: 'object', properties: { side: { type: 'number' } } }, { properties: { angle: {} } }] },
  Loop: { anyOf: [{ $ref: '#/components/schemas/Loop' }, { type: 'object', properties: { turn: {} } }] },
  Thing: {
    type: 'object',
    properties: {
      node: { $ref: '#/components/schemas/Node' },
      shape: { $ref: '#/components/schemas/Shape' },
      maybe: { anyOf: [{ $ref: '#/components/schemas/Circle' }, { type: 'null' }] },
      either: { anyOf: [{ $ref: '#/components/schemas/Circle' }, { type: 'object' }] },
      loop: { $ref: '#/components/schemas/Loop' },
      metadata: { type: 'object' },
      anything: {},
      map: { type: 'object', additionalProperties: { type: 'string' } },
      patterns: { type: 'object', properties: { a: {} }, patternProperties: { '^x-': {} } },
      evaluated: { allOf: [{ properties: { a: {} } }], unevaluatedProperties: { type: 'string' } },
      conditional: { properties: { kind: {} }, if: { properties: { kind: {} } }, else: { properties: { extra: {} } } },
      pair: { type: 'array', prefixItems: [{ $ref: '#/components/schemas/Circle' }, { type: 'string' }] },
    },
  },
};

const FILTER = { type: 'object', properties: { name: { type: 'string' } } };
const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'Things', version: '1' },
  paths: {
    '/things': {
      post: {
        operationId: 'addThing',
        parameters: [
          { name: 'filter', in: 'query', style: 'deepObject', explode: true, schema: FILTER },
          { name: 'spread', in: 'query', schema: { type: 'object', properties: { red: {}, green: {} } } },
          { name: 'json', in: 'query', content: { 'application/json': { schema: { type: 'object' } } } },
          { name: 'ids[]', in: 'query', schema: { type: 'array', items: { type: 'string' } } },
        ],
        requestBody: {
          content: {
            'application/json': { schema: { $ref: '#/components/schemas/Thing' } },
            'application/x-www-form-urlencoded': {
              schema: {
                type: 'object',
                properties: {
                  'tags[]': { type: 'array', items: { type: 'string' } },
                  address: { type: 'object', properties: { city: { type: 'string' } } },
                },
              },
            },
          },
        },
        responses: { 200: { description: 'Done.' } },
      },
    },
    '/open': {
      get: {
        operationId: 'readOpen',
        parameters: [{ name: 'params', in: 'query', schema: { type: 'object', additionalProperties: true } }],
        responses: { 200: { description: 'Done.' } },
      },
    },
  },
  components: { schemas: SCHEMAS },
};

describe('what a document of someone else does not declare', () => {
  let folder = '';
  let simulator: Simulator | undefined;
  const at: Call = (...request) => {
    if (simulator === undefined) throw new Error('The simulator is created before the first test.');
    return createCaller(simulator)(...request);
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'undeclared-'));
    await writeFile(join(folder, 'openapi.json'), JSON.stringify(DOCUMENT));
    simulator = await createSimulator({ spec: join(folder, 'openapi.json') });
  });
  afterAll(async () => {
    await simulator?.close();
    await rm(folder, { recursive: true });
  });

  it.each([
    [
      'a schema that refers to itself',
      { node: { children: [{ children: [{ labl: 1 }] }] } },
      ['/node/children/0/children/0/labl'],
    ],
    ['an alternative and a part of one', { shape: { radius: 1, side: 2, angle: 3, colour: 4 } }, ['/shape/colour']],
    ['an object that may be null', { maybe: { radus: 1 } }, ['/maybe/radus']],
    ['an alternative that is free', { either: { other: 1 } }, []],
    ['an alternative that is the schema itself', { loop: { turn: 1, trn: 2 } }, ['/loop/trn']],
    ['free objects', { metadata: { a: { b: 1 } }, anything: { a: 1 } }, []],
    ['maps and patterns', { map: { a: 'b' }, patterns: { 'x-a': 1, b: 2 }, evaluated: { c: 'd' } }, []],
    ['conditions', { conditional: { kind: 1, extra: 2, extr: 3 } }, ['/conditional/extr']],
    ['elements of a tuple', { pair: [{ radius: 1, r: 2 }, 'x'] }, ['/pair/0/r']],
    ['a field of a form in JSON', { address: { city: 'Rome' }, thing: 1 }, ['/thing']],
  ])('is told for %s', async (_, body, names) => {
    const told = await explain(at('POST', '/things', body), at);
    expect(told.names).toEqual(names);
    // The rules of such a document may store any field.
    expect(told.undeclared?.fields.filter(({ is_ignored: isIgnored }) => isIgnored) ?? []).toEqual([]);
  });

  it('does not name the properties of a deep or an exploded object, JSON in a parameter, or a list', async () => {
    const query = 'filter[name]=a&filter[other]=b&red=1&green=2&json={"a":1}&ids[]=1&ids[]=2&ids=3&blu=4';
    expect((await explain(at('POST', `/things?${query}`, {}), at)).names).toEqual(['blu']);
    expect((await explain(at('GET', '/open?anything=1&other[x]=2'), at)).names).toEqual([]);
  });

  it('reads forms', async () => {
    const body = 'tags[]=a&tags[]=b&address[cty]=Oslo&tag=c&password=hush';
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    if (simulator === undefined) throw new Error('The simulator is created before the first test.');
    const told = await explain(send(simulator, '/things', { body, headers }), at);
    expect(told.names).toEqual(['/address/cty', '/tag', '/password']);
    expect(told.undeclared?.fields[0]).toMatchObject({ nearest: '/address/city' });
    expect(JSON.stringify(told)).not.toContain('hush');
  });

  it('is told by the contract of the request, and no longer once another one is loaded', async () => {
    const sent = await at('POST', '/things', { metadta: {} });
    expect((await explain(sent, at)).names).toEqual(['/metadta']);
    await at('POST', '/__admin/reload', {});
    expect((await explain(sent, at)).names).toEqual(['/metadta']);
    const changed = structuredClone(DOCUMENT);
    changed.info.title = 'Other things';
    await writeFile(join(folder, 'openapi.json'), JSON.stringify(changed));
    expect((await at('POST', '/__admin/reload', {})).status).toBe(200);
    expect((await explain(sent, at)).undeclared).toBeUndefined();
    expect((await explain(at('POST', '/things', { metadta: {} }), at)).names).toEqual(['/metadta']);
  });
});
