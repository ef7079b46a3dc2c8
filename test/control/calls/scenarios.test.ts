import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, type SandboxHandle, type Simulator } from '../../../src/index.ts';

const FOLDER = fileURLToPath(new URL('../../../scenarios', import.meta.url));
const ACCOUNT = '/accounts/550e8400-e29b-41d4-a716-446655440000';
let simulator: Simulator;
beforeAll(async () => {
  simulator = await createSimulator();
});
afterAll(() => simulator.close());

interface Player extends SandboxHandle {
  send(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<{ status: number; json: Record<string, unknown> }>;
}

function open(name: string): Player {
  const sandbox = simulator.sandbox(name);
  const send: Player['send'] = async (method, path, body, headers = { authorization: 'Bearer athena-demo-token' }) => {
    const response = await sandbox.fetch(
      `http://127.0.0.1:4010${path.startsWith('/__admin') ? '' : '/api/v1'}${path}`,
      {
        method,
        headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      },
    );
    const text = await response.text();
    return { status: response.status, json: (text.startsWith('{') ? JSON.parse(text) : {}) as Record<string, unknown> };
  };
  return { ...sandbox, send };
}

async function play(name: string): Promise<Player> {
  const player = open(`play-${name}`);
  expect(await player.send('POST', `/__admin/scenarios/${name}/activate`)).toMatchObject({
    status: 200,
    json: { name, active: true },
  });
  return player;
}

/** The statuses of so many requests; a dropped one is 0, one whose body ends too early -1. */
async function statuses({ send }: Player, count: number): Promise<readonly number[]> {
  const found: number[] = [];
  for (let index = 0; index < count; index += 1) {
    found.push(
      await send('GET', ACCOUNT).then(
        ({ status }) => status,
        (error: Error) => (error.message === 'fetch failed' ? 0 : -1),
      ),
    );
  }
  return found;
}

const total = ({ json }: { readonly json: Record<string, unknown> }): unknown =>
  (json['meta'] as Record<string, unknown>)['total'];

describe('the scenarios that come with the product', () => {
  it('are listed with a description', async () => {
    const { json } = await open('lists').send('GET', '/__admin/scenarios');
    const files = (await readdir(FOLDER))
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => name.replace('.yaml', ''));
    expect((json['scenarios'] as { name: string }[]).map(({ name }) => name)).toEqual(files.toSorted());
    expect(files).toHaveLength(13);
    for (const file of files)
      expect(await readFile(join(FOLDER, `${file}.yaml`), 'utf8')).toContain('$schema=./scenario.schema.json');
  });

  it('empty-workspace: lists are empty, and records can be created', async () => {
    const player = await play('empty-workspace');
    for (const path of ['/agents', '/threads', '/workflows', '/prompts', '/accounts'])
      expect(total(await player.send('GET', path))).toBe(0);
    expect(total(await player.send('GET', '/workspaces'))).toBeGreaterThan(0);
    expect(total(await open('untouched').send('GET', '/agents'))).toBeGreaterThan(0);
  });

  it('first-time-user: the onboarding is not done', async () => {
    const player = await play('first-time-user');
    const { json } = await player.send('GET', '/workspaces/550e8400-e29b-41d4-a716-446655440000');
    expect(json).toMatchObject({ data: { is_onboarded: false, metadata: { onboarding_step: 0 } } });
    expect(total(await player.send('GET', '/agents'))).toBe(0);
  });

  it('token-expires: after five requests, until the user signs in', async () => {
    const player = await play('token-expires');
    expect(await statuses(player, 7)).toEqual([200, 200, 200, 200, 200, 401, 401]);
    expect(
      (await player.send('POST', '/auth/sign-in', { email: 'john.doe@example.com', password: 'password' }, {})).status,
    ).toBe(200);
    expect(await statuses(player, 5)).toEqual([200, 200, 200, 200, 200]);
  });

  it('token-expires: expires in both headers, and may accompany a sign-in', async () => {
    const player = await play('token-expires');
    const external = { 'x-multiplai-authorization': 'multiplai-demo-token' };
    expect((await player.send('GET', ACCOUNT, undefined, external)).status).toBe(200);
    await statuses(player, 4);
    for (const headers of [{ authorization: 'Bearer athena-demo-token' }, external]) {
      const refused = await player.send('GET', ACCOUNT, undefined, headers);
      expect(refused).toMatchObject({ status: 401, json: { message: 'Unauthenticated.' } });
    }
    const again = await player.send('POST', '/auth/sign-in', { email: 'john.doe@example.com', password: 'password' });
    expect(again.status).toBe(200);
    const { token } = again.json['data'] as { token: string };
    expect((await player.send('GET', ACCOUNT, undefined, { authorization: `Bearer ${token}` })).status).toBe(200);
  });

  it('provider-outage: only requests that need a model fail', async () => {
    const player = await play('provider-outage');
    const failed = await player.send('POST', '/threads/095be615-a8ad-4c33-8e9c-c7612fbf6c9f/generate-name');
    expect(failed).toMatchObject({ status: 503, json: { message: 'The model provider is unavailable.' } });
    expect(await statuses(player, 1)).toEqual([200]);
  });

  it('flaky-network: some connections are dropped, the same ones again', async () => {
    const first = await statuses(await play('flaky-network'), 60);
    expect(new Set(first)).toEqual(new Set([200, 0, -1]));
    expect(await statuses(await play('flaky-network'), 60)).toEqual(first);
  });

  it('quota-exceeded: three runs pass', async () => {
    const player = await play('quota-exceeded');
    const answers: number[] = [];
    for (let index = 0; index < 4; index += 1) {
      answers.push(
        (await player.send('POST', '/agents/550e8400-e29b-41d4-a716-446655440000/run', { message: 'Hello' })).status,
      );
    }
    expect(answers).toEqual([200, 200, 200, 429]);
    expect(await statuses(player, 1)).toEqual([200]);
  });

  it('execution-stuck: one runs for hours', async () => {
    const player = await play('execution-stuck');
    const { json } = await player.send('GET', '/workflow-executions/42f2247a-66d3-4d9d-9c58-3238dfc39217');
    expect(json).toMatchObject({ data: { status: 'running', stopped_at: null } });
    expect(player.clock.now().toISOString()).toBe('2025-06-30T20:00:00.000Z');
  });

  it('read-only-user: everything is read and nothing changed', async () => {
    const player = await play('read-only-user');
    expect(await statuses(player, 1)).toEqual([200]);
    expect((await player.send('PUT', ACCOUNT, { provider_display_name: 'Ada' })).status).toBe(403);
    expect((await player.send('DELETE', ACCOUNT)).status).toBe(403);
  });

  it('slow-backend: every response is delayed', async () => {
    const player = await play('slow-backend');
    await statuses(player, 5);
    for (const { fault } of await player.requests())
      expect(fault).toMatchObject({ kind: 'latency', delayMs: expect.any(Number) });
  });
});

