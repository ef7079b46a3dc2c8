import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../../src/index.ts';
import { useTemporaryFolders } from '../../store/temporary-folder.ts';
import { useShopVariants } from '../../support/shop-variants.ts';
import { createCaller, type Call } from '../admin.ts';

const copyShop = useShopVariants();
const newFolder = useTemporaryFolders();
const opened: Simulator[] = [];
afterEach(async () => {
  for (const simulator of opened.splice(0)) await simulator.close();
});

interface Shop {
  readonly simulator: Simulator;
  readonly call: Call;
  readonly spec: string;
  edit(from: string, to: string): Promise<void>;
}

async function openShop(options: SimulatorOptions = {}, spec?: string): Promise<Shop> {
  const file = spec ?? (await copyShop());
  const simulator = await createSimulator({ ...options, spec: file });
  opened.push(simulator);
  const edit = async (from: string, to: string): Promise<void> => {
    const text = await readFile(file, 'utf8');
    if (!text.includes(from)) throw new Error(`There is no ${from}.`);
    await writeFile(
      file,
      text.replace(from, () => to),
    );
  };
  return { simulator, call: createCaller(simulator), spec: file, edit };
}

/** An operation more. */
const NEW_PATH = `paths:
  /opening-hours:
    get:
      operationId: showOpeningHours
      x-behaviour: example
      responses:
        '200':
          description: When it is open.
          content: { application/json: { schema: { type: object }, example: { from: '09:00' } } }
`;
const addPath = ({ edit }: Shop): Promise<void> => edit('paths:\n', NEW_PATH);

