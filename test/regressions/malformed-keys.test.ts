import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createSimulator } from '../../src/index.ts';
import { useTemporaryFolders } from '../store/temporary-folder.ts';

const makeFolder = useTemporaryFolders();

const PET = { type: 'object', required: ['id'], properties: { id: { type: 'string' }, name: { type: 'string' } } };
const content = { 'application/json': { schema: PET } };
const responses = { 200: { description: 'A pet.', content } };
const SPEC = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets': {
      post: { requestBody: { content }, responses },
      put: { requestBody: { content }, responses },
      get: {
        responses: {
          200: { description: 'Pets.', content: { 'application/json': { schema: { type: 'array', items: PET } } } },
        },
      },
    },
    '/pets/{id}': {
      get: { parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }], responses },
    },
  },
};

// No path can name it: the key of an item was encoded, which throws, and the response was a 500.
it.each(['POST', 'PUT'])('half of a surrogate pair is rejected as a key of a third-party item (%s)', async (method) => {
  const spec = join(await makeFolder(), 'openapi.json');
  await writeFile(spec, JSON.stringify(SPEC));
  await using simulator = await createSimulator({ spec });
  const send = async (id: string): Promise<readonly [number, unknown]> => {
    const body = JSON.stringify({ id, name: '\ud800' });
    const headers = { 'content-type': 'application/json' };
    const response = await simulator.fetch('http://localhost/pets', { method, headers, body });
    return [response.status, await response.json()];
  };
  expect(await send('a\ud800')).toMatchObject([422, { errors: { id: ['The id field format is invalid.'] } }]);
  // Both halves are a character, and a text that is no key may have anything.
  expect((await send('a\ud83d\ude00'))[0]).toBe(method === 'POST' ? 200 : 404);
});
