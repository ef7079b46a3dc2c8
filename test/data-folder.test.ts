import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import type { BootError } from '../src/kernel/boot-fault.ts';
import { createSharedLog, createSimulator, type Simulator, type SimulatorOptions } from '../src/simulator.ts';
import { useTemporaryFolders } from './store/temporary-folder.ts';

const makeFolder = useTemporaryFolders();
/** A contract that keeps nothing but notes. */
const NOTES = 'examples/playwright/failing/notes.yaml';

/** A folder with the contract of projects and tasks, whose limits are as said, and records that fit `{ days }`. */
async function makeProject(): Promise<{
  readonly options: SimulatorOptions;
  readonly change: (limits: string) => Promise<void>;
}> {
  const folder = await makeFolder();
  await cp('templates/starter', folder, { recursive: true });
  const spec = join(folder, 'openapi.yaml');
  const text = await readFile(spec, 'utf8');
  const change = (limits: string): Promise<void> =>
    writeFile(
      spec,
      text.replace("budget: { type: [number, 'null'], minimum: 0 }", (found) => `${found}\n        limits: ${limits}`),
    );
  const projects = join(folder, 'fixtures', 'projects.json');
  const records = JSON.parse(await readFile(projects, 'utf8')) as object[];
  await writeFile(projects, JSON.stringify(records.map((record) => ({ ...record, limits: { days: 3 } }))));
  await change('{ type: object, properties: { days: { type: integer } } }');
  return { options: { spec, fixtures: join(folder, 'fixtures'), data: join(folder, 'data') }, change };
}

const refusal = (options: SimulatorOptions): Promise<BootError> =>
  createSimulator(options).then(
    () => Promise.reject(new Error('It started.')),
    (error: unknown) => error as BootError,
  );

async function limitsOf(simulator: Simulator): Promise<unknown> {
  const { body } = await request(simulator.app).get('/projects/1').expect(200);
  return (body as { data: { limits: unknown } }).data.limits;
}

describe('a contract that changes under its data', () => {
  it('is rejected when stored records become invalid, and the error lists every remedy', async () => {
    const { options, change } = await makeProject();
    await (await createSimulator(options)).close();
    await change(STRICTER);
    const { faults } = await refusal(options);
    expect(faults[0]?.remedy).toMatch(/--migrate.*--reset.*--data/s);
    expect(faults.some(({ pointer }) => pointer.startsWith('/collections/projects/0/limits'))).toBe(true);
  });

  it('is handled by --migrate, which fills in defaults, logs each, and is needed only once', async () => {
    const { options, change } = await makeProject();
    await (await createSimulator(options)).close();
    await change(STRICTER);
    const said: string[] = [];
    const logger = {
      info: () => {},
      error: () => {},
      warn: (_fields: object, message: string) => void said.push(message),
    };
    const migrated = await createSimulator({ ...options, migrate: true, logger });
    expect(await limitsOf(migrated)).toEqual({ days: 3, hours: 8, note: null });
    expect(said).toEqual([
      expect.stringMatching(/^Migrated projects: limits\.hours = 8, in \d+ records\.$/),
      expect.stringMatching(/^Migrated projects: limits\.note = null, in \d+ records\.$/),
    ]);
    await migrated.close();
    const again = await createSimulator(options);
    expect(await limitsOf(again)).toEqual({ days: 3, hours: 8, note: null });
    await again.close();
  });

  it('is not handled by --migrate when there is no default, and nothing is changed', async () => {
    const { options, change } = await makeProject();
    await (await createSimulator(options)).close();
    const before = await readFile(join(String(options.data), 'db.json'), 'utf8');
    await change(
      '{ type: object, required: [days, weeks], properties: { days: { type: integer }, weeks: { type: integer } } }',
    );
    expect((await refusal({ ...options, migrate: true })).faults[0]?.message).toContain(
      'written under another contract',
    );
    expect(await readFile(join(String(options.data), 'db.json'), 'utf8')).toBe(before);
  });
});

