import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator } from '../../src/index.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import { BootError } from '../../src/kernel/boot-fault.ts';
import { readProcessorTime } from '../support/processor-time.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-documents-'));
});
afterAll(() => rm(folder, { recursive: true }));

type Schema = object;

/** Returns forty schemas, each of which refers to the next one twice. */
function toLadder(
  rung: (next: Schema) => Schema,
  last: Schema,
): { readonly schema: Schema; readonly schemas: Record<string, Schema> } {
  const names = Array.from({ length: 40 }, (_, index) => `L${index}`);
  const schemas = Object.fromEntries(
    names.map((name, index) => [name, rung({ $ref: `#/components/schemas/L${index + 1}` })]),
  );
  return { schema: { $ref: '#/components/schemas/L0' }, schemas: { ...schemas, L40: last } };
}

function toDeep(depth: number): Schema {
  let schema: Schema = { type: 'string' };
  for (let level = 0; level < depth; level += 1)
    schema = { type: 'object', properties: { a: schema }, required: ['a'] };
  return schema;
}

/** Returns a ladder in which the two parts of each `allOf` differ. */
function toCrossedLadder(): ReturnType<typeof toLadder> {
  const schemas: Record<string, Schema> = {};
  for (let index = 0; index < 40; index += 1) {
    const allOf = ['A', 'B'].map((side) => ({ $ref: `#/components/schemas/${side}${index + 1}` }));
    for (const side of ['A', 'B']) schemas[`${side}${index}`] = { allOf };
  }
  return {
    schema: { $ref: '#/components/schemas/A0' },
    schemas: { ...schemas, A40: { type: 'object' }, B40: { minProperties: 0 } },
  };
}

const DOCUMENTS: Readonly<Record<string, { readonly schema: Schema; readonly schemas?: Record<string, Schema> }>> = {
  'allOf with one schema twice, forty times': toLadder((next) => ({ allOf: [next, next] }), {
    type: 'object',
    properties: { z: { type: 'string' } },
  }),
  'allOf with two schemas, forty times': toCrossedLadder(),
  'anyOf with one schema twice, forty times': toLadder((next) => ({ anyOf: [next, next] }), {
    type: 'object',
    required: ['z'],
  }),
  'oneOf with one schema twice, forty times': toLadder((next) => ({ oneOf: [next, next] }), { type: 'object' }),
  'two properties with one schema, forty times': toLadder(
    (next) => ({ type: 'object', required: ['a', 'b'], properties: { a: next, b: next } }),
    {
      type: 'string',
    },
  ),
  'repetitions within repetitions': { schema: { type: 'string', pattern: '^(((((a{50}){50}){50}){50}){50}){50}$' } },
  'open repetitions within repetitions': {
    schema: { type: 'string', pattern: `^${'('.repeat(14)}a${')*'.repeat(14)}$` },
  },
  'a million repetitions': { schema: { type: 'string', pattern: '^(a{1000}){1000}b{1000000}$' } },
  'groups within groups': { schema: { type: 'string', pattern: `${'('.repeat(4000)}a${')'.repeat(4000)}` } },
  'a long text': { schema: { type: 'string', minLength: 1e9 } },
  'many long texts': { schema: { type: 'array', minItems: 10_000, items: { type: 'string', minLength: 1e6 } } },
  'many items': { schema: { type: 'array', minItems: 1e9, items: { type: 'integer' } } },
  'many items of many items': {
    schema: { type: 'array', minItems: 1e5, items: { type: 'array', minItems: 1e5, items: { type: 'integer' } } },
  },
  'many properties': { schema: { type: 'object', minProperties: 1e8, additionalProperties: { type: 'integer' } } },
  'multiples of next to nothing': { schema: { type: 'number', multipleOf: 1e-308, minimum: 1e308 } },
  'a schema two hundred levels deep': { schema: toDeep(200) },
};

