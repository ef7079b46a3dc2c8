import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import request from 'supertest';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { packagedFiles } from '../../src/assembly/load/packaged-files.ts';
import { validateContract } from '../../src/assembly/commands/validate-contract.ts';
import { writeWorld } from '../../src/assembly/commands/write-world.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import { loadFixtures } from '../../src/document/load-fixtures.ts';
import { createSimulator } from '../../src/index.ts';
import type { JsonObject } from '../../src/kernel/json/json.ts';
import { createFakeContext } from '../cli/fake-context.ts';
import { useTemporaryFolders } from '../store/temporary-folder.ts';

const SHOP = fileURLToPath(new URL('../contracts/shop/openapi.yaml', import.meta.url));
const AS_JOHN = { authorization: 'Bearer athena-demo-token' };
const NOTHING = { spec: undefined, fixtures: undefined, seed: undefined, force: false };
const SIZE = 4000;
const temporaryFolder = useTemporaryFolders();
const small = await loadFixtures(packagedFiles.fixtures());
const base = small.collections.reduce((sum, { records }) => sum + records.length, 0);

async function write(options: Partial<Parameters<typeof writeWorld>[0]> = {}): Promise<string> {
  const out = join(await temporaryFolder(), 'world');
  await writeWorld({ ...NOTHING, size: SIZE, out, ...options });
  return out;
}

async function read(folder: string): Promise<ReadonlyMap<string, readonly JsonObject[]>> {
  return new Map((await loadFixtures(folder)).collections.map(({ name, records }) => [name, records]));
}

const text = (record: JsonObject, field: string): string => String(record[field]);

