import { expect } from 'vitest';
import type { JsonObject, JsonValue } from '../../src/kernel/json/json.ts';
import { HOME, type Step } from './crud-steps.ts';
import { runBySchedule, sendFile, useSession } from './front-end-steps.ts';
import {
  canSee,
  change,
  findPermission,
  PEOPLE,
  put,
  remove,
  seenBy,
  type CollectionName,
  type Model,
  type Person,
  type Row,
} from './model.ts';
import type { Real } from './real.ts';
import { pick, RESOURCES, type Draw } from './resources.ts';

/** The operations of the platform beyond the generic CRUD operations. */
export function platformSteps(): ReadonlyMap<string, Step> {
  return new Map<string, Step>([
    ...SHARED.flatMap((name) => [
      [`${name}.share`, share(name)] as const,
      [`${name}.unshare`, unshare(name)] as const,
      [`${name}.shareWithOneself`, shareWithOneself(name)] as const,
    ]),
    ['agents.run', runAgent],
    ['agents.runInThread', runAgentInThread],
    ['agents.generate', generateAgent],
    ['agents.leaderboard', leaderboard],
    ['threads.run', runThread],
    ['prompts.run', runPrompt],
    ['workflows.trigger', trigger],
    ['executions.create', createExecution],
    ['executions.list', listExecutions],
    ['executions.count', countExecutions],
    ['executions.review', reviewExecution],
    ['executions.stop', stopExecution],
    ['executions.decide', decideExecution],
    ['executions.delete', deleteExecution],
    ['tasks.store', storeTask],
    ...METRICS.map(({ name, path }) => [`${name}.metrics`, metrics(name, path)] as const),
    ['workspaces.update', updateWorkspace],
    ['workspaces.list', listWorkspaces],
    ['people.signInAndOut', signInAndOut],
    ['people.whoAmI', whoAmI],
    ['people.useSession', useSession],
    ['messages.sendFile', sendFile],
    ['workflows.runBySchedule', runBySchedule],
    ['documents.unknown', askForNothing],
  ]);
}

const SHARED = ['agents', 'workflows'] as const;
const PERMISSIONS = ['view', 'run', 'edit'] as const;

function share(name: (typeof SHARED)[number]): Step {
  return async ({ person, first, second }, model, { call }) => {
    const { key, row } = pick(model, name, first);
    const [other, permission] = [otherThan(person), PERMISSIONS[second % 3] ?? 'view'];
    const { status, data } = await call(person, 'POST', `${pathOf(name)}/${key}/share`, {
      user_id: PEOPLE[other].id,
      permission,
    });
    expect(status).toBe(ownedStatus(model, name, { row, person, success: 201 }));
    if (status !== 201) return;
    expect(data['permission']).toBe(permission);
    const fields = { [fieldOf(name)]: key, user_id: PEOPLE[other].id, permission };
    put(model, 'shares', { key: `${key} with ${other}`, owner: person, fields });
  };
}

function unshare(name: (typeof SHARED)[number]): Step {
  return async ({ person, first }, model, { call }) => {
    const { key, row } = pick(model, name, first);
    const other = otherThan(person);
    const { status } = await call(person, 'POST', `${pathOf(name)}/${key}/share`, {
      user_id: PEOPLE[other].id,
      permission: 'none',
    });
    expect(status).toBe(ownedStatus(model, name, { row, person, success: 204 }));
    if (status === 204) remove(model, 'shares', `${key} with ${other}`);
  };
}

function shareWithOneself(name: (typeof SHARED)[number]): Step {
  return async ({ person, first }, model, { call }) => {
    const { key, row } = pick(model, name, first);
    const { status } = await call(person, 'POST', `${pathOf(name)}/${key}/share`, {
      email: PEOPLE[person].email,
      permission: 'edit',
    });
    expect(status).toBe(ownedStatus(model, name, { row, person, success: 422 }));
  };
}

/** An agent that answers opens a thread of two messages, which are the caller's. */
const runAgent: Step = async ({ person, first, word }, model, { call }) => {
  const { key, row } = pick(model, 'agents', first);
  const { status, data } = await call(person, 'POST', `/api/v1/agents/${key}/run`, { message: word });
  const expected = runStatus(model, 'agents', { row, person });
  expect(status).toBe(expected);
  if (expected !== 200) return;
  const thread = data['thread'] as { uuid: string; name: string };
  put(model, 'threads', {
    key: thread.uuid,
    owner: person,
    fields: { ...HOME[person], name: thread.name, agent_uuid: key },
  });
  await recordAnswer({ person, thread: thread.uuid, said: word, answer: data, agent: key }, model, call);
};

