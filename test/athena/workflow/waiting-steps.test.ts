import { afterEach, describe, expect, it, onTestFinished, test, vi } from 'vitest';
import { WAITING_STEPS } from '../../../src/athena/workflow/waiting-steps.ts';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../../src/index.ts';
import type { StoredRecord } from '../../../src/store/port/store.ts';
import { createCaller, PLACES, type Call } from '../../control/admin.ts';

const opened: Simulator[] = [];
afterEach(() => Promise.all(opened.splice(0).map((simulator) => simulator.close())));

async function open(options: SimulatorOptions = {}, sandbox?: string): Promise<Call> {
  const simulator = await createSimulator(options);
  opened.push(simulator);
  return createCaller(simulator, sandbox);
}

interface Approval {
  readonly id: string;
  readonly owner: string;
  readonly step: string;
  readonly expires_at: string;
}

const list = async (call: Call): Promise<readonly Approval[]> =>
  (await call('GET', '/__admin/approvals')).body.approvals;
const freeze = (call: Call, at: string) => call('POST', '/__admin/clock/freeze', { at });
const advance = (call: Call, duration: string) => call('POST', '/__admin/clock/advance', { duration });

/** Returns the approval that expires first, with the uuid of its execution. */
async function findFirst(call: Call): Promise<Approval & { readonly uuid: string }> {
  const [first] = (await list(call)).toSorted((one, other) => (one.expires_at < other.expires_at ? -1 : 1));
  if (first === undefined) throw new Error('Nothing waits for a person.');
  return { ...first, uuid: String(first.owner.split('/')[1]) };
}

/** Reads an execution of any user, with the runs of its nodes. */
async function look(call: Call, uuid: string) {
  const { body: execution } = await call('GET', `/__admin/state/workflow_executions/${uuid}`);
  const path = `/__admin/state/workflow_execution_data/${execution.workflow_execution_data_id}`;
  const { body: data } = await call('GET', path);
  return { ...execution, stored: data, path, runs: data.data.result_data.run_data };
}

const toNode = (id: string, type: string, parameters: object) => ({
  id,
  type,
  position: { x: 0, y: 0 },
  data: { label: id, parameters },
});

/** Replaces the graph of an execution by one whose `waiting` nodes have started to wait. */
async function wait(
  call: Call,
  uuid: string,
  { waiting, ...graph }: { readonly nodes: object[]; readonly edges: object[]; readonly waiting: readonly string[] },
): Promise<void> {
  const { stored: data, path, started_at: started } = await look(call, uuid);
  const entry = { execution_time: 0, execution_status: 'waiting', input: {}, output: null, error: null };
  const runs = Object.fromEntries(waiting.map((id) => [id, [{ started_at: started, ...entry }]]));
  const result = { error: null, last_node_executed: waiting.at(-1), run_data: runs };
  const changed = await call('PATCH', path, {
    workflow_data: { ...data.workflow_data, ...graph },
    data: { ...data.data, result_data: result },
  });
  expect(changed.status).toBe(200);
}

const lastRun = ({ runs }: { readonly runs: object }): unknown => Object.values(runs).flat().at(-1);

