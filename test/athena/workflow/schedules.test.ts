import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../../src/index.ts';
import { createCaller, PLACES, type Answer, type Call } from '../../control/admin.ts';
import { toGraph } from './client.ts';

const opened: Simulator[] = [];
afterEach(() => Promise.all(opened.splice(0).map((simulator) => simulator.close())));

async function open(options: SimulatorOptions = {}): Promise<Call> {
  const simulator = await createSimulator(options);
  opened.push(simulator);
  return createCaller(simulator);
}

/** The body of a workflow with this schedule, and one step after its trigger. */
const scheduled = (cron: unknown, more: object = {}): Readonly<Record<string, unknown>> => ({
  name: 'Scheduled',
  status: 'active',
  ...toGraph(
    [
      {
        id: 'clock',
        type: 'trigger.schedule',
        data: { parameters: cron === undefined ? {} : { cron: cron as string } },
      },
      { id: 'end', type: 'data.set', data: { parameters: { at: '{{ clock.fired_at }}' } } },
    ],
    ['clock > end'],
  ),
  ...more,
});

async function create(call: Call, cron: unknown, more?: object): Promise<string> {
  const { status, text, body } = await call('POST', '/api/v1/workflows', scheduled(cron, more));
  if (status !== 201) throw new Error(text);
  return body.data.uuid as string;
}

const freeze = (call: Call, at: string): Promise<Answer> => call('POST', '/__admin/clock/freeze', { at });
const advance = (call: Call, duration: string): Promise<Answer> => call('POST', '/__admin/clock/advance', { duration });

/** Returns the times at which a workflow was started by its schedule, the oldest first. */
async function timesOf(call: Call, uuid: string): Promise<readonly string[]> {
  const path = `/api/v1/workflow-executions?workflow_uuid=${uuid}&with=workflowExecutionData&per_page=100`;
  const { body } = await call('GET', `${path}&sort_by=created_at&sort_direction=asc`);
  const list = body.data as readonly {
    readonly mode: string;
    readonly created_at: string;
    readonly workflow_execution_data: { readonly data: { readonly start_data: { readonly fired_at: string } } };
  }[];
  return list.map((execution) => {
    expect(execution.mode).toBe('trigger');
    expect(execution.workflow_execution_data.data.start_data).toEqual({ fired_at: execution.created_at });
    return execution.created_at;
  });
}

describe.each(PLACES)('a schedule in %s', (_place, sandbox) => {
  async function start(): Promise<Call> {
    const simulator = await createSimulator();
    opened.push(simulator);
    return createCaller(simulator, sandbox);
  }

  it('starts its workflow when its time has come, in its time zone', async () => {
    const call = await start();
    await freeze(call, '2025-07-01T12:00:00Z');
    const uuid = await create(call, '0 9 * * *', { settings: { timezone: 'Europe/Berlin' } });
    await advance(call, 'PT18H59M59S');
    expect(await timesOf(call, uuid)).toEqual([]);
    await advance(call, 'PT1S');
    expect(await timesOf(call, uuid)).toEqual(['2025-07-02T07:00:00Z']);
    await advance(call, 'PT24H');
    expect(await timesOf(call, uuid)).toEqual(['2025-07-02T07:00:00Z', '2025-07-03T07:00:00Z']);
    const { body } = await call('GET', `/api/v1/workflow-executions?workflow_uuid=${uuid}`);
    expect(body.data).toMatchObject([{ status: 'success' }, { status: 'success' }]);
  });

  it('runs a missed time once, however many were missed, and goes on from now', async () => {
    const call = await start();
    await freeze(call, '2025-07-01T12:00:30Z');
    const uuid = await create(call, '* * * * *');
    await advance(call, 'P365D');
    expect(await timesOf(call, uuid)).toEqual(['2025-07-01T12:01:00Z']);
    await advance(call, 'PT1M');
    expect(await timesOf(call, uuid)).toEqual(['2025-07-01T12:01:00Z', '2026-07-01T12:01:00Z']);
  });

  it('runs beside other schedules in the order of their times', async () => {
    const call = await start();
    await freeze(call, '2025-07-01T12:00:00Z');
    const late = await create(call, '0 15 * * *', { name: 'Late' });
    const early = await create(call, '0 13 * * *', { name: 'Early' });
    await advance(call, 'PT4H');
    const { body } = await call(
      'GET',
      '/api/v1/workflow-executions?sort_by=created_at&sort_direction=desc&with=workflow',
    );
    expect(
      (body.data as readonly { workflow: { uuid: string } }[]).slice(0, 2).map(({ workflow }) => workflow.uuid),
    ).toEqual([late, early]);
  });
});