const runAgentInThread: Step = async ({ person, first, second, word }, model, { call }) => {
  const [agent, thread] = [pick(model, 'agents', first), pick(model, 'threads', second)];
  const { status, data } = await call(person, 'POST', `/api/v1/agents/${agent.key}/run`, {
    message: word,
    thread_uuid: thread.key,
  });
  const allowed = runStatus(model, 'agents', { row: agent.row, person });
  expect(status).toBe(allowed === 200 && !isSeen(model, 'threads', thread.row, person) ? 422 : allowed);
  if (status === 200)
    await recordAnswer({ person, thread: thread.key, said: word, answer: data, agent: agent.key }, model, call);
};

const runThread: Step = async ({ person, first, word }, model, { call }) => {
  const { key, row } = pick(model, 'threads', first);
  const { status, data } = await call(person, 'POST', `/api/v1/threads/${key}/run`, { message: word });
  const seen = isSeen(model, 'threads', row, person);
  const agent = row?.fields['agent_uuid'] ?? null;
  const agentRow = typeof agent === 'string' ? model.rows.agents.get(agent) : undefined;
  const allowed = runStatus(model, 'agents', { row: agentRow, person });
  // A thread cannot run without an agent, or with an agent that the person no longer sees.
  expect(status).toBe(!seen ? 404 : allowed === 404 ? 422 : allowed);
  if (status === 200)
    await recordAnswer({ person, thread: key, said: word, answer: data, agent: String(agent) }, model, call);
};

interface Recorded {
  readonly person: Person;
  readonly thread: string;
  readonly said: string;
  readonly answer: Readonly<Record<string, unknown>>;
  readonly agent: string;
}

/** Asserts that the thread ends with the question and its answer, and adds both to the model. */
async function recordAnswer(
  { person, thread, said, answer, agent }: Recorded,
  model: Model,
  call: Parameters<Step>[2]['call'],
): Promise<void> {
  const { list, total } = await call(
    person,
    'GET',
    `/api/v1/messages?thread_uuid=${thread}&per_page=100&sort_direction=asc`,
  );
  const before = [...model.rows.messages.values()].filter(({ fields }) => fields['thread_uuid'] === thread).length;
  expect(total).toBe(before + 2);
  const [spoken, reply] = list.slice(-2);
  expect([spoken?.['role'], spoken?.['content'], reply?.['role'], reply?.['uuid']]).toEqual([
    'user',
    said,
    'assistant',
    answer['uuid'],
  ]);
  const fields = { thread_uuid: thread };
  put(model, 'messages', { key: String(spoken?.['uuid']), owner: person, fields: { ...fields, content: said } });
  const content = String(answer['content']);
  put(model, 'messages', {
    key: String(answer['uuid']),
    owner: person,
    fields: { ...fields, content, agent_uuid: agent },
  });
}

const runPrompt: Step = async ({ person, first, word, flag }, model, { call }) => {
  const { key, row } = pick(model, 'prompts', first);
  const { status } = await call(person, 'POST', `/api/v1/prompts/${key}/run`, {
    variables: flag ? { topic: word } : {},
  });
  const allowed = runStatus(model, 'prompts', { row, person });
  expect(status).toBe(allowed === 200 && !flag ? 422 : allowed);
};

/** A generated agent is stored, and its body can be posted again. */
const generateAgent: Step = async ({ person, word }, model, { call }) => {
  const generated = await call(person, 'POST', '/api/v1/agents/generate', {
    prompt: `An agent that helps with ${word}`,
  });
  const again = await call(person, 'POST', '/api/v1/agents', generated.data);
  for (const { status, data } of [generated, again]) {
    expect(status).toBe(201);
    const fields = { ...HOME[person], name: String(data['name']), visibility: data['visibility'] ?? 'private' };
    put(model, 'agents', { key: String(data['uuid']), owner: person, fields });
  }
};