describe('a larger world of the included contract', () => {
  let folder: string;
  let world: Awaited<ReturnType<typeof read>>;
  beforeAll(async () => {
    folder = await write();
    world = await read(folder);
  });

  it('has the requested size, is valid, and keeps the existing records unchanged', async () => {
    const report = await validateContract({ fixtures: folder });
    expect(report).toMatchObject({ faults: [], fixtures: SIZE });
    for (const { name, records } of small.collections)
      expect(world.get(name)?.slice(0, records.length)).toEqual(records);
    expect(await loadFixtures(folder)).toMatchObject({ now: small.now, pinned: small.pinned });
  });

  it('has more children than parents, and no new users or tokens', () => {
    const count = (name: string): number => world.get(name)?.length ?? 0;
    expect(count('messages')).toBeGreaterThan(count('threads') * 3);
    expect(count('threads')).toBeGreaterThan(count('agents'));
    expect(count('workflow_executions')).toBeGreaterThan(count('workflows'));
    expect(count('users')).toBe(4);
    expect(count('personal_access_tokens')).toBe(4);
  });

  it('has distinct records, and consistent related records', () => {
    const all = (name: string): readonly JsonObject[] => world.get(name) ?? [];
    const byUuid = (name: string): ReadonlyMap<unknown, JsonObject> =>
      new Map(all(name).map((record) => [record['uuid'], record]));
    for (const [name, field] of [
      ['agents', 'name'],
      ['providers', 'slug'],
      ['workflows', 'id'],
      ['workspaces', 'id'],
      ['messages', 'uuid'],
    ] as const)
      expect(new Set(all(name).map((record) => record[field])).size, `${name}.${field}`).toBe(all(name).length);
    const [threads, agents, runs, workflows] = ['threads', 'agents', 'workflow_executions', 'workflows'].map(byUuid);
    const strangers = all('threads').filter(
      (thread) =>
        thread['agent_uuid'] !== null && agents?.get(thread['agent_uuid'])?.['user_id'] !== thread['creator_id'],
    );
    expect(strangers).toEqual([]);
    const outside = all('messages')
      .slice(300)
      .filter((message) => {
        const thread = threads?.get(message['thread_uuid']) ?? {};
        return (
          text(message, 'created_at') < text(thread, 'created_at') ||
          text(message, 'created_at') > text(thread, 'updated_at')
        );
      });
    expect(outside).toEqual([]);
    const mixedUp = all('workflow_execution_data').filter((data) => {
      const run = runs?.get(data['workflow_execution_uuid']) ?? {};
      const { id, name, uuid } = data['workflow_data'] as JsonObject;
      const workflow = workflows?.get(uuid) ?? {};
      return (
        run['workflow_execution_data_id'] !== data['id'] ||
        run['workflow_uuid'] !== uuid ||
        workflow['id'] !== id ||
        workflow['name'] !== name
      );
    });
    expect(mixedUp).toEqual([]);
    const retries = all('workflow_executions').filter((run) => run['retry_of'] !== null);
    expect(retries.length).toBeGreaterThan(5);
    expect(retries.filter((run) => runs?.get(run['retry_of'])?.['retry_success_id'] !== run['uuid'])).toEqual([]);
  });

  it('has times within the last sixty days, and creates each record before it changes', () => {
    const wrong = small.collections.flatMap(({ name, records }) =>
      (world.get(name) ?? []).slice(records.length).filter((record) => {
        const { created_at: created = '', updated_at: updated = created } = record as Record<string, string>;
        return !(created >= '2025-05-01T12:00:00Z' && created <= updated && updated <= (small.now ?? ''));
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('is served, with the documented user and account', async () => {
    const simulator = await createSimulator({ fixtures: folder });
    onTestFinished(() => simulator.close());
    const api = request(simulator.app);
    expect(
      (await api.get('/api/v1/messages?per_page=100&page=3').set(AS_JOHN).expect(200)).body.meta.total,
    ).toBeGreaterThan(500);
    await api.get('/api/v1/accounts/550e8400-e29b-41d4-a716-446655440000').set(AS_JOHN).expect(200);
    const executions = await api
      .get('/api/v1/workflow-executions?per_page=100&with=workflowExecutionData')
      .set(AS_JOHN)
      .expect(200);
    expect(executions.body.data).toHaveLength(100);
    expect(simulator.violations().breaches).toEqual([]);
  });

  it('has identical bytes for the same seed, and differs for another', async () => {
    const bytes = async (seed: string): Promise<string> => {
      const other = await write({ seed, size: 1500 });
      return (
        await Promise.all(
          ['messages', 'agents', 'workflow_executions'].map((name) => readFile(join(other, `${name}.json`), 'utf8')),
        )
      ).join('');
    };
    const first = await bytes('7');
    expect(await bytes('7')).toBe(first);
    expect(await bytes('8')).not.toBe(first);
  });
});

describe('a world of another contract', () => {
  it('is generated from its schemas when there are no records', async () => {
    const folder = await write({ spec: SHOP, size: 300 });
    expect(await validateContract({ spec: SHOP, fixtures: folder })).toMatchObject({ faults: [], fixtures: 300 });
    const world = await read(folder);
    expect(world.get('books')?.length).toBeGreaterThan(world.get('shelves')?.length ?? 0);
    expect(new Set(world.get('shelves')?.map(({ slug }) => slug)).size).toBe(world.get('shelves')?.length);
  });

  it('is generated from the given records', async () => {
    const spec = join(packagedFiles.starter(), 'openapi.yaml');
    const folder = await write({ spec, fixtures: join(packagedFiles.starter(), 'fixtures'), size: 200 });
    expect(await validateContract({ spec, fixtures: folder })).toMatchObject({ faults: [], fixtures: 200 });
    const titles = (await read(folder)).get('tasks')?.map((task) => text(task, 'title')) ?? [];
    expect(titles).toContain('Find a band 2');
    expect(new Set(titles).size).toBe(titles.length);
  });
});

describe('the command', () => {
  const run = async (...argv: string[]): Promise<{ code: number; out: string; err: string }> => {
    const context = createFakeContext({ argv: ['world', ...argv], writeWorld });
    return { code: await runCli(context), ...context.written };
  };

  it('reports the files that it wrote', async () => {
    const folder = join(await temporaryFolder(), 'new');
    const { code, out } = await run('--size', '1000', '--seed', '3', '--out', folder);
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^1000 records in ${folder}, \\d+ ms:\n  accounts +\\d+\n`));
  });

  it('rejects a folder that is not empty, except with --force', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'agents.json'), 'mine');
    const refused = await run('--size', '1000', '--out', folder);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toBe(
      `Failed to write the world: 1 fault.\n\n  ${folder}: The folder is not empty.\n      Pass another folder, or --force.\n`,
    );
    expect(await readFile(join(folder, 'agents.json'), 'utf8')).toBe('mine');
    expect((await run('--size', '1000', '--out', folder, '--force')).code).toBe(0);
    expect(await validateContract({ fixtures: folder })).toMatchObject({ faults: [], fixtures: 1000 });
  });

  it('rejects a size below the number of existing records, and names that number', async () => {
    const { code, err } = await run('--size', '10', '--out', join(await temporaryFolder(), 'new'));
    expect(code).toBe(1);
    expect(err).toContain(`--size: The world has ${base} records already.\n      Pass at least ${base}.`);
  });

  it('rejects a contract without resources, and a folder that is a file', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'bare.yaml'), 'openapi: 3.1.0\ninfo: { title: Bare, version: 1.0.0 }\npaths: {}\n');
    const bare = await run('--spec', join(folder, 'bare.yaml'), '--out', join(folder, 'new'));
    expect(bare.err).toContain('The contract has no resource to generate records of.');
    const file = await run('--size', '1000', '--out', join(folder, 'bare.yaml'));
    expect(file.err).toContain('It cannot be written: ');
    await mkdir(join(folder, 'other', 'agents.json'), { recursive: true });
    const inTheWay = await run('--size', '1000', '--out', join(folder, 'other'), '--force');
    expect(inTheWay).toMatchObject({ code: 1, out: '' });
    expect(inTheWay.err).toContain('It cannot be written: ');
  });

  it.each([
    ['the disk is full', 'agents.json', (file: string) => symlink('/dev/full', file), 'ENOSPC'],
    ['a folder has the name of its last file', 'world.json', (file: string) => mkdir(file), 'EISDIR'],
  ])('fails when %s', async (_case, name, obstruct, code) => {
    const out = await temporaryFolder();
    await obstruct(join(out, name));
    const refused = await run('--size', '3000', '--out', out, '--force');
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain(`${out}: It cannot be written: ${code}`);
  });

  it('reports all invalid settings together', async () => {
    const { code, err } = await run('--size', '0', '--ot', 'x', '--port', '1', 'more');
    expect(code).toBe(2);
    expect(err).toContain('4 invalid settings');
    for (const line of [
      '--size: Invalid value "0".',
      'Did you mean --out?',
      '--port: Unknown option.',
      'more: Unknown command',
    ])
      expect(err).toContain(line);
  });
});
