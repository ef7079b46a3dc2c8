import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../../src/simulator.ts';
import { useTemporaryFolders } from '../../store/temporary-folder.ts';
import { runCommand } from './run-remote-command.ts';

const THING = { type: 'object', properties: { id: { type: 'string' }, '-note': { type: 'string' } } };
const BODY = { 'application/json': { schema: THING } };
const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'Odd names', version: '1' },
  paths: {
    '/things': {
      post: {
        operationId: '-add',
        requestBody: { content: BODY },
        responses: { 201: { description: '', content: BODY } },
      },
    },
    '/things/{id}': {
      get: {
        operationId: 'getThing',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        responses: { 200: { description: '', content: BODY }, 404: { description: '' } },
      },
    },
  },
};

const temporaryFolder = useTemporaryFolders();
let url = '';
beforeAll(async () => {
  const spec = join(await temporaryFolder(), 'openapi.json');
  await writeFile(spec, JSON.stringify(DOCUMENT));
  const simulator: Simulator = await createSimulator({ spec });
  ({ url } = await simulator.listen());
  return () => simulator.close();
});

describe('a word that begins with - and is no option', () => {
  it('is an operation, a field, the key of a record or the id of a request behind --', async () => {
    const added = await runCommand(['call', '--url', url, '--', '-add', 'id=-7', '-note=hello']);
    expect([added.err, added.code]).toEqual(['', 0]);
    expect(JSON.parse(added.out)).toMatchObject({ id: '-7', '-note': 'hello' });
    const described = await runCommand(['operations', '--url', url, '--', '-add']);
    expect(described.out).toContain('/things');
    const found = await runCommand(['state', 'get', 'things', '--url', url, '--', '-7']);
    expect([found.err, found.code]).toEqual(['', 0]);
    expect(found.out).toContain('hello');
    await fetch(`${url}/things/-7`, { headers: { 'x-request-id': '-odd-id' } });
    expect((await runCommand(['explain', '--url', url, '--', '-odd-id'])).out).toContain('GET /things/-7');
  });

  it.each([
    [['explain', '-odd-id'], '-odd-id: Unknown option.', 'explain -- -odd-id'],
    [['state', 'get', 'things', '-7'], '-7: Unknown option.', 'state get -- -7'],
    [['call', '-add'], '-add: Unknown option.', 'call -- -add'],
  ])('is an unknown option otherwise, and the remedy names --: %j', async (argv, message, line) => {
    const { code, err } = await runCommand([...argv, '--url', url]);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).toContain(`If it is no option, give it last, behind --: athena-simulator ${line}`);
  });

  it('is no option when an unknown option precedes the --', async () => {
    const { code, err } = await runCommand(['explain', '--url', url, '--bogus', '--', '-odd-id']);
    expect(code).toBe(2);
    expect(err).toContain('--bogus: Unknown option.');
    expect(err).not.toContain('-odd-id');
    expect(err).not.toMatch(/^\s*--: /m);
  });

  it('is too much where the command takes no more words', async () => {
    const { code, err } = await runCommand(['explain', '--url', url, '--', '-a', '-b']);
    expect([code, err]).toEqual([2, expect.stringContaining('-b: Unknown command')]);
  });
});