/** The ranks are consecutive, and every listed agent is visible to the person. */
const leaderboard: Step = async ({ person }, model, { call }) => {
  const { status, list } = await call(person, 'GET', '/api/v1/agents/leaderboard');
  expect(status).toBe(200);
  const seen = new Set(seenBy(model, 'agents', person).map(({ key }) => key));
  for (const [index, { rank, agent }] of list.entries()) {
    expect(rank).toBe(index + 1);
    expect(seen).toContain((agent as { uuid: string }).uuid);
  }
};

/** Which way a workflow takes is the payload's affair; an execution says how it ended, and why. */
const trigger: Step = async (input, model, real) => {
  const { person, first, word, flag } = input;
  const { key, row } = pick(model, 'workflows', first);
  const payload = { word, well: flag, waits: isWaiting(input) };
  const { status, data } = await real.call(person, 'POST', `/api/v1/workflows/${key}/webhook`, payload);
  const allowed = runStatus(model, 'workflows', { row, person });
  expect(status).toBe(allowed === 200 ? 201 : allowed);
  if (status === 201) await expectExecution({ ...input, workflow: key, data }, model, real);
};

/** A workflow that the person does not see is an invalid reference here. */
const createExecution: Step = async (input, model, real) => {
  const { person, first, word, flag } = input;
  const { key, row } = pick(model, 'workflows', first);
  const body = { workflow_uuid: key, data: { word, well: flag, waits: isWaiting(input) } };
  const { status, data } = await real.call(person, 'POST', '/api/v1/workflow-executions', body);
  const allowed = runStatus(model, 'workflows', { row, person });
  expect(status).toBe(allowed === 200 ? 201 : allowed === 404 ? 422 : allowed);
  if (status === 201) await expectExecution({ ...input, workflow: key, data }, model, real);
};

/** Every third execution waits for a person. */
function isWaiting({ second }: Draw): boolean {
  return second % 3 === 0;
}

async function expectExecution(
  input: Draw & { readonly workflow: string; readonly data: JsonObject },
  model: Model,
  { call }: Real,
): Promise<void> {
  const { person, word, flag, workflow: key, data } = input;
  const path = `/api/v1/workflow-executions/${String(data['uuid'])}`;
  const { data: execution } = await call(person, 'GET', `${path}?with=workflowExecutionData`);
  const status = isWaiting(input) ? 'waiting' : flag ? 'success' : 'error';
  expect([execution['status'], execution['is_finished']]).toEqual([status, status !== 'waiting']);
  if (status === 'success') expect(JSON.stringify(execution['workflow_execution_data'])).toContain(word);
  put(model, 'executions', { key: String(data['uuid']), owner: person, fields: { workflow_uuid: key, status } });
}

const listExecutions: Step = async ({ person }, model, { call }) => {
  const { list, total } = await call(person, 'GET', '/api/v1/workflow-executions?per_page=100');
  const seen = seenBy(model, 'executions', person);
  expect(total).toBe(seen.length);
  expect(list.map(({ uuid }) => String(uuid)).toSorted()).toEqual(
    seen
      .map(({ key }) => key)
      .toSorted()
      .slice(0, 100),
  );
};

/** Counts are those of the list, for everything and for one workspace, and add up. */
const countExecutions: Step = async ({ person, flag }, model, { call }) => {
  const filter = flag ? `workspace_uuid=${String(HOME[person]['workspace_uuid'])}` : '';
  const { status, data } = await call(person, 'GET', `/api/v1/workflow-executions/count?${filter}`);
  const { total } = await call(person, 'GET', `/api/v1/workflow-executions?${filter}`);
  expect([status, data['total']]).toEqual([200, total]);
  const seen = seenBy(model, 'executions', person).filter(
    (row) => !flag || workspaceOf(model, 'executions', row) === HOME[person]['workspace_uuid'],
  );
  for (const name of ['success', 'error', 'waiting', 'canceled'])
    expect([name, data[name]]).toEqual([name, seen.filter(({ fields }) => fields['status'] === name).length]);
  expect(data['total']).toBe(seen.length);
};

