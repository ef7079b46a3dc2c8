import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { validateContract } from '../../src/assembly/commands/validate-contract.ts';
import { BootError, type BootFault } from '../../src/kernel/boot-fault.ts';
import { bootFaultsOf } from '../support/shop-variants.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'broken-'));
});
afterAll(() => rm(folder, { recursive: true }));

const HEAD = "openapi: 3.1.0\ninfo: { title: t, version: '1' }\n";
let number = 0;

async function write(text: string): Promise<string> {
  const spec = join(folder, `document-${(number += 1)}.yaml`);
  await writeFile(spec, text);
  return spec;
}

async function validateFaults(spec: string): Promise<readonly BootFault[]> {
  try {
    return (await validateContract({ spec })).faults;
  } catch (error) {
    if (error instanceof BootError) return error.faults;
    throw error;
  }
}

describe('a document that cannot be served', () => {
  it.each([
    ['a path that refers to itself', "paths:\n  /a: { $ref: '#/paths/~1a' }\n", ['/paths/~1a']],
    [
      'paths that refer to each other',
      "paths:\n  /a: { $ref: '#/paths/~1b' }\n  /b: { $ref: '#/paths/~1a' }\n",
      ['/paths/~1a', '/paths/~1b'],
    ],
  ])('is rejected for %s', async (_what, text, pointers) => {
    const spec = await write(HEAD + text);
    const faults = await bootFaultsOf({ spec });
    expect(faults).toHaveLength(pointers.length);
    for (const fault of faults) expect(fault).toMatch(/#\/paths\/~1[ab]: The \$ref refers to itself\.$/);
    expect((await validateFaults(spec)).map(({ message }) => message)).toEqual(
      pointers.map(() => 'The $ref refers to itself.'),
    );
  });

  it('is rejected for an anchor that contains itself', async () => {
    const spec = await write(
      `${HEAD}paths: {}\ncomponents: { schemas: { A: &a { type: object, properties: { b: *a } } } }\n`,
    );
    expect(await validateFaults(spec)).toEqual([
      expect.objectContaining({
        file: spec,
        message: `Failed to read ${spec}: an anchor contains an alias of itself.`,
      }),
    ]);
  });

  const SIGN_IN = "paths:\n  /sign: { post: { operationId: signIn, responses: { '200': { description: ok } } } }\n";
  it.each([
    ['a platform without its resource', 'x-platform: athena\n', 'The platform "athena" needs the resource User.'],
    ['an unknown platform', 'x-platform: sparta\n', 'There is no platform "sparta".'],
    ['a platform that is not a name', 'x-platform: [athena]\n', '["athena"] is not a platform name.'],
  ])('is rejected for %s', async (_what, text, message) => {
    const spec = await write(HEAD + text + SIGN_IN);
    expect(await bootFaultsOf({ spec })).toEqual([expect.stringMatching(/#\/x-platform: /)]);
    expect(await validateFaults(spec)).toEqual([
      expect.objectContaining({ file: spec, pointer: '/x-platform', message }),
    ]);
  });

  const BAD_PATTERN = `${HEAD}paths:
  /pets:
    get:
      responses:
        '200': { description: ok, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Pet' } } } } }
        '401': { description: no, content: { application/json: { schema: { $ref: '#/components/schemas/Err' }, example: { message: a } } } }
components:
  schemas:
    Err: { type: object, properties: { message: { type: string, pattern: '(' } } }
    Pet:
      type: object
      properties: { id: { type: string }, name: { type: string, pattern: '[' } }
      x-resource: { collection: pets, key: id, computed: { id: uuid } }
`;
  it('is reported with each schema that cannot be compiled', async () => {
    const spec = await write(BAD_PATTERN);
    const faults = await validateFaults(spec);
    expect(faults.map(({ pointer }) => pointer)).toEqual([
      '/paths/~1pets/get/responses/200/content/application~1json/schema',
      '/components/schemas/Err',
      '/components/schemas/Pet',
    ]);
    for (const { file, message, remedy } of faults) {
      expect(file).toBe(spec);
      expect(message).toMatch(/^Failed to compile the schema at .*Invalid regular expression/);
      expect(remedy).not.toBe('');
    }
  });

  it('is rejected when fixtures are validated with such a schema', async () => {
    const spec = await write(BAD_PATTERN);
    await writeFile(join(folder, 'pets.json'), '[{ "id": "a", "name": "Rex" }]');
    expect(await bootFaultsOf({ spec, fixtures: folder })).toEqual([
      expect.stringMatching(/#\/components\/schemas\/Pet: Failed to compile the schema/),
    ]);
  });
});