describe('a scenario', () => {
  it('ends with a reset, and with its faults', async () => {
    const player = await play('token-expires');
    await player.reset();
    expect(await statuses(player, 8)).not.toContain(401);
    const { json } = await player.send('GET', '/__admin/scenarios');
    expect(json['scenarios']).toContainEqual(expect.objectContaining({ name: 'token-expires', active: false }));
  });

  it('suggests existing names', async () => {
    const { status, json } = await open('wrong-name').send('POST', '/__admin/scenarios/slow-backand/activate');
    expect(status).toBe(404);
    expect(json['detail']).toContain('Did you mean slow-backend?');
  });

  it('changes the state on a request, and can be the initial scenario', async () => {
    await withFolder(MACHINE, async (scenarios) => {
      const custom = await createSimulator({ scenarios, scenario: 'own' });
      const get = async (): Promise<unknown> =>
        (await custom.fetch(`http://127.0.0.1/api/v1${ACCOUNT}`, SIGNED_IN)).json();
      expect(await get()).toMatchObject({ data: { provider_display_name: 'My OpenAI Account' } });
      expect(await get()).toMatchObject({ data: { provider_display_name: 'Seen' } });
      await custom.close();
    });
  });

  it.each([
    ['title: x', '/description: It is missing'],
    [
      'title: x\ndescription: y\nfaults: [{ kind: status, status: 500, operation_id: listAccount }]',
      'Did you mean listAccounts?',
    ],
    ['title: x\ndescription: y\nfaults: [{ kind: status, status: 500, except: [signin] }]', 'Did you mean signIn?'],
    ['title: x\ndescription: y\nmachine: { begin: a, states: { a: { transitions: [{ next: b }] } } }', 'no state "b"'],
    ['title: x\ndescription: y\nfault: []', '/fault: It is not declared'],
    ['title: x\ndescription: y\nsteps: []', '/steps: It must have at least 1 item'],
    ['title: x\ndescription: y\nsteps: [{ title: a, description: b, step: 1 }]', '/steps/0/step: It is not declared'],
    [
      'title: x\ndescription: y\nsteps: [{ title: a, description: b, faults: [{ kind: status, status: 500, operation_id: listAccount }] }]',
      '/steps/0/faults/0: There is no operation "listAccount". Did you mean listAccounts?',
    ],
    [
      'title: x\ndescription: y\nsteps: [{ title: a, description: b, replies: [{ when: { text: a } }] }]',
      '/steps/0/replies/0',
    ],
    [
      'title: x\ndescription: y\nsteps: [{ title: a, description: b, machine: { begin: c, states: { d: {} } } }]',
      '/steps/0/machine/begin: There is no state "c"',
    ],
    ['title: x\ndescription: y\nclock: { advance: P1M }', '"P1M" is no duration such as PT2H'],
    ["title: x\ndescription: y\nclock: { freeze: '9999-12-31T00:00:00Z' }", 'not between 1970 and 9899'],
    [
      'title: x\ndescription: y\nrequests: [{ title: a, method: GET, path: /api/v1/agent }]',
      '/requests/0/path: The contract has no operation GET /api/v1/agent',
    ],
    [
      "title: x\ndescription: y\nrequests: [{ title: a, method: GET, path: /api/v1/agents, expected: { '$.data[?]': 1 } }]",
      'not a valid JSON path',
    ],
  ])('is refused at boot where it is wrong: %j', async (text, reason) => {
    await withFolder(text, (scenarios) => expect(createSimulator({ scenarios })).rejects.toThrow(reason));
  });

  it('is refused at boot when no scenario has its name', async () => {
    await expect(createSimulator({ scenario: 'slow-backand' })).rejects.toThrow('Did you mean slow-backend?');
  });
});

const SIGNED_IN = { headers: { authorization: 'Bearer athena-demo-token' } };

const MACHINE = `
title: Seen
description: The account changes its name once it has been looked at.
machine:
  begin: unseen
  states:
    unseen:
      transitions:
        - on: retrieveAccount
          when: { status: 200 }
          set: { accounts: [{ uuid: 550e8400-e29b-41d4-a716-446655440000, provider_display_name: Seen }] }
          next: seen
    seen: {}
`;

async function withFolder(text: string, work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'scenarios-'));
  await writeFile(join(folder, 'own.yaml'), text);
  await work(folder);
  await rm(folder, { recursive: true });
}