const reviewExecution: Step = async ({ person, first, flag }, model, { call }) => {
  const { key, row } = pick(model, 'executions', first);
  const path = `/api/v1/workflow-executions/${key}`;
  const { status, data } = await call(person, flag ? 'PUT' : 'PATCH', path, { requires_human_review: flag });
  expect(status).toBe(isSeen(model, 'executions', row, person) ? 200 : 404);
  if (status !== 200) return;
  expect(data['uuid']).toBe(key);
  const { list } = await call(person, 'GET', '/api/v1/workflow-executions?requires_human_review=true&per_page=100');
  if (list.length < 100) expect(list.some(({ uuid }) => uuid === key)).toBe(flag);
};

/** Time passes instantly: an execution has ended, unless it waits for a person. */
const stopExecution: Step = async ({ person, first }, model, { call }) => {
  const { key, row } = pick(model, 'executions', first);
  const { status, data } = await call(person, 'POST', `/api/v1/workflow-executions/${key}/stop`);
  const success = row?.fields['status'] === 'waiting' ? 200 : 409;
  expect(status).toBe(isSeen(model, 'executions', row, person) ? success : 404);
  if (status !== 200) return;
  expect([data['status'], data['is_finished']]).toEqual(['canceled', true]);
  change(model, 'executions', key, { status: 'canceled' });
};

/** The control plane lists exactly what waits, of both people. */
const decideExecution: Step = async ({ first, flag }, model, { control, call }) => {
  const { approvals } = (await control('GET', '/approvals')).body;
  const listed = (approvals as readonly JsonObject[]).map(({ id, owner }) => ({
    id: String(id),
    owner: String(owner),
  }));
  const waiting = [...model.rows.executions.values()].filter(({ fields }) => fields['status'] === 'waiting');
  expect(listed.map(({ owner }) => owner).toSorted()).toEqual(
    waiting.map(({ key }) => `workflow_executions/${key}`).toSorted(),
  );
  const row = waiting[first % (waiting.length + 1)];
  const id = listed.find(({ owner }) => owner.endsWith(`/${row?.key}`))?.id ?? 'nothing';
  const decision = { decision: flag ? 'approved' : 'rejected' };
  expect((await control('POST', `/approvals/${id}`, decision)).status).toBe(row === undefined ? 404 : 200);
  if (row === undefined || row.owner === 'another') return;
  const status = flag ? 'success' : 'canceled';
  const { data } = await call(row.owner, 'GET', `/api/v1/workflow-executions/${row.key}`);
  expect([data['status'], data['is_finished']]).toEqual([status, true]);
  change(model, 'executions', row.key, { status });
};

const deleteExecution: Step = async ({ person, first }, model, { call }) => {
  const { key, row } = pick(model, 'executions', first);
  const { status } = await call(person, 'DELETE', `/api/v1/workflow-executions/${key}`);
  expect(status).toBe(isSeen(model, 'executions', row, person) ? 204 : 404);
  if (status === 204) remove(model, 'executions', key);
};

const storeTask: Step = async ({ person, first, word }, model, { call }) => {
  const { key, row } = pick(model, 'agents', first);
  const task = await call(person, 'POST', '/api/v1/command-room-tasks', {
    taskable_type: 'agent',
    taskable_uuid: key,
    title: word,
  });
  expect(task.status).toBe(isSeen(model, 'agents', row, person) ? 201 : 422);
  if (task.status !== 201) return;
  const path = `/api/v1/command-room-tasks/${String(task.data['uuid'])}`;
  expect((await call(otherThan(person), 'DELETE', path)).status).toBe(404);
  expect((await call(person, 'DELETE', path)).status).toBe(204);
  expect((await call(person, 'DELETE', path)).status).toBe(404);
};

const METRICS: readonly { readonly name: CollectionName; readonly path: string }[] = [
  { name: 'agents', path: '/api/v1/agents' },
  { name: 'workflows', path: '/api/v1/workflows' },
  { name: 'threads', path: '/api/v1/threads' },
  { name: 'messages', path: '/api/v1/messages' },
  { name: 'executions', path: '/api/v1/workflow-executions' },
];

/** The metrics count the visible records of the person's primary workspace. */
function metrics(name: CollectionName, path: string): Step {
  return async ({ person }, model, { call }) => {
    const { status, body } = await call(person, 'POST', `${path}/metrics`, { calculation: 'accumulated_count' });
    expect(status).toBe(200);
    const home = HOME[person]['workspace_uuid'];
    expect(body['total']).toBe(
      seenBy(model, name, person).filter((row) => workspaceOf(model, name, row) === home).length,
    );
  };
}