describe('a reload', () => {
  it('serves the new document and keeps the state', async () => {
    const shop = await openShop();
    const { call, simulator } = shop;
    await call('POST', '/shelves', { name: 'Maps' });
    expect((await call('GET', '/opening-hours')).status).toBe(404);
    await addPath(shop);
    const before = (await call('GET', '/__admin/health')).body;
    const { status, body } = await call('POST', '/__admin/reload');
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { operations: before.operations + 1, changed: true, forgotten: [] },
    });
    expect((await call('GET', '/opening-hours')).body).toEqual({ from: '09:00' });
    expect((await call('GET', '/shelves/1')).body.data).toMatchObject({ id: 1, name: 'Maps' });
    expect((await call('POST', '/shelves', { name: 'Atlases' })).body.data).toMatchObject({ id: 2 });
    expect((await call('GET', '/openapi.json')).status).toBeLessThan(500);
    expect((await call('GET', '/__admin/health')).body.contract).toBe(body.contract);
    expect(await simulator.reload()).toMatchObject({ changed: false });
    expect(simulator.coverage().summary.operations.total).toBe(before.operations + 1);
  });

  it('is rejected when stored records have no schema any more', async () => {
    const { call, edit } = await openShop();
    await call('POST', '/shelves', { name: 'Maps' });
    await edit('collection: shelves', 'collection: racks');
    expect(await call('POST', '/__admin/reload')).toMatchObject({
      status: 409,
      body: { errors: [{ pointer: '/collections/shelves' }] },
    });
    expect((await call('GET', '/shelves/1')).status).toBe(200);
    await call('PUT', '/__admin/state/shelves', { records: [] });
    expect((await call('POST', '/__admin/reload')).status).toBe(200);
    expect((await call('POST', '/shelves', { name: 'Maps' })).status).toBe(201);
    expect((await call('GET', '/__admin/state/racks')).body.records).toHaveLength(1);
  });

  it('keeps the last valid contract when a file has an error, and reports the error and its place', async () => {
    const shop = await openShop();
    const { call, spec } = shop;
    await call('POST', '/shelves', { name: 'Maps' });
    const good = await readFile(spec, 'utf8');
    await writeFile(spec, `${good}\n  : : [`);
    const { status, body, headers } = await call('POST', '/__admin/reload');
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'VALIDATION_FAILED' });
    expect(body.errors[0]).toEqual({
      file: expect.stringContaining('openapi.yaml'),
      pointer: expect.any(String),
      message: expect.stringMatching(/./),
      remedy: expect.stringMatching(/./),
    });
    expect((await call('GET', '/shelves/1')).status).toBe(200);
    await writeFile(spec, good);
    expect(await call('POST', '/__admin/reload')).toMatchObject({ status: 200, body: { changed: false } });
  });

  it('is rejected when the state does not fit, and nothing changes', async () => {
    const shop = await openShop();
    const { call, edit } = shop;
    await call('POST', '/shelves', { name: 'Maps' });
    await call('POST', '/shelves', { name: 'M' });
    await addPath(shop);
    await edit('name: { type: string', 'name: { minLength: 3, type: string');
    const refused = await call('POST', '/__admin/reload');
    expect(refused).toMatchObject({ status: 409, body: { code: 'STATE_CONFLICT' } });
    expect(refused.body.errors[0].pointer).toMatch(/^\/collections\/shelves\//);
    expect((await call('GET', '/opening-hours')).status).toBe(404);
    expect((await call('DELETE', '/__admin/state/shelves/2')).status).toBe(204);
    expect((await call('POST', '/__admin/reload')).status).toBe(200);
    expect((await call('GET', '/opening-hours')).status).toBe(200);
  });

  it('deletes the sandboxes and names them', async () => {
    const shop = await openShop();
    const inSandbox = createCaller(shop.simulator, 'w1');
    await inSandbox('POST', '/shelves', { name: 'Of w1' });
    await addPath(shop);
    expect((await shop.call('POST', '/__admin/reload')).body.forgotten).toEqual(['w1']);
    const again = await inSandbox('GET', '/shelves');
    expect({ status: again.status, event: again.headers.get('x-athena-sandbox-event') }).toEqual({
      status: 200,
      event: 'created-again',
    });
    await using handle = shop.simulator.sandbox('w1');
    expect(handle.state().collections['shelves']).toEqual([]);
    expect((await inSandbox('GET', '/opening-hours')).status).toBe(200);
  });

  it('makes a reset use the new fixtures', async () => {
    const fixtures = await newFolder();
    const write = (name: string): Promise<void> =>
      writeFile(join(fixtures, 'shelves.json'), JSON.stringify([{ id: 1, name, slug: 'first', position: 0 }]));
    await write('First');
    const { call, simulator } = await openShop({ fixtures });
    await simulator.snapshot('first');
    await write('Other');
    expect((await call('POST', '/__admin/reload')).status).toBe(200);
    expect((await call('GET', '/shelves/1')).body.data.name).toBe('First');
    await simulator.reset();
    expect((await call('GET', '/shelves/1')).body.data.name).toBe('Other');
    await simulator.restore('first');
    expect((await call('GET', '/shelves/1')).body.data.name).toBe('First');
    await write('');
    await writeFile(join(fixtures, 'shelves.json'), '[{ "id": 1 }]');
    expect((await call('POST', '/__admin/reload')).body.errors[0]).toMatchObject({
      file: expect.stringContaining('shelves.json'),
    });
  });

  it('reloads scenarios', async () => {
    const scenarios = await newFolder();
    await writeFile(join(scenarios, 'a.yaml'), 'title: A\ndescription: One\n');
    const { call } = await openShop({ scenarios });
    await call('POST', '/__admin/scenarios/a/activate');
    await writeFile(join(scenarios, 'b.yaml'), 'title: B\ndescription: Two\n');
    expect((await call('POST', '/__admin/reload')).status).toBe(200);
    expect((await call('GET', '/__admin/scenarios')).body.scenarios).toMatchObject([
      { name: 'a', active: true },
      { name: 'b', active: false },
    ]);
    await writeFile(join(scenarios, 'b.yaml'), 'titel: B\n');
    expect(await call('POST', '/__admin/reload')).toMatchObject({
      status: 422,
      body: {
        errors: expect.arrayContaining([
          expect.objectContaining({ file: join(scenarios, 'b.yaml'), pointer: '/titel' }),
        ]),
      },
    });
  });

  it('keeps writes to the data folder from before and after', async () => {
    const data = await newFolder();
    const shop = await openShop({ data });
    const { call, spec, simulator } = shop;
    await call('POST', '/shelves', { name: 'Before' });
    await addPath(shop);
    expect((await call('POST', '/__admin/reload')).status).toBe(200);
    await call('POST', '/shelves', { name: 'After' });
    await simulator.close();
    const next = await openShop({ data }, spec);
    expect((await next.call('GET', '/shelves?sort_by=name')).body.data).toMatchObject([
      { name: 'After' },
      { name: 'Before' },
    ]);
    expect((await next.call('GET', '/opening-hours')).status).toBe(200);
  });

  it('does not let the contract of before take what was written since for its own', async () => {
    const [data, spec] = [
      await newFolder(),
      await copyShop(['name: { type: string }', 'name: { type: string, maxLength: 5 }']),
    ];
    const old = await readFile(spec, 'utf8');
    const { call, edit, simulator } = await openShop({ data }, spec);
    await call('POST', '/shelves', { name: 'Maps' });
    await edit(', maxLength: 5', '');
    expect((await call('POST', '/__admin/reload')).status).toBe(200);
    expect((await call('POST', '/shelves', { name: 'Atlases' })).status).toBe(201);
    await simulator.close();
    await writeFile(spec, old);
    await expect(createSimulator({ data, spec })).rejects.toThrow('under another contract');
  });

  it('loses no concurrent write', async () => {
    const shop = await openShop();
    await addPath(shop);
    const writes = Array.from({ length: 100 }, (_, index) => shop.call('POST', '/shelves', { name: `Shelf ${index}` }));
    const [reloaded, again, ...answers] = await Promise.all([
      shop.simulator.reload(),
      shop.simulator.reload(),
      ...writes,
    ]);
    expect([reloaded.changed, again.changed]).toEqual([true, false]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(shop.simulator.state().collections['shelves']).toHaveLength(100);
  });

  it('works with the built-in contract', async () => {
    const simulator = await createSimulator();
    opened.push(simulator);
    const call = createCaller(simulator);
    const path = '/api/v1/accounts/550e8400-e29b-41d4-a716-446655440000';
    await call('PUT', path, { provider_display_name: 'Kept' });
    expect(await call('POST', '/__admin/reload')).toMatchObject({ status: 200, body: { changed: false } });
    expect((await call('GET', path)).body.data.provider_display_name).toBe('Kept');
    expect(await simulator.requests({ method: 'PUT' })).toHaveLength(1);
    await simulator.reset();
    expect((await call('GET', path)).body.data.provider_display_name).not.toBe('Kept');
  });
});