describe('a document that demands excessive resources', () => {
  it.each(Object.entries(DOCUMENTS))('is served: %s', async (name, { schema, schemas = {} }) => {
    const content = { 'application/json': { schema } };
    const responses = { '200': { description: 'ok', content } };
    const paths = {
      '/a': { get: { operationId: 'a', responses }, post: { operationId: 'p', requestBody: { content }, responses } },
    };
    const spec = join(folder, `${name}.json`);
    await writeFile(
      spec,
      JSON.stringify({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths, components: { schemas } }),
    );
    const simulator = await createSimulator({ spec });
    const statuses: number[] = [];
    const times: number[] = [];
    for (const [method, prefer, body] of REQUESTS) {
      const started = readProcessorTime();
      const headers = { 'content-type': 'application/json', ...(prefer === undefined ? {} : { prefer }) };
      const response = await simulator.fetch('http://localhost/a', {
        method,
        headers,
        ...(body === undefined ? {} : { body }),
      });
      expect((await response.text()).length).toBeLessThan(2_000_000);
      statuses.push(response.status);
      times.push(readProcessorTime() - started);
    }
    await simulator.close();
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
    // In milliseconds. About a second is usual.
    expect(Math.max(...times)).toBeLessThan(8000);
  });

  it('is served without an example that aliases expand to a billion values, with a warning', async () => {
    const spec = join(folder, 'laughs.yaml');
    await writeFile(spec, toBillionLaughs('example'));
    const warnings: object[] = [];
    const logger = { ...silentLogger, warn: (fields: object) => void warnings.push(fields) };
    const simulator = await createSimulator({ spec, logger });
    const response = await simulator.fetch('http://localhost/a');
    expect(response.status).toBe(200);
    expect((await response.text()).length).toBeLessThan(1000);
    await simulator.close();
    expect(warnings).toContainEqual(
      expect.objectContaining({
        pointer: expect.stringMatching(/\/example$/),
        message: expect.stringMatching(/left out/),
      }),
    );
  });

  it.each([
    ['aliases of aliases in a schema', toBillionLaughs('schema'), /its aliases expand to \d+ values/],
    [
      'lists in lists',
      `openapi: 3.1.0\nx-deep: ${'['.repeat(3000)}${']'.repeat(3000)}\n`,
      /nested deeper|Failed to read/,
    ],
    ['aliases that are deep together', toAliasLadder(), /nested deeper than 500 levels/],
    ['an anchor that contains itself', 'openapi: 3.1.0\nx-a: &a [*a]\n', /contains an alias of itself/],
  ])('is rejected at boot: %s', async (name, text, message) => {
    const spec = join(folder, `${name}.yaml`);
    await writeFile(spec, text);
    const error: unknown = await createSimulator({ spec }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(BootError);
    expect((error as BootError).message).toMatch(message);
  });

  it('is rejected at boot: a schema six hundred levels deep', async () => {
    const spec = join(folder, 'deep.json');
    const content = { 'application/json': { schema: toDeep(600) } };
    const paths = { '/a': { get: { responses: { '200': { description: 'ok', content } } } } };
    await writeFile(spec, JSON.stringify({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths }));
    await expect(createSimulator({ spec })).rejects.toThrow('nested deeper than 500 levels');
  });
});

function toBillionLaughs(place: 'example' | 'schema'): string {
  const lines = Array.from(
    'bcdefghi',
    (name, index) => `x-${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefgh'[index]}`).join(',')}]`,
  );
  return [
    'openapi: 3.0.0',
    'info: { title: l, version: "1" }',
    'x-a: &a [x,x,x,x,x,x,x,x,x]',
    ...lines,
    place === 'example'
      ? 'paths: { /a: { get: { responses: { "200": { description: x, content: { application/json: { example: *i } } } } } } }'
      : 'paths: {}\ncomponents: { schemas: { A: { enum: *i } } }',
    '',
  ].join('\n');
}

/** Returns seven anchors of eighty levels, each of which contains the previous one. */
function toAliasLadder(): string {
  const levels = (inner: string): string => '['.repeat(80) + inner + ']'.repeat(80);
  const lines = Array.from('bcdefg', (name, index) => `x-${name}: &${name} ${levels(`*${'abcdef'[index]} `)}`);
  return ['openapi: 3.1.0', `x-a: &a ${levels('x')}`, ...lines, ''].join('\n');
}

const REQUESTS: readonly (readonly [method: string, prefer?: string | undefined, body?: string])[] = [
  ['GET'],
  ['GET', 'dynamic=true'],
  ['POST', undefined, '{}'],
  ['POST', undefined, '"text"'],
  ['POST', undefined, '[[1], {"a": {"b": 2}}]'],
];