/** A message lies where its thread does, an execution where its workflow does. */
function workspaceOf({ rows }: Model, name: CollectionName, { fields }: Row): JsonValue | undefined {
  const holder =
    name === 'messages'
      ? rows.threads.get(String(fields['thread_uuid']))
      : rows.workflows.get(String(fields['workflow_uuid']));
  return name === 'messages' || name === 'executions' ? holder?.fields['workspace_uuid'] : fields['workspace_uuid'];
}

const updateWorkspace: Step = async ({ person, first, word }, model, { call }) => {
  const { key, row } = pick(model, 'workspaces', first);
  const { status, data } = await call(person, 'PUT', `/api/v1/workspaces/${key}`, { name: word });
  expect(status).toBe(row?.owner === person ? 200 : 404);
  if (status !== 200) return;
  expect(data['name']).toBe(word);
  change(model, 'workspaces', key, { name: word });
};

/** A new name shows wherever the workspace does. */
const listWorkspaces: Step = async ({ person }, model, { call }) => {
  const { list } = await call(person, 'GET', '/api/v1/workspaces?per_page=100');
  const names = new Map(list.map(({ uuid, name }) => [String(uuid), name]));
  expect(names).toEqual(new Map(seenBy(model, 'workspaces', person).map(({ key, fields }) => [key, fields['name']])));
  const { data } = await call(person, 'GET', '/api/v1/user');
  const primary = data['primary_workspace'] as { uuid: string; name: string };
  expect(primary.name).toBe(names.get(primary.uuid));
};

/** A token lets its owner in until it is given back. */
const signInAndOut: Step = async ({ person, flag }, _model, { send, call }) => {
  const credentials = { email: PEOPLE[person].email, password: flag ? 'password' : 'wrong' };
  const { status, data } = await call(person, 'POST', '/api/v1/auth/sign-in', credentials);
  expect(status).toBe(flag ? 200 : 422);
  if (!flag) return;
  const headers = { authorization: `Bearer ${String(data['token'])}` };
  const ask = async (method: string, path: string): Promise<number> =>
    (await send(person, path, { method, headers })).status;
  expect(await ask('GET', '/api/v1/user')).toBe(200);
  expect(await ask('POST', '/api/v1/auth/logout')).toBe(204);
  expect(await ask('GET', '/api/v1/user')).toBe(401);
};

const whoAmI: Step = async ({ person }, _model, { call }) => {
  const { data } = await call(person, 'GET', '/api/v1/user');
  expect([data['id'], data['email']]).toEqual([PEOPLE[person].id, PEOPLE[person].email]);
};

const askForNothing: Step = async ({ person, word }, _model, { call }) => {
  expect((await call(person, 'GET', `/api/v1/${word}s-of-nobody`)).status).toBe(404);
  expect((await call(person, 'DELETE', '/api/v1/agents')).status).toBe(405);
};

function otherThan(person: Person): Person {
  return person === 'john' ? 'jane' : 'john';
}

function pathOf(name: CollectionName): string {
  return RESOURCES.find((resource) => resource.name === name)?.path ?? '';
}

function fieldOf(name: (typeof SHARED)[number]): string {
  return name === 'agents' ? 'agent_uuid' : 'workflow_uuid';
}

function isSeen(model: Model, name: CollectionName, row: Row | undefined, person: Person): row is Row {
  return row !== undefined && canSee(model, name, row, person);
}

interface Asked {
  readonly row: Row | undefined;
  readonly person: Draw['person'];
}

/** Returns the expected status of an operation that only the owner may call. */
function ownedStatus(
  model: Model,
  name: CollectionName,
  { row, person, success }: Asked & { readonly success: number },
): number {
  if (!isSeen(model, name, row, person)) return 404;
  return row.owner === person ? success : 403;
}

/** Returns the expected status of a run: anyone who can see a record may run it, except with a share to view. */
function runStatus(model: Model, name: CollectionName, { row, person }: Asked): number {
  if (!isSeen(model, name, row, person)) return 404;
  if (row.owner === person || row.fields['visibility'] === 'public') return 200;
  return findPermission(model, name, row.key, person) === 'view' ? 403 : 200;
}