describe.each(PLACES)('an approval that the demo world brings to %s', (_place, sandbox) => {
  it('expires at its time, and ends its execution', async () => {
    const call = await open({}, sandbox);
    const { id, uuid, expires_at: expires } = await findFirst(call);
    await freeze(call, expires);
    expect(await list(call)).not.toContainEqual(expect.objectContaining({ id }));
    const ended = await look(call, uuid);
    expect(ended).toMatchObject({ status: 'error', is_finished: true, wait_till: null, stopped_at: expires });
    expect(lastRun(ended)).toMatchObject({
      execution_status: 'error',
      error: { code: 'expired', message: `The approval expired at ${expires} without a decision.` },
    });
  });

  it('expires once when the clock is moved far past all of them', async () => {
    const call = await open({}, sandbox);
    const waiting = await list(call);
    const { body } = await advance(call, 'P60D');
    expect(body.failed_work).toEqual([]);
    expect(await list(call)).toEqual([]);
    for (const { owner, expires_at: expires } of waiting)
      expect(await look(call, String(owner.split('/')[1]))).toMatchObject({ status: 'error', stopped_at: expires });
  });

  it('does not expire after its decision', async () => {
    const call = await open({}, sandbox);
    const { id, uuid } = await findFirst(call);
    await call('POST', `/__admin/approvals/${id}`, { decision: 'approved' });
    await advance(call, 'PT5M');
    const decided = await look(call, uuid);
    expect(decided).toMatchObject({ status: 'success' });
    await advance(call, 'P60D');
    expect(await look(call, uuid)).toEqual(decided);
  });

  it('expires again after a reset, and in a fork', async () => {
    const call = await open({}, sandbox);
    const { uuid, expires_at: expires } = await findFirst(call);
    const { scheduled } = (await call('GET', '/__admin/clock')).body;
    await advance(call, 'P60D');
    await call('POST', '/__admin/reset');
    expect((await call('GET', '/__admin/clock')).body.scheduled).toBe(scheduled);
    const fork = createCaller(opened[0] as Simulator, 'copy');
    await freeze(fork, expires);
    expect(await look(fork, uuid)).toMatchObject({ status: 'error' });
    expect(await look(call, uuid)).toMatchObject({ status: 'waiting' });
    await freeze(call, expires);
    expect(await look(call, uuid)).toMatchObject({ status: 'error' });
  });
});

test('an approval in a state without scheduled work expires, and only once', async () => {
  const call = await open();
  const { uuid, expires_at: expires } = await findFirst(call);
  const { scheduled } = (await call('GET', '/__admin/clock')).body;
  const { scheduled_work: _work, ...collections } = (await call('GET', '/__admin/state')).body.collections;
  for (let turn = 0; turn < 2; turn += 1)
    expect((await call('PUT', '/__admin/state', { collections })).status).toBe(200);
  expect((await call('GET', '/__admin/clock')).body.scheduled).toBe(scheduled);
  await freeze(call, expires);
  expect(await look(call, uuid)).toMatchObject({ status: 'error', stopped_at: expires });
});

test('an approval that was put off by an edit expires at its new time', async () => {
  const call = await open();
  const { uuid, expires_at: expires } = await findFirst(call);
  const later = new Date(Date.parse(expires) + 86_400_000).toISOString().replace('.000', '');
  const record = `/__admin/state/workflow_executions/${uuid}`;
  expect((await call('PATCH', record, { wait_till: later })).status).toBe(200);
  await freeze(call, expires);
  expect(await look(call, uuid)).toMatchObject({ status: 'waiting', wait_till: later });
  await freeze(call, later);
  expect(await look(call, uuid)).toMatchObject({ status: 'error', stopped_at: later });
});

test('a delay that a state brings is over at its time', async () => {
  const call = await open();
  const { uuid, expires_at: until } = await findFirst(call);
  await wait(call, uuid, { nodes: [toNode('pause', 'logic.delay', { days: 1 })], edges: [], waiting: ['pause'] });
  await freeze(call, until);
  const ended = await look(call, uuid);
  expect(ended).toMatchObject({ status: 'success', stopped_at: until });
  expect(ended.runs.pause).toMatchObject([{ output: { waited_days: 1 } }]);
});