describe('the schedule of a workflow', () => {
  const nextDue = async (call: Call): Promise<unknown> => (await call('GET', '/__admin/clock')).body.next_due;

  /** Opens a world in which nothing is scheduled. */
  async function startEmpty(): Promise<Call> {
    const call = await open();
    await call('PATCH', '/__admin/state/workflows', { records: [] });
    const { body } = await call('GET', '/__admin/state/workflows');
    for (const { uuid } of body.records as readonly { uuid: string }[])
      await call('PATCH', `/__admin/state/workflows/${uuid}`, { status: 'paused' });
    const { body: executions } = await call('GET', '/__admin/state/workflow_executions');
    for (const { uuid, status } of executions.records as readonly { uuid: string; status: string }[])
      if (status === 'waiting') await call('PATCH', `/__admin/state/workflow_executions/${uuid}`, { wait_till: null });
    await freeze(call, '2025-07-01T12:00:00Z');
    return call;
  }

  it('follows every change, in the response after it', async () => {
    const call = await startEmpty();
    expect(await nextDue(call)).toBeNull();
    const uuid = await create(call, '0 9 * * *', { status: 'draft' });
    expect(await nextDue(call)).toBeNull();
    const put = (body: object): Promise<Answer> => call('PUT', `/api/v1/workflows/${uuid}`, body);
    await put({ status: 'active' });
    expect(await nextDue(call)).toBe('2025-07-02T09:00:00Z');
    await put({ settings: { timezone: 'America/New_York' } });
    expect(await nextDue(call)).toBe('2025-07-01T13:00:00Z');
    const { nodes, edges } = scheduled('30 18 * * *');
    await put({ nodes, edges });
    expect(await nextDue(call)).toBe('2025-07-01T22:30:00Z');
    await put({ is_enabled: false });
    expect(await nextDue(call)).toBeNull();
    await put({ is_enabled: true, name: 'Renamed' });
    expect(await nextDue(call)).toBe('2025-07-01T22:30:00Z');
    await put({ status: 'paused' });
    expect(await nextDue(call)).toBeNull();
    await put({ status: 'active' });
    expect((await call('DELETE', `/api/v1/workflows/${uuid}`)).status).toBe(204);
    expect(await nextDue(call)).toBeNull();
  });

  it('keeps its next time when something else changes', async () => {
    const call = await startEmpty();
    const uuid = await create(call, '0 13 * * *');
    await call('POST', '/__admin/clock/freeze', { at: '2025-07-01T12:59:00Z' });
    await call('PUT', `/api/v1/workflows/${uuid}`, { name: 'Renamed' });
    await advance(call, 'PT1M');
    expect(await timesOf(call, uuid)).toEqual(['2025-07-01T13:00:00Z']);
  });

  it('follows the control plane: a record, a collection, the whole state', async () => {
    const call = await startEmpty();
    const uuid = await create(call, '0 9 * * *');
    const path = `/__admin/state/workflows/${uuid}`;
    await call('PATCH', path, { status: 'paused' });
    expect(await nextDue(call)).toBeNull();
    await call('PATCH', path, { status: 'active' });
    expect(await nextDue(call)).toBe('2025-07-02T09:00:00Z');
    const { body: state } = await call('GET', '/__admin/state');
    await call('DELETE', path);
    expect(await nextDue(call)).toBeNull();
    const { scheduled_work: _work, ...collections } = state.collections;
    expect((await call('PUT', '/__admin/state', { collections })).status).toBe(200);
    expect(await nextDue(call)).toBe('2025-07-02T09:00:00Z');
  });

  it('is planned anew when the clock is set back', async () => {
    const call = await startEmpty();
    await freeze(call, '2030-01-01T00:00:00Z');
    const uuid = await create(call, '0 9 * * *');
    await freeze(call, '2026-01-01T00:00:00Z');
    expect(await nextDue(call)).toBe('2026-01-01T09:00:00Z');
    await advance(call, 'PT9H');
    expect(await timesOf(call, uuid)).toEqual(['2026-01-01T09:00:00Z']);
  });

  it('is part of a snapshot, and of what a reset restores', async () => {
    const call = await startEmpty();
    await create(call, '0 9 * * *');
    await call('POST', '/__admin/snapshots', { name: 'one' });
    await advance(call, 'PT24H');
    expect(await nextDue(call)).toBe('2025-07-03T09:00:00Z');
    await call('POST', '/__admin/snapshots/one/restore');
    expect(await nextDue(call)).toBe('2025-07-02T09:00:00Z');
    await call('POST', '/__admin/reset');
    expect(await nextDue(call)).toBe('2025-07-01T01:00:00Z');
  });

  it('needs a trigger with a cron expression that is not disabled', async () => {
    const call = await startEmpty();
    await create(call, undefined);
    const { nodes, edges } = scheduled('0 9 * * *');
    const disabled = (nodes as readonly { readonly data: object }[]).map((node, index) =>
      index === 0 ? { ...node, data: { ...node.data, is_disabled: true } } : node,
    );
    expect(
      (await call('POST', '/api/v1/workflows', { name: 'Off', status: 'active', nodes: disabled, edges })).status,
    ).toBe(201);
    expect(await nextDue(call)).toBeNull();
  });

  it('of the demo world is that of its active workflows', async () => {
    const call = await open();
    expect(await nextDue(call)).toBe('2025-07-01T01:00:00Z');
    const { body } = await call('GET', '/__admin/state/scheduled_work');
    const kinds = (body.records as readonly { kind: string }[]).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'workflow.scheduled-start')).toHaveLength(3);
  });

  it('outlives a restart, and a time that was missed meanwhile runs once', async () => {
    const data = await mkdtemp(join(tmpdir(), 'athena-schedules-'));
    try {
      const first = await createSimulator({ data, seed: 1 });
      const call = createCaller(first);
      await freeze(call, '2025-07-01T12:00:00Z');
      const uuid = await create(call, '0 * * * *');
      await first.close();
      const second = await createSimulator({ data, seed: 1 });
      const again = createCaller(second);
      await advance(again, 'PT5H');
      expect(await timesOf(again, uuid)).toEqual(['2025-07-01T13:00:00Z']);
      await advance(again, 'PT1H');
      expect((await timesOf(again, uuid)).length).toBe(2);
      await second.close();
    } finally {
      await rm(data, { recursive: true });
    }
  });

  it('gives the same bytes with the same seed', async () => {
    const run = async (): Promise<string> => {
      const call = await open({ seed: 7 });
      const uuid = await create(call, '15 */2 * * *', { settings: { timezone: 'Asia/Tokyo' } });
      await advance(call, 'P2D');
      await advance(call, 'PT2H');
      const executions = await call('GET', '/api/v1/workflow-executions?per_page=100&with=workflowExecutionData');
      return `${uuid} ${executions.text} ${(await call('GET', '/__admin/state')).text}`;
    };
    expect(await run()).toBe(await run());
  });

  it('that is due more often than its workflow takes keeps no request from its response', async () => {
    const call = await open({ seed: 1 });
    const steps = Array.from({ length: 40 }, (_, index) => ({ id: `s${index}`, type: 'data.set' }));
    const nodes = [{ id: 'clock', type: 'trigger.schedule', data: { parameters: { cron: '* * * * *' } } }, ...steps];
    const edges = steps.map(({ id }, index) => `${index === 0 ? 'clock' : `s${index - 1}`} > ${id}`);
    await call('POST', '/api/v1/workflows', { name: 'Busy', status: 'active', ...toGraph(nodes, edges) });
    await advance(call, 'PT5M');
    const before = (await call('GET', '/__admin/state')).body.collections.workflow_executions.length as number;
    await call('GET', '/api/v1/user');
    const after = (await call('GET', '/__admin/state')).body.collections.workflow_executions.length as number;
    expect(after - before).toBeLessThanOrEqual(2);
  });
});

