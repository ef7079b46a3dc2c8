import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';
import type { JsonObject } from '../../src/kernel/json/json.ts';
import { asPeople, type Person } from './people.ts';

const AGENT = '550e8400-e29b-41d4-a716-446655440000';

let simulator: Simulator;
let call: ReturnType<typeof asPeople>;
beforeEach(async () => {
  simulator = await createSimulator();
  call = asPeople(simulator);
});
afterEach(async () => {
  expect(simulator.violations().breaches).toEqual([]);
  await simulator.close();
});

const pin = (body: JsonObject, person: Person = 'john') => call(person, 'POST', 'command-room-tasks', body);
const remove = async (key: unknown, person: Person = 'john'): Promise<number> =>
  (await call(person, 'DELETE', `command-room-tasks/${String(key)}`)).status;
const keyOf = (answer: { readonly data: unknown }): unknown => (answer.data as JsonObject)['uuid'];

it('pins a visible agent under its own name to the primary workspace', async () => {
  const answer = await pin({ taskable_type: 'agent', taskable_uuid: AGENT });
  expect(answer).toMatchObject({ status: 201, simulated: null });
  expect(answer.data).toMatchObject({
    taskable_type: 'agent',
    taskable_uuid: AGENT,
    title: 'Customer Support Assistant',
    description: null,
    due_at: null,
    is_done: false,
    user: { id: 123 },
    workspace: { uuid: AGENT },
  });
});

it('has no workspace when the caller has no primary workspace', async () => {
  expect(await pin({ taskable_type: 'agent', taskable_uuid: AGENT }, 'mei')).toMatchObject({
    status: 201,
    data: { workspace: null },
  });
});

it.each([
  [
    { taskable_uuid: '00000000-0000-4000-8000-000000000000' },
    { taskable_uuid: ['The selected taskable uuid is invalid.'] },
  ],
  // John's, and private.
  [
    { taskable_uuid: '23f14c11-0a4a-4727-bcda-1dd6d0eae8ea' },
    { taskable_uuid: ['The selected taskable uuid is invalid.'] },
  ],
  [
    { workspace_uuid: '550e8400-e29b-41d4-a716-446655440000' },
    { workspace_uuid: ['The selected workspace uuid is invalid.'] },
  ],
])('rejects %j from a caller who cannot see it', async (body, errors) => {
  const answer = await pin({ taskable_type: 'agent', taskable_uuid: AGENT, ...body }, 'amir');
  expect(answer.status).toBe(422);
  expect(answer.body['errors']).toEqual(errors);
});

it('is removed once, by its owner only', async () => {
  const key = keyOf(await pin({ taskable_type: 'agent', taskable_uuid: AGENT }));
  expect(await remove(key, 'jane')).toBe(404);
  expect(await remove(key)).toBe(204);
  expect(await remove(key)).toBe(404);
});

it('matches the filter of executions as long as one task exists', async () => {
  const pinned = async (): Promise<readonly unknown[]> =>
    (
      (await call('john', 'GET', 'workflow-executions?has_command_room_task=true&per_page=100'))
        .data as readonly JsonObject[]
    ).map(({ uuid }) => uuid);
  const { data } = await call('john', 'GET', 'workflow-executions?has_command_room_task=false&per_page=1');
  const [execution] = data as readonly JsonObject[];
  const uuid = String(execution?.['uuid']);
  const body = { taskable_type: 'workflow_execution', taskable_uuid: uuid };
  const first = await pin(body);
  expect((first.data as JsonObject)['title']).toBe((execution?.['workflow'] as JsonObject | undefined)?.['name']);
  const second = await pin({ ...body, title: 'Again' });
  expect(await pinned()).toContain(uuid);
  await remove(keyOf(first));
  expect(await pinned()).toContain(uuid);
  await remove(keyOf(second));
  expect(await pinned()).not.toContain(uuid);
});

it('is deleted together with the pinned agent', async () => {
  const made = await call('john', 'POST', 'agents', { name: 'Short-lived' });
  const key = keyOf(await pin({ taskable_type: 'agent', taskable_uuid: String(keyOf(made)) }));
  await call('john', 'DELETE', `agents/${String(keyOf(made))}`);
  expect(await remove(key)).toBe(404);
});