describe.each([
  ['waits', toNode('next', 'human.approval', { assignee: 'other@example.com', expires_in_hours: 9 })],
  ['does not wait', toNode('next', 'data.set', { done: true })],
])('of two waiting approvals that a state brings, one is decided, and the step after it %s', (_what, next) => {
  async function decideOne(call: Call) {
    const { uuid, expires_at: until } = await findFirst(call);
    const assigned = { assignee: 'user@example.com' };
    await wait(call, uuid, {
      nodes: [toNode('one', 'human.approval', assigned), toNode('two', 'human.approval', assigned), next],
      edges: [{ id: 'edge', source: 'one', target: 'next' }],
      waiting: ['one', 'two'],
    });
    const own = `workflow_executions/${uuid}`;
    const listOwn = async () => (await list(call)).filter(({ owner, step }) => owner === own && step !== 'next');
    const waiting = await listOwn();
    expect(waiting).toMatchObject([{ expires_at: until }, { expires_at: until }]);
    const one = waiting.find(({ step }) => step === 'one');
    const decided = await call('POST', `/__admin/approvals/${one?.id}`, { decision: 'approved' });
    expect(decided.status).toBe(200);
    return { uuid, until, listOwn };
  }

  async function expectExpired(call: Call, uuid: string, until: string) {
    await freeze(call, until);
    const { runs } = await look(call, uuid);
    expect(runs.two).toMatchObject([
      { error: { code: 'expired', message: `The approval expired at ${until} without a decision.` } },
    ]);
  }

  it('the other says when it expires, and expires then, after an edit', async () => {
    const call = await open();
    const { uuid, until, listOwn } = await decideOne(call);
    const { body } = await call('GET', '/__admin/state/workflow_executions');
    const other = body.records.find((record: StoredRecord) => record['uuid'] !== uuid);
    const edited = await call('PATCH', `/__admin/state/workflow_executions/${other.uuid}`, { mode: other.mode });
    expect(edited.status).toBe(200);
    expect(await listOwn()).toMatchObject([{ step: 'two', expires_at: until }]);
    await expectExpired(call, uuid, until);
  });

  it('the other expires at its time in a state without scheduled work', async () => {
    const call = await open();
    const { uuid, until, listOwn } = await decideOne(call);
    const { scheduled_work: _work, ...collections } = (await call('GET', '/__admin/state')).body.collections;
    expect((await call('PUT', '/__admin/state', { collections })).status).toBe(200);
    expect(await listOwn()).toMatchObject([{ step: 'two', expires_at: until }]);
    await expectExpired(call, uuid, until);
  });
});

test.each([
  ['memories', 'does not compare', 0],
  ['workflow_executions', 'compares', 1],
  ['workflow_execution_data', 'compares', 1],
])('an edit of %s %s all waits with the schedule', async (collection, _what, looks) => {
  const call = await open();
  const { body } = await call('GET', `/__admin/state/${collection}`);
  const [{ uuid, id, created_at: created }] = body.records;
  const findGaps = vi.spyOn(WAITING_STEPS, 'findGaps');
  onTestFinished(() => findGaps.mockRestore());
  const path = `/__admin/state/${collection}/${uuid ?? id}`;
  expect((await call('PATCH', path, { created_at: created })).status).toBe(200);
  expect(findGaps).toHaveBeenCalledTimes(looks);
});

test.each([{}, { result_data: null }, { result_data: { run_data: { approve: 'no' } } }])(
  'data of an execution that does not fit the contract is rejected: %j',
  async (data) => {
    const call = await open();
    const { uuid } = await findFirst(call);
    const { path } = await look(call, uuid);
    expect((await call('PATCH', path, { data })).status).toBe(422);
  },
);

test('equal seeds lead to equal bytes past the end of every wait', async () => {
  const calls = [await open({ seed: 7 }), await open({ seed: 7 })];
  const states = await Promise.all(
    calls.map(async (call) => {
      await advance(call, 'P60D');
      return (await call('GET', '/__admin/state')).text;
    }),
  );
  expect(states[0]).toBe(states[1]);
});

test('a copy of an execution, which shares the data of its original, is left alone', () => {
  const data = {
    id: 1,
    workflow_execution_uuid: 'one',
    workflow_data: { nodes: [{ id: 'ask', type: 'human.approval', data: {} }] },
    data: { result_data: { run_data: { ask: [{ execution_status: 'waiting', started_at: '2025-01-01T00:00:00Z' }] } } },
  };
  const execution = { is_finished: false, workflow_execution_data_id: 1, wait_till: '2025-01-02T00:00:00Z' };
  const lists: Readonly<Record<string, readonly StoredRecord[]>> = {
    workflow_executions: [
      { ...execution, uuid: 'one' },
      { ...execution, uuid: 'two' },
    ],
    workflow_execution_data: [data],
  };
  const { missing, outdated } = WAITING_STEPS.findGaps({
    all: (name) => lists[name] ?? [],
    get: (name, key) => lists[name]?.find(({ id }) => id === key),
  });
  expect(missing).toMatchObject([{ owner: 'workflow_executions/one', due: Date.parse('2025-01-02T00:00:00Z') }]);
  expect(outdated).toEqual([]);
});
