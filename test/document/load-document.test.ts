import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadDocument } from '../../src/document/load-document.ts';
import { BootError } from '../../src/kernel/boot-fault.ts';
import { findAtPointer } from '../../src/kernel/json/pointer.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'document-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function load(files: Record<string, string>) {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return loadDocument(join(folder, 'openapi.yaml'));
}

async function faultsOf(files: Record<string, string>) {
  const error: unknown = await load(files).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof BootError)) throw new Error(`Expected a BootError, not ${String(error)}`);
  return error.faults;
}

const HEAD = 'openapi: 3.1.0\ninfo: { title: T, version: "1" }\n';

describe('loadDocument', () => {
  it('names components after their files, and keeps declared names', async () => {
    const { document, locate } = await load({
      'openapi.yaml': `${HEAD}paths:\n  /pets: { $ref: paths/pet.yaml#/pets }\ncomponents:\n  schemas:\n    Animal: { $ref: schemas/Pet.yaml }\n`,
      'paths/pet.yaml':
        'pets:\n  get:\n    responses:\n      "200": { description: ok, content: { application/json: { schema: { $ref: ../schemas/PetList.yaml } } } }\n      "404": { $ref: ../responses/NotFound.yaml }\n',
      'schemas/Pet.yaml': 'type: object\nproperties:\n  owner: { $ref: ./Owner.yaml }\n',
      'schemas/PetList.yaml': 'type: array\nitems: { $ref: ./Pet.yaml }\n',
      'schemas/Owner.yaml': 'type: object\nproperties:\n  pets: { $ref: ./PetList.yaml }\n',
      'responses/NotFound.yaml': 'description: not found\n',
    });
    expect(document).toEqual({
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      paths: {
        '/pets': {
          get: {
            responses: {
              '200': {
                description: 'ok',
                content: { 'application/json': { schema: { $ref: '#/components/schemas/PetList' } } },
              },
              '404': { $ref: '#/components/responses/NotFound' },
            },
          },
        },
      },
      components: {
        schemas: {
          Animal: { type: 'object', properties: { owner: { $ref: '#/components/schemas/Owner' } } },
          PetList: { type: 'array', items: { $ref: '#/components/schemas/Animal' } },
          Owner: { type: 'object', properties: { pets: { $ref: '#/components/schemas/PetList' } } },
        },
        responses: { NotFound: { description: 'not found' } },
      },
    });
    expect(locate('/components/schemas/Animal/properties/owner')).toEqual({
      file: join(folder, 'schemas/Pet.yaml'),
      pointer: '/properties/owner',
    });
    expect(locate('/paths/~1pets/get')).toEqual({ file: join(folder, 'paths/pet.yaml'), pointer: '/pets/get' });
    expect(locate('/info')).toEqual({ file: join(folder, 'openapi.yaml'), pointer: '/info' });
  });

  it('gives two files with the same name different component names', async () => {
    const schema = (file: string) =>
      `{ description: ok, content: { application/json: { schema: { $ref: ${file} } } } }`;
    const { document } = await load({
      'openapi.yaml': `${HEAD}paths:\n  /a: { get: { responses: { "200": ${schema('a/Item.yaml')}, "201": ${schema('b/Item.yaml')} } } }\n`,
      'a/Item.yaml': 'type: string\n',
      'b/Item.yaml': 'type: number\n',
    });
    expect(document['components']).toEqual({ schemas: { Item: { type: 'string' }, Item_2: { type: 'number' } } });
  });

  it('inlines an example at its first use, with its own summary, and shares a component for further uses', async () => {
    const { document, locate } = await load({
      'openapi.yaml': `${HEAD}paths:\n  /a: { $ref: paths.yaml#/a }\n  /b: { $ref: paths.yaml#/b }\n`,
      'paths.yaml':
        'a:\n  get:\n    responses:\n      "200": { description: ok, content: { application/json: { examples: { one: { summary: A, $ref: examples/pets.yaml#/one } } } } }\n' +
        'b:\n  get:\n    responses:\n      "200": { description: ok, content: { application/json: { examples: { one: { $ref: examples/pets.yaml#/one } } } } }\n',
      'examples/pets.yaml': 'one: { value: { name: Rex } }\n',
    });
    const examplesOf = (path: string) => `/paths/~1${path}/get/responses/200/content/application~1json/examples`;
    expect(findAtPointer(document, examplesOf('a'))).toEqual({ one: { summary: 'A', value: { name: 'Rex' } } });
    expect(findAtPointer(document, examplesOf('b'))).toEqual({ one: { $ref: '#/components/examples/one' } });
    expect(document).toMatchObject({ components: { examples: { one: { value: { name: 'Rex' } } } } });
    expect(locate(`${examplesOf('a')}/one`)).toEqual({ file: join(folder, 'examples/pets.yaml'), pointer: '/one' });
  });

  it('treats a $ref inside an example as data', async () => {
    const { document } = await load({
      'openapi.yaml': `${HEAD}paths: {}\ncomponents: { schemas: { A: { example: { $ref: nowhere.yaml }, properties: { example: { type: string } } } } }\n`,
    });
    expect(document).toMatchObject({ components: { schemas: { A: { example: { $ref: 'nowhere.yaml' } } } } });
  });

  it('lists every broken reference, with its file and pointer', async () => {
    const faults = await faultsOf({
      'openapi.yaml': `${HEAD}paths: {}\ncomponents:\n  schemas:\n    A: { $ref: '#/components/schemas/Missing' }\n    B: { properties: { c: { $ref: './C.yaml#/nope' } } }\n    D: { $ref: './absent.yaml' }\n    E: { $ref: 'https://example.com/e.yaml' }\n`,
      'C.yaml': 'type: object\n',
    });
    expect(faults.map(({ pointer, message }) => `${pointer} ${message.replace(folder, '')}`)).toEqual([
      expect.stringMatching(/^ Failed to read .*absent\.yaml: /),
      '/components/schemas/A $ref "#/components/schemas/Missing" does not resolve.',
      '/components/schemas/B/properties/c $ref "./C.yaml#/nope" does not resolve.',
      '/components/schemas/E $ref "https://example.com/e.yaml" does not resolve.',
    ]);
    expect(faults.every(({ remedy, file }) => remedy !== '' && file === join(folder, 'openapi.yaml'))).toBe(true);
  });

  it.each([
    ['swagger: "2.0"\n', 'Swagger 2.0 is not supported'],
    ['info: {}\n', 'it has no "openapi"'],
    ['openapi: 3.1\n', 'The OpenAPI version 3.1 is a number'],
    ['openapi: 4.0.0\n', 'OpenAPI "4.0.0" is not supported'],
    ['openapi: [\n', 'Failed to read'],
  ])('rejects %j', async (text, message) => {
    expect((await faultsOf({ 'openapi.yaml': text }))[0]?.message).toContain(message);
  });

  it('rejects a missing file', async () => {
    expect((await faultsOf({}))[0]?.message).toMatch(/^Failed to read .*openapi\.yaml: /);
  });

  it('converts the schemas of a 3.0 document to the dialect of 3.1', async () => {
    const { document } = await load({
      'openapi.yaml': `openapi: 3.0.3\ninfo: { title: T, version: "1" }\npaths: {}\ncomponents:\n  schemas:\n    A:\n      type: object\n      properties:\n        n: { type: string, nullable: true, enum: [a] }\n        r: { nullable: true, allOf: [{ $ref: '#/components/schemas/A' }] }\n        m: { type: number, minimum: 1, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false }\n`,
    });
    expect(document).toMatchObject({
      openapi: '3.1.0',
      components: {
        schemas: {
          A: {
            properties: {
              n: { type: ['string', 'null'], enum: ['a', null] },
              r: { anyOf: [{ allOf: [{ $ref: '#/components/schemas/A' }] }, { type: 'null' }] },
              m: { type: 'number', exclusiveMinimum: 1, maximum: 9 },
            },
          },
        },
      },
    });
  });
});
