import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createSimulator } from '../../src/index.ts';

// The simulator waited forever for another process to write to the pipe.
it.skipIf(platform() === 'win32')('a $ref to a pipe is rejected at boot', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'athena-pipe-'));
  execFileSync('mkfifo', [join(folder, 'pipe.yaml')]);
  const schema = { $ref: './pipe.yaml' };
  const get = {
    operationId: 'get',
    responses: { 200: { description: 'd', content: { 'application/json': { schema } } } },
  };
  const document = { openapi: '3.1.0', info: { title: 't', version: '1' }, paths: { '/a': { get } } };
  await writeFile(join(folder, 'api.json'), JSON.stringify(document));
  await expect(createSimulator({ spec: join(folder, 'api.json') })).rejects.toThrow('it is not a regular file');
  await rm(folder, { recursive: true });
});
