import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BootError, createSimulator, type SimulatorOptions } from '../src/index.ts';

const AUTH = { authorization: 'Bearer athena-demo-token' };
const THREADS = '/api/v1/threads';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simulator-'));
});
afterEach(() => rm(folder, { recursive: true }));

const faultsOf = async (options: object): Promise<readonly string[]> => {
  const error: unknown = await createSimulator(options as SimulatorOptions).then(
    async (simulator) => {
      await simulator.close();
      return undefined;
    },
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(BootError);
  return (error as BootError).faults.map(({ file, message }) => `${file}: ${message}`);
};

describe('the options of an embedded simulator', () => {
  it('rejects unknown options and invalid values together', async () => {
    expect(await faultsOf({ sede: 1, port: 'abc', auth: 'maybe', maxBody: -1 })).toEqual([
      'sede: Unknown option.',
      'port: Invalid value "abc".',
      'auth: Invalid value "maybe".',
      'maxBody: Invalid value -1.',
    ]);
  });

  it('have their defaults when undefined', async () => {
    const simulator = await createSimulator({ token: undefined, seed: undefined, logger: undefined, port: undefined });
    const other = await createSimulator();
    const ids = await Promise.all(
      [simulator, other].map(
        async ({ app }) =>
          (await request(app).post(THREADS).set(AUTH).send({ name: 'x' }).expect(201)).body.data.uuid as string,
      ),
    );
    expect(ids[0]).toBe(ids[1]);
    await Promise.all([simulator.close(), other.close()]);
  });

  it('use the system clock with seed null', async () => {
    const simulator = await createSimulator({ seed: null });
    const { body } = await request(simulator.app).post(THREADS).set(AUTH).send({ name: 'x' }).expect(201);
    expect(Math.abs(Date.parse(body.data.created_at as string) - Date.now())).toBeLessThan(60_000);
    await simulator.close();
  });
});

describe('a data folder', () => {
  it('belongs to one simulator at a time', async () => {
    const first = await createSimulator({ data: folder });
    expect(await faultsOf({ data: folder })).toEqual([
      `${join(folder, 'db.json')}: It is held by process ${process.pid}.`,
    ]);
    await first.close();
    const second = await createSimulator({ data: folder });
    await second.close();
  });

  it('that cannot be written: writes are rejected, reads continue, health is degraded, and the server recovers', async () => {
    const data = join(folder, 'data');
    const simulator = await createSimulator({ data });
    const health = async (): Promise<object> =>
      (await request(simulator.app).get('/__admin/health').expect(200)).body as object;
    const write = () => request(simulator.app).post(THREADS).set(AUTH).send({ name: 'x' });
    const before = (await request(simulator.app).get(THREADS).set(AUTH).expect(200)).body.meta.total as number;
    expect(await health()).toMatchObject({ status: 'ok' });
    await rename(data, `${data}-away`);
    const rejected = await write().expect(503);
    expect(rejected.headers).toMatchObject({ 'x-athena-error': 'STORE_UNAVAILABLE', 'retry-after': '1' });
    expect((await request(simulator.app).get(THREADS).set(AUTH).expect(200)).body.meta.total).toBe(before);
    expect(await health()).toMatchObject({
      status: 'degraded',
      reason: expect.stringContaining('Put it back') as string,
    });
    expect(rejected.body).toEqual({
      message:
        'Nothing is stored: the data folder, or the lock in it, was removed or moved. Put it back, or restart the server.',
    });
    await rename(`${data}-away`, data);
    await vi.waitFor(async () => expect(await health()).toMatchObject({ status: 'ok' }));
    await write().expect(201);
    await simulator.close();
    const again = await createSimulator({ data });
    expect((await request(again.app).get(THREADS).set(AUTH).expect(200)).body.meta.total).toBe(before + 1);
    await again.close();
  });

  it('that holds null is rejected and not replaced', async () => {
    await writeFile(join(folder, 'db.json'), 'null');
    expect(await faultsOf({ data: folder })).not.toEqual([]);
    expect(await readFile(join(folder, 'db.json'), 'utf8')).toBe('null');
  });

  it('that cannot be created is rejected', async () => {
    expect(await faultsOf({ data: '/proc/no/such' })).toEqual([expect.stringContaining('It cannot be opened')]);
  });

  it('is readable after requests with numbers that cannot be serialized', async () => {
    const simulator = await createSimulator({ data: folder });
    const send = (body: string) => request(simulator.app).post('/api/v1/workflows').set(AUTH).type('json').send(body);
    const { body } = await send('{"name": "x", "settings": {"any": [1e400]}}').expect(400);
    expect(body.message).toBe('The request body contains a number that is too large.');
    await send(
      '{"name": "x", "nodes": [{"id": "a", "type": "b", "position": {"x": -1e400, "y": 0}, "data": {}}]}',
    ).expect(400);
    await simulator.close();
    await (await createSimulator({ data: folder })).close();
  });
});

describe('a closed simulator', () => {
  it('rejects listen()', async () => {
    const simulator = await createSimulator();
    const closing = simulator.close();
    await expect(simulator.listen()).rejects.toThrow('Failed to listen: the simulator is closed.');
    await closing;
    await expect(simulator.listen()).rejects.toThrow('Failed to listen: the simulator is closed.');
  });

  it('stops a server that was about to listen', async () => {
    const simulator = await createSimulator();
    const listening = simulator.listen();
    await simulator.close();
    await expect(listening).rejects.toThrow('Failed to listen: the simulator is closed.');
  });
});

it('works under a path of another server, and includes the path in links and image URLs', async () => {
  const simulator = await createSimulator();
  const app = express().use('/mock', simulator.app);
  const { body } = await request(app)
    .get('/mock/api/v1/workspaces')
    .set({ ...AUTH, host: 'example.test' })
    .expect(200);
  expect(body.meta.path).toBe('http://example.test/mock/api/v1/workspaces');
  expect(body.data[0].profile_photo_url).toBe('http://example.test/mock/assets/avatars/support-lab.svg');
  await request(app).get('/mock/assets/avatars/support-lab.svg').expect(200);
  const { body: home } = await request(app).get('/mock').set('accept', 'application/json').expect(200);
  expect(JSON.stringify(home)).toContain('/mock/openapi.json');
  await simulator.close();
});

it('signs in the first user when the documented one does not exist', async () => {
  const user = {
    id: 7,
    name: 'Ada Park',
    first_name: 'Ada',
    last_name: 'Park',
    email: 'ada@example.com',
    profile_photo_url: '/assets/avatars/ada-park.svg',
    multiplai_id: null,
    created_at: '2025-01-01T00:00:00Z',
    updated_at: '2025-01-01T00:00:00Z',
    primary_workspace_uuid: null,
  };
  await writeFile(join(folder, 'users.json'), JSON.stringify([user]));
  for (const options of [{ auth: 'off' }, {}] as const) {
    const simulator = await createSimulator({ fixtures: folder, ...options });
    const { body } = await request(simulator.app).get('/api/v1/user').set(AUTH).expect(200);
    expect(body.data).toMatchObject({ id: 7, name: 'Ada Park' });
    await simulator.close();
  }
});

describe('a data folder that was written under another contract', () => {
  const keep = async (contract: string | undefined): Promise<void> => {
    await (await createSimulator({ data: folder })).close();
    const state = JSON.parse(await readFile(join(folder, 'db.json'), 'utf8')) as {
      contract: string;
      collections: { threads: object[] };
    };
    const [first, ...rest] = state.collections.threads;
    const changed = {
      ...state,
      contract: contract ?? state.contract,
      collections: { ...state.collections, threads: [{ ...first, name: 5 }, ...rest] },
    };
    await writeFile(join(folder, 'db.json'), JSON.stringify(changed));
  };
  const rejection = async (): Promise<BootError> =>
    (await createSimulator({ data: folder }).catch((error: unknown) => error)) as BootError;

  it('is rejected when its records are invalid, with the differences and the remedies', async () => {
    await keep('another');
    const { faults } = await rejection();
    expect(faults.map(({ pointer }) => pointer)).toContain('/collections/threads/0/name');
    const places = faults.length === 2 ? 'one place' : `${faults.length - 1} places`;
    expect(faults[0]?.message).toContain(`written under another contract, which this one differs from in ${places}`);
    expect(faults[0]?.remedy).toContain('--reset');
  });

  it('is distinguished from one with records that were edited wrongly', async () => {
    await keep(undefined);
    expect((await rejection()).faults.filter(({ pointer }) => pointer === '')).toEqual([]);
  });

  it('is archived and reset with `reset`', async () => {
    await keep('another');
    const warnings: string[] = [];
    const logger = {
      info: () => {},
      error: () => {},
      warn: (_fields: object, message: string) => void warnings.push(message),
    };
    const simulator = await createSimulator({ data: folder, reset: true, logger });
    const aside = join(folder, 'before-reset-1');
    expect(warnings).toEqual([`The state was reset. The previous content of ${folder} is in ${aside}.`]);
    await request(simulator.app).get(THREADS).set(AUTH).expect(200);
    await simulator.close();
    expect(await readFile(join(aside, 'db.json'), 'utf8')).toContain('"contract":"another"');
    await (await createSimulator({ data: folder })).close();
  });
});
