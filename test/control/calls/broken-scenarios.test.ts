import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { packagedFiles } from '../../../src/assembly/load/packaged-files.ts';
import { createSimulator } from '../../../src/index.ts';
import { createCaller } from '../admin.ts';

it('a packaged scenario with faults is reported by the calls that read it, with file and place, until it is fixed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'scenarios-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'broken.yaml');
  await writeFile(file, 'title: 7\ndescription: It is broken.\n');
  vi.spyOn(packagedFiles, 'scenarios').mockReturnValue(folder);
  await using simulator = await createSimulator();
  const call = createCaller(simulator);
  for (const [method, path] of [
    ['GET', '/__admin/scenarios'],
    ['POST', '/__admin/scenarios/broken/activate'],
  ] as const) {
    const { status, body } = await call(method, path);
    expect(status).toBe(422);
    expect(body.detail).toBe('Failed to read the scenarios: the files have errors. Fix the files and call again.');
    expect(body.errors).toMatchObject([
      { file, pointer: '/title', message: 'It must be a string, and is a number.', remedy: expect.stringMatching(/./) },
    ]);
  }
  await writeFile(file, 'title: Fixed\ndescription: It is fixed.\n');
  expect((await call('GET', '/__admin/scenarios')).body.scenarios).toMatchObject([{ name: 'broken', title: 'Fixed' }]);
});