describe('a schedule that is not valid', () => {
  it.each([
    [
      'nodes.0.data.parameters.cron',
      scheduled('every day'),
      /^The nodes\.0\.data\.parameters\.cron field must be a valid cron expression: it needs five fields/,
    ],
    ['nodes.0.data.parameters.cron', scheduled('61 * * * *'), /valid cron expression: .*minute/],
    ['nodes.0.data.parameters.cron', scheduled(5), /it is not a string/],
    ['nodes.0.data.parameters.cron', scheduled('0 0 30 2 *'), /no time that ever comes/],
    [
      'settings.timezone',
      scheduled('0 9 * * *', { settings: { timezone: 'Mars/Olympus' } }),
      /^The settings\.timezone field must be a valid timezone\.$/,
    ],
  ])('is a 422 that names %s', async (field, body, message) => {
    const call = await open();
    const created = await call('POST', '/api/v1/workflows', body);
    expect([created.status, Object.keys(created.body.errors as object)]).toEqual([422, [field]]);
    expect(created.body.errors[field]).toEqual([expect.stringMatching(message)]);
    const uuid = await create(call, '0 9 * * *');
    const { name: _name, ...changes } = body;
    expect((await call('PUT', `/api/v1/workflows/${uuid}`, changes)).body.errors).toEqual(created.body.errors);
  });

  it('is reported beside what breaks the contract', async () => {
    const call = await open();
    const body = { ...scheduled('every day', { settings: { timezone: 'Mars' } }), name: 7 };
    const { body: answer } = await call('POST', '/api/v1/workflows', body);
    expect(Object.keys(answer.errors as object).toSorted()).toEqual([
      'name',
      'nodes.0.data.parameters.cron',
      'settings.timezone',
    ]);
  });

  it('is looked for in the first trigger alone, however many there are: an expression without a time takes long', async () => {
    const call = await open();
    const nodes = Array.from({ length: 1000 }, (_, index) => {
      return { id: `t${index}`, type: 'trigger.schedule', data: { parameters: { cron: '0 0 31W 2 *' } } };
    });
    const { body } = await call('POST', '/api/v1/workflows', { name: 'Many', status: 'active', ...toGraph(nodes, []) });
    const errors = body.errors as Readonly<Record<string, unknown>>;
    const others = nodes.slice(1).map((_, index) => `nodes.${index + 1}.type`);
    expect(Object.keys(errors).toSorted()).toEqual([...others, 'nodes.0.data.parameters.cron'].toSorted());
  });
});
