import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSimulator, type Simulator } from '../../../src/index.ts';
import { toGraph } from '../../athena/workflow/client.ts';
import { createCaller, PLACES, type Call } from '../admin.ts';

let simulator: Simulator;
const THREAD = { name: 'T', agent_uuid: null };
const createdAt = async (call: Call): Promise<string> =>
  (await call('POST', '/api/v1/threads', THREAD)).body.data.created_at;

describe.each(PLACES)('the time of %s', (_place, sandbox) => {
  let call: Call;
  const start = async (seed?: null): Promise<void> => {
    simulator = await createSimulator(seed === null ? { seed } : {});
    call = createCaller(simulator, sandbox);
  };
  beforeEach(() => start());
  afterEach(() => simulator.close());

  test('freezes at a given time', async () => {
    const frozen = (await call('POST', '/__admin/clock/freeze', { at: '2030-01-01T09:00:00Z' })).body;
    expect(frozen).toMatchObject({ now: '2030-01-01T09:00:00Z', frozen: true, flows: false });
    expect(await createdAt(call)).toBe('2030-01-01T09:00:00Z');
    expect(await createdAt(call)).toBe('2030-01-01T09:00:00Z');
    await call('POST', '/__admin/clock/advance', { duration: 'PT1H30M' });
    await call('POST', '/__admin/clock/advance', { ms: 1000 });
    expect(await createdAt(call)).toBe('2030-01-01T10:30:01Z');
    expect((await call('POST', '/__admin/clock/resume')).body).toMatchObject({
      frozen: false,
      now: '2030-01-01T10:30:02Z',
    });
    expect((await call('GET', '/__admin/clock')).body.now >= '2030-01-01T10:30:02Z').toBe(true);
  });

  test('freezes at midnight in UTC of a date', async () => {
    const frozen = await call('POST', '/__admin/clock/freeze', { at: '2030-01-01' });
    expect(frozen.body).toMatchObject({ now: '2030-01-01T00:00:00Z', frozen: true });
  });

  test('freezes at the current time by default', async () => {
    const before = (await call('GET', '/__admin/clock')).body;
    expect(before).toMatchObject({ frozen: false, offset_ms: 0, scheduled: 8, next_due: '2025-07-01T01:00:00Z' });
    expect((await call('POST', '/__admin/clock/freeze')).body.now).toBe(before.now);
  });

  test('advances while it flows', async () => {
    const before = (await call('GET', '/__admin/clock')).body.now_ms;
    await call('POST', '/__admin/clock/advance', { ms: 3_600_000 });
    const after = (await call('GET', '/__admin/clock')).body.now_ms;
    expect(after - before).toBeGreaterThanOrEqual(3_600_000);
    expect(after - before).toBeLessThan(3_600_000 + 5000);
  });

  test('tells which work ran when it was moved, and of none when nothing was due', async () => {
    const { next_due: next } = (await call('GET', '/__admin/clock')).body;
    expect((await call('POST', '/__admin/clock/advance', { ms: 1000 })).body.ran_work).toEqual([]);
    const frozen = (await call('POST', '/__admin/clock/freeze', { at: next })).body;
    expect(frozen.ran_work).toContainEqual(expect.objectContaining({ kind: 'workflow.scheduled-start', count: 1 }));
    const kinds = frozen.ran_work.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toEqual(kinds.toSorted());
    const advanced = (await call('POST', '/__admin/clock/advance', { duration: 'P7D' })).body;
    expect(advanced.ran_work).toContainEqual(expect.objectContaining({ kind: 'workflow.scheduled-start', count: 3 }));
    expect((await call('POST', '/__admin/clock/advance', { ms: 0 })).body.ran_work).toEqual([]);
    expect((await call('GET', '/__admin/clock')).body).not.toHaveProperty('ran_work');
  });

  test('names the records that the work belongs to, and how much of it', async () => {
    await simulator.close();
    await start(null);
    const nodes = [
      { id: 'start', type: 'trigger.webhook' },
      { id: 'wait', type: 'logic.delay', data: { parameters: { hours: 2 } } },
    ];
    const graph = { name: 'Follow up', status: 'active', ...toGraph(nodes, ['start > wait']) };
    const workflow = (await call('POST', '/api/v1/workflows', graph)).body.data.uuid;
    const started = await call('POST', '/api/v1/workflow-executions', { workflow_uuid: workflow });
    const execution = started.body.data.uuid;
    const { ran_work: ran } = (await call('POST', '/__admin/clock/advance', { duration: 'PT3H' })).body;
    const record = { collection: 'workflow_executions', key: execution, name: 'Follow up' };
    const recordsOf = (kind: string): unknown =>
      ran
        .find((work: { kind: string }) => work.kind === kind)
        .records.filter(({ key }: { key: string }) => key === execution);
    expect(recordsOf('workflow.finish-step')).toEqual([{ ...record, count: expect.any(Number) as unknown }]);
    const { records: work } = (await call('GET', '/__admin/state/scheduled_work')).body;
    const weekly = work.find(({ kind }: { kind: string }) => kind === 'workflow.scheduled-start');
    const scheduled = (await call('POST', '/__admin/clock/advance', { duration: 'P7D' })).body.ran_work;
    const starts = scheduled.find(({ kind }: { kind: string }) => kind === 'workflow.scheduled-start').records;
    expect(starts.map(({ collection, key }: { collection: string; key: string }) => `${collection}/${key}`)).toContain(
      weekly.owner,
    );
    for (const { name } of starts) expect(name).toEqual(expect.any(String));
  });

  test('tells of work too that a request of the API ran while the clock was moved', async () => {
    const moved = call('POST', '/__admin/clock/advance', { duration: 'P7D' });
    const requests = Array.from({ length: 5 }, () => call('GET', '/api/v1/user'));
    expect((await moved).body.ran_work).toContainEqual(
      expect.objectContaining({ kind: 'workflow.scheduled-start', count: 3 }),
    );
    await Promise.all(requests);
  });

  test('flows from the frozen time on without a seed', async () => {
    await simulator.close();
    await start(null);
    await call('POST', '/__admin/clock/freeze', { at: '2030-01-01T09:00:00Z' });
    expect(await createdAt(call)).toBe('2030-01-01T09:00:00Z');
    const resumed = (await call('POST', '/__admin/clock/resume')).body;
    expect(resumed).toMatchObject({ flows: true, frozen: false });
    expect(resumed.now_ms - Date.parse('2030-01-01T09:00:00Z')).toBeLessThan(60_000);
  });

  test.each([
    ['advance', { ms: 1, duration: 'PT1S' }],
    ['advance', {}],
    ['advance', { ms: -1 }],
    ['advance', { ms: 1.5 }],
    ['advance', { ms: 1e300 }],
    ['advance', { ms: 253402300799000 }],
    ['advance', { duration: 'P1M' }],
    ['advance', { duration: 'PT' }],
    ['advance', { duration: '1h' }],
    ['advance', { minutes: 5 }],
    ['freeze', { at: 'tomorrow' }],
    ['freeze', { at: '2030-02-30' }],
    ['freeze', { at: '0001-01-01T00:00:00Z' }],
    ['freeze', { to: '2030-01-01T09:00:00Z' }],
  ])('is not moved by %s %j', async (verb, body) => {
    const before = (await call('GET', '/__admin/clock')).text;
    const refused = await call('POST', `/__admin/clock/${verb}`, body);
    expect([refused.status, refused.body.code]).toEqual([422, 'VALIDATION_FAILED']);
    expect((await call('GET', '/__admin/clock')).text).toBe(before);
  });
});

test('each world has its own clock', async () => {
  simulator = await createSimulator();
  const [baseline, sandbox] = [createCaller(simulator), createCaller(simulator, 'w1')];
  const before = (await baseline('GET', '/__admin/clock')).text;
  await sandbox('POST', '/__admin/clock/freeze', { at: '2030-01-01T09:00:00Z' });
  expect((await baseline('GET', '/__admin/clock')).text).toBe(before);
  await simulator.close();
});
