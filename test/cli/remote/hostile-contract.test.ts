import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openMcp } from '../mcp/mcp-session.ts';
import { runCommand } from './run-remote-command.ts';

const DEEP = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
const MALFORMED = '#/components/schemas/%E0%A4%A';

/** Serves a contract, as a simulator does, and nothing else. Returns its address; `seen` collects the targets. */
async function serveContract(contract: object, seen: string[] = []): Promise<string> {
  const server = createServer((request, response) => {
    seen.push(request.url ?? '');
    const isContract = request.url === '/__admin/contract.json';
    if (request.url === '/deep') return void response.end(DEEP);
    response.writeHead(isContract ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isContract ? contract : {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const operation = (more: object): object => ({
  openapi: '3.1.0',
  paths: { '/pets': { post: { operationId: 'addPet', responses: {}, ...more } } },
});

it.each<[place: string, contract: object]>([
  ['a parameter', operation({ parameters: [{ $ref: MALFORMED }] })],
  ['a body', operation({ requestBody: { $ref: MALFORMED } })],
  ['a schema', operation({ requestBody: { content: { 'application/json': { schema: { $ref: MALFORMED } } } } })],
  ['the paths', { openapi: '3.1.0', paths: { $ref: MALFORMED } }],
])('a contract whose $ref of %s cannot be decoded is an error that names it', async (_place, contract) => {
  const url = await serveContract(contract);
  for (const argv of [
    ['call', 'addPet'],
    ['operations', 'addPet'],
  ]) {
    const { code, err } = await runCommand([...argv, '--url', url]);
    expect([code, err]).toEqual([1, expect.stringContaining(MALFORMED)]);
    expect(err).toMatch(/Correct it/);
  }
});

it('that a reference leads nowhere, or to what each object has, is not fatal', async () => {
  const parameters = [{ $ref: '#/nowhere' }, { $ref: '#/constructor' }, { $ref: '#/__proto__/toString' }];
  const url = await serveContract(operation({ parameters }));
  const { code, out } = await runCommand(['operations', 'addPet', '--url', url]);
  expect([code, out]).toEqual([0, expect.stringContaining('addPet: POST /pets')]);
});

const SELF = { $ref: '#/components/schemas/Self' };

const MANY = Array.from({ length: 60 }, () => SELF);
const SELF_IN_FIELDS = Object.fromEntries(MANY.map((self, index) => [`field_${index}`, self]));
const SELF_IN_TYPES = { list: { type: 'array', items: SELF }, either: { anyOf: MANY } };

it.each<[what: string, mediaType: string, self: object]>([
  ['a form that consists of itself', 'multipart/form-data', { allOf: [SELF] }],
  ['a body that often consists of itself', 'application/json', { allOf: MANY }],
  ['a body with itself in each of its fields', 'application/json', { properties: SELF_IN_FIELDS }],
  ['a value that is itself in each way', 'application/json', { properties: SELF_IN_TYPES, anyOf: MANY }],
  ['a value of all of these', 'application/json', { properties: SELF_IN_FIELDS, anyOf: MANY, oneOf: MANY }],
  ['a list of itself', 'application/json', { type: 'array', items: SELF, properties: SELF_IN_TYPES }],
])('%s is described, and found', async (_what, mediaType, self) => {
  const url = await serveContract({
    ...operation({ requestBody: { content: { [mediaType]: { schema: SELF } } } }),
    components: { schemas: { Self: self } },
  });
  for (const text of ['addPet', 'add']) {
    const { code, out } = await runCommand(['operations', text, '--url', url]);
    expect([code, out]).toEqual([0, expect.stringContaining('addPet')]);
  }
});

it('an operation with very many fields is found by the names of them', async () => {
  const properties = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`field_${index}`, {}]));
  const schema = { properties };
  const url = await serveContract(operation({ requestBody: { content: { 'application/json': { schema } } } }));
  const { code, out } = await runCommand(['operations', 'pet field', '--url', url]);
  expect([code, out]).toEqual([0, expect.stringContaining('field_99999')]);
});

it('a file for an operation without files names those that take some, of very many', async () => {
  const file = { type: 'string', format: 'binary' };
  const requestBody = { content: { 'multipart/form-data': { schema: { properties: { file } } } } };
  const ids = Array.from({ length: 5000 }, (_, index) => `take${index}`);
  const url = await serveContract({
    openapi: '3.1.0',
    paths: Object.fromEntries([
      ['/none', { post: { operationId: 'takeNone', responses: {} } }],
      ...ids.map((operationId) => [`/${operationId}`, { post: { operationId, responses: {}, requestBody } }] as const),
    ]),
  });
  const { code, err } = await runCommand(['call', 'takeNone', '--file', 'file=@photo.png', '--url', url]);
  expect([code, err]).toEqual([2, expect.stringContaining('take4999')]);
});

describe('fields of a response', () => {
  const json = (schema: object): object => ({ content: { 'application/json': { schema } } });
  const textOf = (name: string): object => ({ properties: { [name]: { type: 'string' } } });
  const SELVES = Array.from({ length: 8 }, () => SELF);

  it.each<[what: string, responses: object, field: string]>([
    ['a response that is itself in each way', { 200: json(SELF) }, 'a'],
    ['a second success', { 200: json(textOf('a')), 201: json(textOf('b')) }, 'b'],
    ['one of two declarations', { 200: json({ allOf: [{ properties: { a: textOf('b') } }, textOf('a')] }) }, 'a.b'],
    ['an object or a text', { 200: json({ anyOf: [{ type: 'object' }, { type: 'string' }] }) }, 'a'],
    ['an object with fields, or with others', { 200: json({ anyOf: [textOf('a'), { type: 'object' }] }) }, 'b'],
    ['a success without a schema', { 200: json(textOf('a')), 201: { content: { 'application/json': {} } } }, 'b'],
  ])('are sent for: of %s', async (_what, responses, field) => {
    const seen: string[] = [];
    const schemas = { Self: { anyOf: SELVES, allOf: SELVES, oneOf: SELVES, items: SELF, properties: { a: SELF } } };
    const url = await serveContract({ ...operation({ responses }), components: { schemas } }, seen);
    await runCommand(['call', 'addPet', '--fields', field, '--url', url]);
    expect(seen).toContain('/pets');
  });

  it.each<[what: string, schema: object]>([
    ['of an object or none', { anyOf: [textOf('a'), { type: 'null' }] }],
    ['of an object, or an empty one', { oneOf: [textOf('a'), { type: 'object', maxProperties: 0 }] }],
    ['of objects in a list', { type: 'array', items: { allOf: [textOf('a'), { required: ['a'] }] } }],
    ['of a text', { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'number' } }] }],
  ])('are unknown before anything is sent: %s', async (_what, schema) => {
    const seen: string[] = [];
    const url = await serveContract(operation({ responses: { 200: json(schema) } }), seen);
    const { code, err } = await runCommand(['call', 'addPet', '--fields', 'b', '--url', url]);
    expect([code, err]).toEqual([2, expect.stringContaining('The response has no field "b"')]);
    expect(seen).not.toContain('/pets');
  });
});