describe('--watch', () => {
  type Log = (fields: object, message: string) => void;
  const told = () => ({ info: vi.fn<Log>(), warn: vi.fn<Log>(), error: vi.fn<Log>() });
  const WAIT = { interval: 20 };

  it('reloads when a file changes, survives an invalid file, and stops with the simulator', async () => {
    const logger = told();
    const shop = await openShop({ watch: true, logger });
    await shop.call('POST', '/shelves', { name: 'Maps' });
    await addPath(shop);
    await vi.waitFor(async () => expect((await shop.call('GET', '/opening-hours')).status).toBe(200), WAIT);
    expect((await shop.call('GET', '/shelves/1')).status).toBe(200);
    await vi.waitFor(
      () =>
        expect(logger.info).toHaveBeenCalledWith(
          expect.objectContaining({ file: shop.spec }),
          expect.stringContaining('were reloaded'),
        ),
      WAIT,
    );

    await writeFile(shop.spec, 'openapi: 7');
    await vi.waitFor(() => expect(logger.error).toHaveBeenCalled(), WAIT);
    expect(logger.error.mock.calls[0]?.[0]).toMatchObject({
      faults: [{ file: shop.spec, remedy: expect.any(String) }],
    });
    expect((await shop.call('GET', '/opening-hours')).status).toBe(200);

    await shop.simulator.close();
    const calls = logger.info.mock.calls.length + logger.error.mock.calls.length;
    await writeFile(shop.spec, 'openapi: 8');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(logger.info.mock.calls.length + logger.error.mock.calls.length).toBe(calls);
  });

  it('ignores files that the simulator writes itself', async () => {
    const logger = told();
    const spec = await copyShop();
    const data = join(dirname(spec), 'data');
    await mkdir(data);
    const shop = await openShop({ watch: true, logger, data }, spec);
    await shop.call('POST', '/shelves', { name: 'Maps' });
    await shop.simulator.snapshot();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(logger.info).not.toHaveBeenCalledWith(expect.anything(), expect.stringContaining('were reloaded'));
  });

  it('reports when there is nothing to watch', async () => {
    const logger = told();
    opened.push(await createSimulator({ watch: true, logger }));
    expect(logger.warn).toHaveBeenCalledWith({}, expect.stringContaining('nothing to watch'));
  });
});