describe('a data folder with records of another contract', () => {
  it('whose keys this one does not know is rejected with the cause, and not with each record', async () => {
    const data = await makeFolder();
    await (await createSimulator({ data })).close();
    expect((await refusal({ data, spec: NOTES })).faults).toEqual([
      {
        file: join(data, 'db.json'),
        pointer: '',
        message: expect.stringMatching(/^It was written under another contract, .* as its id\.$/) as string,
        remedy: expect.stringMatching(/^Start with the contract that wrote it, pass --reset/) as string,
      },
    ]);
  });
});

describe('a log with records of another contract', () => {
  it('whose keys this one does not know is rejected with the cause', async () => {
    const log = createSharedLog();
    await using first = await createSimulator({ log });
    expect((await refusal({ log, spec: NOTES })).faults).toEqual([
      {
        file: '--journal',
        pointer: '',
        message: expect.stringMatching(/^Its log has another contract, .* as its id\.$/) as string,
        remedy: 'Start with the contract that wrote it, or pass another --journal or --journal-schema.',
      },
    ]);
    expect(first.state().collections['accounts']).not.toEqual([]);
  });
});

describe('records of collections that the contract does not have', () => {
  const STARTER = { spec: 'templates/starter/openapi.yaml', fixtures: 'templates/starter/fixtures' };
  const faultsIn = (file: string): object[] =>
    ['projects', 'tasks'].map((name) => ({
      file,
      pointer: `/collections/${name}`,
      message: expect.stringMatching(
        `^The contract has no collection ${name}, and there are \\d+ records of it.$`,
      ) as string,
      remedy: expect.stringMatching(/^Start with the contract that wrote it/) as string,
    }));

  it('are rejected at the start of a log that no other replica serves, which stays as it was', async () => {
    const log = createSharedLog();
    await (await createSimulator({ log, ...STARTER })).close();
    expect((await refusal({ log, spec: NOTES })).faults).toEqual(faultsIn('--journal'));
    await using again = await createSimulator({ log, ...STARTER });
    expect(again.state().collections['tasks']?.length).toBeGreaterThan(0);
  });

  it('are rejected at the start with a data folder, which stays as it was, and by a reload', async () => {
    const data = await makeFolder();
    await (await createSimulator({ data, ...STARTER })).close();
    for (const migrate of [false, true])
      expect((await refusal({ data, spec: NOTES, migrate })).faults).toEqual(faultsIn(join(data, 'db.json')));
    const spec = join(data, 'openapi.yaml');
    await cp(STARTER.spec, spec);
    await using again = await createSimulator({ data, spec });
    expect(again.state().collections['tasks']?.length).toBeGreaterThan(0);
    await cp(NOTES, spec);
    await expect(again.reload()).rejects.toMatchObject({ code: 'STATE_CONFLICT' });
  });
});

describe('the state of a data folder', () => {
  it('is rejected at every start when it was rejected with a journal that is not compacted', async () => {
    const { options, change } = await makeProject();
    const first = await createSimulator(options);
    await request(first.app).post('/projects').send({ name: 'In the journal', budget: 1 }).expect(201);
    const copy = { ...options, data: await makeFolder() };
    await cp(String(options.data), copy.data, { recursive: true, filter: (path) => !path.endsWith('.lock') });
    await first.close();
    await change(STRICTER);
    for (let round = 0; round < 2; round += 1)
      expect((await refusal(copy)).faults[0]?.message).toContain('written under another contract');
  });

  it('is checked when it was edited by hand, and not when the simulator wrote it', async () => {
    const { options } = await makeProject();
    const first = await createSimulator(options);
    await request(first.app).delete('/projects/2').expect(204);
    await first.close();
    const file = join(String(options.data), 'db.json');
    const text = await readFile(file, 'utf8');
    await (await createSimulator(options)).close();
    await writeFile(file, text.replace('"days": 3', '"days": "three"'));
    const { faults } = await refusal(options);
    expect(faults).toMatchObject([{ file, pointer: '/collections/projects/0/limits/days' }]);
    expect(faults[0]?.remedy).toBeTruthy();
  });

  it('is not written when the initial records are rejected', async () => {
    const { options, change } = await makeProject();
    await change('{ type: object, properties: { days: { type: string } } }');
    expect((await refusal(options)).faults[0]?.file).toContain('projects.json');
    expect(await readdir(String(options.data))).toEqual([]);
  });
});