it.each([[[]], [['--fields', 'a']]])('a response that is nested too deeply is printed as it is: %j', async (more) => {
  const paths = { '/deep': { get: { operationId: 'getDeep', responses: {} } } };
  const url = await serveContract({ openapi: '3.1.0', paths });
  const { code, out } = await runCommand(['call', 'getDeep', ...more, '--url', url]);
  expect([code, out]).toEqual([0, DEEP]);
});

it('a contract that is nested too deeply is an error that says so', async () => {
  // It is served as it is: as JSON it cannot be formatted.
  const server = createServer((_, response) => response.end(`{"deep":${DEEP}}`));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { code, err } = await runCommand(['operations', '--url', url]);
  expect([code, err]).toEqual([
    1,
    `The contract of ${url} is nested too deeply. Correct it, and start the server again.\n`,
  ]);
});

const EVIL = '--url=http://evil.test';

it.each([EVIL, 'a=b', ''])('an operation that needs a parameter %j has no command, and says so', async (name) => {
  const url = await serveContract(operation({ parameters: [{ name, in: 'query', required: true, schema: {} }] }));
  const { code, out } = await runCommand(['operations', 'addPet', '--url', url]);
  expect([code, out]).toEqual([0, expect.stringContaining('because of the name of a parameter')]);
  expect(out).not.toContain('npx');
  expect(JSON.parse((await runCommand(['operations', 'addPet', '--url', url, '--json'])).out)).toMatchObject({
    call: null,
  });
});

