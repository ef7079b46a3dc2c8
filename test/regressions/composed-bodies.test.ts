import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { createSimulator } from '../../src/index.ts';
import { bootFaultsOf, call, useShopVariants } from '../support/shop-variants.ts';

const variant = useShopVariants();

const BODY = `    ShelfBody:
      type: object
      required: [name]
      properties:
        name: { type: string, minLength: 1, maxLength: 40 }
        position: { type: integer, minimum: 0 }
`;
const SHELF = '        position: { type: integer, default: 0 }\n';

it('finds secrets behind references, allOf and unions, and drops undeclared properties', async () => {
  const spec = await variant(
    [
      BODY,
      `    Secret: { type: string, writeOnly: true }
    ShelfBase: { type: object, required: [name], properties: { name: { type: string }, pin: { $ref: '#/components/schemas/Secret' } } }
    ShelfBody:
      allOf:
        - { $ref: '#/components/schemas/ShelfBase' }
        - anyOf:
            - { type: object, properties: { position: { type: integer } } }
            - { type: object, properties: { code: { type: string, allOf: [{ $ref: '#/components/schemas/Secret' }] }, lock: { $ref: '#/components/schemas/Lock' } } }
    Lock:
      type: object
      properties:
        colour: { type: string }
        keys: { type: array, items: { type: object, properties: { tooth: { $ref: '#/components/schemas/Secret' }, size: { type: integer } } } }
        word: { anyOf: [{ type: string, format: password }, { type: 'null' }] }
        inner: { $ref: '#/components/schemas/Lock' }
      additionalProperties: { type: string, format: password }
`,
    ],
    [SHELF, `${SHELF}        code: { type: string }\n        lock: { $ref: '#/components/schemas/Lock' }\n`],
  );
  const data = join(dirname(spec), 'data');
  const simulator = await createSimulator({ spec, data });
  const lock = {
    colour: 'red',
    keys: [{ tooth: 'SECRET1', size: 2 }],
    word: 'SECRET2',
    other: 'SECRET3',
    inner: { word: 'SECRET4' },
  };
  const { status, data: shelf } = await call(simulator, 'POST', '/shelves', {
    name: 'a',
    position: 3,
    pin: 'SECRET5',
    code: 'SECRET6',
    undeclared: 'STRAY',
    lock,
  });
  expect(status).toBe(201);
  const shown = {
    colour: 'red',
    keys: [{ size: 2 }],
    word: '********',
    other: '********',
    inner: { word: '********' },
  };
  // The resource schema does not mark `code` as a secret, so the response shows the digest that is stored.
  expect(shelf).toEqual({
    id: 1,
    name: 'a',
    slug: 'a',
    position: 3,
    code: expect.stringMatching(/^sha256:/),
    lock: shown,
  });
  expect(simulator.violations().breaches).toEqual([]);
  await simulator.close();
  const stored = await readFile(join(data, 'db.json'), 'utf8');
  expect(stored).not.toMatch(/SECRET|STRAY/);
  expect(stored).toMatch(/"pin": *"sha256:[0-9a-f]{64}"/);
});

it('checks required properties within the allOf of a body and of a resource', async () => {
  const required: readonly [string, string] = ['      required: [id, name, position, slug]\n', ''];
  const spec = await variant(
    required,
    [
      BODY,
      `    ShelfBody:
      allOf:
        - { type: object, required: [name], properties: { name: { type: string } } }
        - { type: object, properties: { position: { type: integer } } }
`,
    ],
    [
      '      x-resource:\n        collection: shelves',
      '      allOf: [{ required: [id, name, slug] }, { required: [position] }]\n      x-resource:\n        collection: shelves',
    ],
  );
  expect(await bootFaultsOf({ spec })).toEqual([]);
  const optional = await variant([
    BODY,
    '    ShelfBody: { allOf: [{ type: object, properties: { name: { type: string } } }] }\n',
  ]);
  expect(await bootFaultsOf({ spec: optional })).toEqual([
    'openapi.yaml#/components/schemas/Shelf/properties/name: createShelf can create a Shelf without its required property "name".',
  ]);
});

it('shows a required secret of an object as asterisks', async () => {
  const lock =
    '        lock: { type: object, required: [pin], properties: { pin: { type: string, writeOnly: true } } }\n';
  const spec = await variant([SHELF, SHELF + lock], ['        position: { type: integer, minimum: 0 }\n', lock]);
  const simulator = await createSimulator({ spec });
  const { data } = await call(simulator, 'POST', '/shelves', { name: 'a', lock: { pin: 'SECRET' } });
  expect(data).toMatchObject({ lock: { pin: '********' } });
  expect(simulator.violations().breaches).toEqual([]);
  await simulator.close();
});