describe('a journal that cannot write', () => {
  it.each([
    ['ENOSPC', 507, 'STORE_FULL'],
    ['EDQUOT', 507, 'STORE_FULL'],
    ['EROFS', 503, 'STORE_UNAVAILABLE'],
  ])('rejects a write on %s with %d, changes nothing, and serves reads', async (code, status, problem) => {
    const { options } = await makeProject();
    const log = createSharedLog();
    let failure: Error | undefined;
    const open: typeof log.open = async (opened) => {
      const journal = await log.open(opened);
      return Object.assign(Object.create(journal) as typeof journal, {
        append: (...given: Parameters<typeof journal.append>) =>
          failure === undefined ? journal.append(...given) : Promise.reject(failure),
      });
    };
    const { app } = await createSimulator({ ...options, data: undefined, log: { open } });
    const before = (await request(app).get('/projects').expect(200)).text.length;
    failure = Object.assign(new Error(`${code}: write`), { code });
    const refused = await request(app).post('/projects').send({ name: 'More', budget: 1 }).expect(status);
    expect(refused.headers['x-athena-error']).toBe(problem);
    expect((await request(app).get('/projects').expect(200)).text.length).toBe(before);
    failure = undefined;
    await request(app).post('/projects').send({ name: 'More', budget: 1 }).expect(201);
  });
});

describe('simulators on one shared log', () => {
  const agree = async (left: Simulator, right: Simulator): Promise<void> => {
    for (const path of ['/projects?with=tasks', '/tasks?per_page=100']) {
      const [one, other] = await Promise.all(
        [left, right].map(({ fetch }) => fetch(`http://localhost${path}`).then((each) => each.text())),
      );
      expect(one).toBe(other);
    }
  };

  it('respond in the same way after every write to either of them', async () => {
    const { options } = await makeProject();
    const log = createSharedLog();
    const shared = { ...options, data: undefined, log };
    const [left, right] = await Promise.all([createSimulator(shared), createSimulator(shared)]);
    await agree(left, right);
    for (const [index, { app }] of [left, right, right, left].entries()) {
      const { body } = await request(app)
        .post('/projects')
        .send({ name: `Project ${index}`, budget: index })
        .expect(201);
      await agree(left, right);
      await request(index % 2 === 0 ? right.app : left.app)
        .delete(`/projects/${(body as { data: { id: number } }).data.id - 1}`)
        .expect(204);
      await agree(left, right);
    }
    expect(left.summary.records).toBe(right.summary.records);
  });

  it('assign unique keys and slugs during concurrent writes to both', async () => {
    const { options } = await makeProject();
    const log = createSharedLog();
    const [left, right] = [
      await createSimulator({ ...options, data: undefined, log }),
      await createSimulator({ ...options, data: undefined, log }),
    ];
    const posts = Array.from({ length: 40 }, (_, index) =>
      request((index % 2 === 0 ? left : right).app)
        .post('/projects')
        .send({ name: 'The same', budget: index })
        .expect(201),
    );
    const made = (await Promise.all(posts)).map(({ body }) => (body as { data: { id: number; slug: string } }).data);
    expect(new Set(made.map(({ id }) => id)).size).toBe(40);
    expect(new Set(made.map(({ slug }) => slug)).size).toBe(40);
    await agree(left, right);
  });

  it('keep their state in one place', async () => {
    const { faults } = await refusal({ data: 'anywhere', log: createSharedLog() });
    expect(faults).toMatchObject([{ file: 'log' }]);
  });
});

const STRICTER =
  "{ type: object, required: [days, hours, note], properties: { days: { type: integer }, hours: { type: integer, default: 8 }, note: { type: [string, 'null'] } } }";