it('a file of a strange name is one word of a command that is printed', async () => {
  const schema = { properties: { 'a; rm -rf b': { type: 'string', format: 'binary' } } };
  const url = await serveContract(operation({ requestBody: { content: { 'multipart/form-data': { schema } } } }));
  const { out } = await runCommand(['operations', 'addPet', '--url', url]);
  expect(out).toContain("--file 'a; rm -rf b=@FILE'");
});

it('a parameter of an operation replaces that of its path, and is sent once', async () => {
  const seen: string[] = [];
  const page = (description: string): object => ({
    name: 'page',
    in: 'query',
    description,
    schema: { type: 'integer' },
  });
  const url = await serveContract(
    {
      openapi: '3.1.0',
      paths: {
        '/pets': {
          parameters: [page('Of the path.')],
          get: { operationId: 'listPets', responses: {}, parameters: [page('Its own.')] },
        },
      },
    },
    seen,
  );
  const { out } = await runCommand(['operations', 'listPets', '--url', url]);
  expect(out).toContain('Its own.');
  expect(out).not.toContain('Of the path.');
  await runCommand(['call', 'listPets', 'page=2', '--url', url]);
  expect(seen).toContain('/pets?page=2');
});

it.each(['a\nb', '\u20ac', 'half a pair \ud800'])(
  'a header or a cookie cannot have %j, and the error says so',
  async (text) => {
    const parameters = [
      { name: 'X-Note', in: 'header', schema: { type: 'string' } },
      { name: 'note', in: 'cookie', schema: { type: 'string' } },
    ];
    const url = await serveContract(operation({ parameters }));
    const { code, err } = await runCommand(['call', 'addPet', `X-Note=${text}`, '--url', url]);
    expect([code, err]).toEqual([2, expect.stringContaining('The header "X-Note" has characters')]);
    const cookie = await runCommand(['call', 'addPet', `note=${text}`, '--url', url]);
    expect(cookie.err).toContain(text.includes('\ud800') ? 'no cookie can have it' : '404');
  },
);

it('a tool tells what cannot be decoded, too', async () => {
  const url = await serveContract(operation({ parameters: [{ $ref: MALFORMED }] }));
  const { call } = await openMcp(['--url', url, '--sandbox', 'w1']);
  const told = await call('find_operations', { operation: 'addPet' });
  expect([told.isError, told.text]).toEqual([true, expect.stringContaining(MALFORMED)]);
});

it('a tool describes an operation whose schema refers to itself a hundred times, in a text of bounded size', async () => {
  const self = { $ref: '#/components/schemas/Self' };
  const properties = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`field_${index}`, self]));
  const url = await serveContract({
    ...operation({ requestBody: { content: { 'application/json': { schema: self } } } }),
    components: { schemas: { Self: { type: 'object', properties } } },
  });
  const { call } = await openMcp(['--url', url, '--sandbox', 'w1']);
  const told = await call('find_operations', { operation: 'addPet' });
  expect(told.isError).not.toBe(true);
  expect(told.text).toContain('The result is in the file');
});
