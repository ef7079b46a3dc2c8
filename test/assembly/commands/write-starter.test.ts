import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import request from 'supertest';
import { expect, onTestFinished, test } from 'vitest';
import { validateContract } from '../../../src/assembly/commands/validate-contract.ts';
import { writeStarter } from '../../../src/assembly/commands/write-starter.ts';
import { runCli } from '../../../src/cli/run-cli.ts';
import { createSimulator } from '../../../src/index.ts';
import { createFakeContext } from '../../cli/fake-context.ts';
import { useTemporaryFolders } from '../../store/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();
const FILES = ['fixtures/projects.json', 'fixtures/tasks.json', 'fixtures/world.json', 'openapi.yaml', 'README.md'];

test('init writes a valid API that can be served unchanged', async () => {
  const folder = join(await temporaryFolder(), 'my api');
  const context = createFakeContext({ argv: ['init', folder], writeStarter });
  expect(await runCli(context)).toBe(0);
  expect(context.written.out).toContain(
    `npx athena-simulator --spec '${folder}/openapi.yaml' --fixtures '${folder}/fixtures' --data '${folder}/data'`,
  );
  const files = { spec: join(folder, 'openapi.yaml'), fixtures: join(folder, 'fixtures') };
  expect(await validateContract(files)).toMatchObject({ faults: [], operations: 9, fixtures: 5 });

  const simulator = await createSimulator(files);
  onTestFinished(() => simulator.close());
  const api = request(simulator.app);
  const project = await api.get('/projects/1?with=tasks').expect(200);
  expect(project.body.data).toMatchObject({ name: 'Move the office' });
  const tasks = await api.get('/tasks?status=doing').expect(200);
  expect(tasks.body).toMatchObject({
    meta: { total: 1 },
    data: [{ title: 'Tell the post office', project: { slug: 'move-the-office' } }],
  });
  const made = await api.post('/tasks').send({ title: 'Measure the windows', project_id: 1 }).expect(201);
  expect(made.body.data).toMatchObject({ status: 'open', due_on: null, project: { id: 1 } });
  await api.post('/tasks').send({ title: '' }).expect(422);
  await api.delete('/projects/1').expect(204);
  expect((await api.get('/tasks').expect(200)).body.meta).toMatchObject({ total: 1 });
  expect(simulator.violations().breaches).toEqual([]);
});

test('the commands in the README of the starter work', async () => {
  const folder = await temporaryFolder();
  await writeStarter(folder);
  const simulator = await createSimulator({ spec: join(folder, 'openapi.yaml'), fixtures: join(folder, 'fixtures') });
  onTestFinished(() => simulator.close());
  const commands = (await readFile(join(folder, 'README.md'), 'utf8')).match(/^curl .*$/gm) ?? [];
  const statuses = [];
  for (const command of commands) {
    const [, path = ''] = /http:\/\/127\.0\.0\.1:4010([^\s']+)/.exec(command) ?? [];
    const [, body] = /-d '([^']+)'/.exec(command) ?? [];
    const call =
      body === undefined ? request(simulator.app).get(path) : request(simulator.app).post(path).type('json').send(body);
    statuses.push((await call).status);
  }
  expect(statuses).toEqual([200, 200, 201, 422]);
});

test('init overwrites nothing: one existing file stops it', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'fixtures'));
  await writeFile(join(folder, 'openapi.yaml'), 'mine');
  const context = createFakeContext({ argv: ['init', folder], writeStarter });
  expect(await runCli(context)).toBe(1);
  expect(context.written.err).toBe(
    `Failed to write the starter. Nothing was written.\n\n  ${folder}/openapi.yaml: The file exists already.\n      Name another folder.\n`,
  );
  expect(await readFile(join(folder, 'openapi.yaml'), 'utf8')).toBe('mine');
  expect(await readdir(folder, { recursive: true })).toEqual(['fixtures', 'openapi.yaml']);
});

test('init reports a folder that cannot be created', async () => {
  const file = join(await temporaryFolder(), 'file');
  await writeFile(file, '');
  const context = createFakeContext({ argv: ['init', file], writeStarter });
  expect(await runCli(context)).toBe(1);
  expect(context.written.err).toContain(`${file}: The folder cannot be written: `);
});

test('init writes to the current folder by default, and accepts one folder only', async () => {
  const folders: string[] = [];
  const spy = (folder: string) => {
    folders.push(folder);
    return Promise.resolve({ kind: 'written' as const, folder, files: FILES });
  };
  expect(await runCli(createFakeContext({ argv: ['init'], writeStarter: spy }))).toBe(0);
  const context = createFakeContext({ argv: ['init', 'a', 'b', '--port', '1'], writeStarter: spy });
  expect(await runCli(context)).toBe(2);
  expect(context.written.err).toContain('2 invalid settings');
  expect(folders).toEqual(['.']);
});
