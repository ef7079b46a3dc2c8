import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSharedLog, createSimulator, type SandboxHandle, type Simulator } from '../../../src/index.ts';

const ACCOUNT = '550e8400-e29b-41d4-a716-446655440000';
const AGENT = '550e8400-e29b-41d4-a716-446655440000';
const STORY = `
title: A story
description: The account changes its name twice, and agents in the last step too.
now: '2025-06-30T12:00:00Z'
state: { each: { agents: { is_favorite: false } } }
replies: [{ when: { text: always }, reply: Always. }]
faults: [{ operation_id: listPrompts, kind: status, status: 503 }]
requests: [{ title: Read it, method: GET, path: /api/v1/user }]
steps:
  - title: One
    description: The first name.
    state: { records: { accounts: [{ uuid: ${ACCOUNT}, provider_display_name: One, updated_at: '2025-06-30T11:58:00Z' }] } }
    replies: [{ when: { text: step }, reply: One. }]
    faults: [{ operation_id: listAgents, kind: status, status: 500 }]
    requests:
      - { title: Read one, method: GET, path: /api/v1/accounts/${ACCOUNT}, expected: { data: { provider_display_name: One } } }
  - title: Two
    description: The second name, an hour later.
    clock: { advance: PT1H }
    state: { records: { accounts: [{ uuid: ${ACCOUNT}, provider_display_name: Two }] } }
    replies: [{ when: { text: step }, reply: Two. }]
  - title: Three
    description: Agents are favourites.
    state: { each: { agents: { is_favorite: true } } }
    machine: { begin: calm, states: { calm: { transitions: [{ on: retrieveAccount, next: wild }] }, wild: {} } }
`;
const PLAIN = 'title: Plain\ndescription: No steps.\nreplies: [{ when: { text: step }, reply: Plain. }]\n';
const BROKEN = `
title: Broken
description: The second step does not fit the contract.
steps:
  - { title: One, description: Fits. }
  - title: Two
    description: Does not.
    state: { records: { accounts: [{ uuid: ${ACCOUNT}, provider_display_name: 7 }] } }
`;

let folder: string;
let simulator: Simulator;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'steps-'));
  await writeFile(join(folder, 'story.yaml'), STORY);
  await writeFile(join(folder, 'plain.yaml'), PLAIN);
  await writeFile(join(folder, 'broken.yaml'), BROKEN);
  simulator = await createSimulator({ scenarios: folder });
});
afterAll(async () => {
  await simulator.close();
  await rm(folder, { recursive: true });
});

type Body = { readonly data: Readonly<Record<string, unknown>> };

async function send(
  world: Simulator | SandboxHandle,
  method: string,
  path: string,
  body?: object,
): Promise<{ readonly status: number; readonly body: Body }> {
  const response = await world.fetch(`http://127.0.0.1${path}`, {
    method,
    headers: { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: JSON.parse(text === '' ? '{}' : text) as Body };
}

const nameOf = async (world: Simulator | SandboxHandle): Promise<unknown> =>
  (await send(world, 'GET', `/api/v1/accounts/${ACCOUNT}`)).body.data['provider_display_name'];

async function ask(world: Simulator | SandboxHandle, message: string): Promise<unknown> {
  const { body } = await send(world, 'POST', `/api/v1/agents/${AGENT}/run`, { message });
  return body.data['content'];
}

async function createPrompt(world: Simulator | SandboxHandle): Promise<string> {
  const { body } = await send(world, 'POST', '/api/v1/prompts', { name: 'Mine', content: 'Say hello.' });
  return String(body.data['uuid']);
}

const statusOf = async (world: Simulator | SandboxHandle, path: string): Promise<number> =>
  (await send(world, 'GET', path)).status;

describe('the steps of a scenario', () => {
  it('are gone through forwards: records add up, and faults and replies are those of the step', async () => {
    const world = simulator.sandbox('forwards');
    const start = world.clock.now().getTime();
    expect(await world.scenario('story')).toMatchObject({ name: 'story', active: true, step: 1, state: null });
    expect([await nameOf(world), await ask(world, 'step')]).toEqual(['One', 'One.']);
    expect(await statusOf(world, '/api/v1/agents')).toBe(500);
    expect(await world.nextStep()).toMatchObject({ step: 2 });
    expect([await nameOf(world), await ask(world, 'step'), await ask(world, 'always')]).toEqual([
      'Two',
      'Two.',
      'Always.',
    ]);
    expect(await statusOf(world, '/api/v1/agents')).toBe(200);
    expect(await statusOf(world, '/api/v1/prompts')).toBe(503);
    expect(world.clock.now().getTime() - start).toBeGreaterThanOrEqual(3_600_000);
    expect(await world.nextStep()).toMatchObject({ step: 3, state: 'calm' });
    expect([await nameOf(world), await ask(world, 'step')]).not.toContain('Two.');
    expect(await world.scenarios()).toContainEqual(expect.objectContaining({ name: 'story', step: 3, state: 'wild' }));
  });

  it.each([false, true])('lead back to the world as it was at the step before (keep_data %s)', async (keepData) => {
    const world = simulator.sandbox(`back-${keepData}`);
    await world.clock.freeze();
    await world.scenario('story', { keepData });
    await world.clock.freeze();
    const first = await createPrompt(world);
    const left = world.state();
    await world.nextStep();
    const second = await createPrompt(world);
    const later = world.state();
    await world.nextStep();
    expect(await world.previousStep()).toMatchObject({ step: 2 });
    expect(world.state()).toEqual(later);
    expect(await world.previousStep()).toMatchObject({ step: 1 });
    expect(world.state()).toEqual(left);
    expect([await nameOf(world), await ask(world, 'step')]).toEqual(['One', 'One.']);
    expect(await statusOf(world, '/api/v1/agents')).toBe(500);
    expect(await statusOf(world, `/api/v1/prompts/${first}`)).toBe(200);
    expect(await statusOf(world, `/api/v1/prompts/${second}`)).toBe(404);
    await world.nextStep();
    expect([await nameOf(world), await ask(world, 'step')]).toEqual(['Two', 'Two.']);
    expect(await statusOf(world, `/api/v1/prompts/${first}`)).toBe(200);
  });

  it('lead back to each step after an activation that went through several', async () => {
    const world = simulator.sandbox('back-from-3');
    await world.scenario('story', { step: 3 });
    await createPrompt(world);
    expect(await world.previousStep()).toMatchObject({ step: 2 });
    expect([await nameOf(world), await ask(world, 'step')]).toEqual(['Two', 'Two.']);
    expect(await world.previousStep()).toMatchObject({ step: 1 });
    expect([await nameOf(world), await ask(world, 'step')]).toEqual(['One', 'One.']);
  });

  it('are no snapshots of the user, and those of another activation are forgotten', async () => {
    const world = simulator.sandbox('back-again');
    await world.scenario('story', { step: 3 });
    expect(await send(world, 'GET', '/__admin/snapshots')).toMatchObject({ body: { snapshots: [] } });
    await world.scenario('story');
    const prompt = await createPrompt(world);
    await world.nextStep();
    await world.previousStep();
    expect(await statusOf(world, `/api/v1/prompts/${prompt}`)).toBe(200);
  });

  it('are reached by no call for snapshots', async () => {
    const world = simulator.sandbox('hidden');
    await world.scenario('story', { step: 3 });
    const name = '\u0001step 1';
    const path = `/__admin/snapshots/${encodeURIComponent(name)}`;
    expect([await send(world, 'POST', `${path}/restore`), await send(world, 'DELETE', path)]).toMatchObject([
      { status: 404 },
      { status: 404 },
    ]);
    await expect(world.restore(name)).rejects.toThrow('There is no snapshot');
    await expect(world.snapshot(name)).rejects.toMatchObject({ code: 'STATE_CONFLICT' });
    await world.previousStep();
    expect(await world.previousStep()).toMatchObject({ step: 1 });
  });

  it('leave no states after a reset', async () => {
    const log = createSharedLog();
    const removed: string[] = [];
    const remove = async (world: string): Promise<void> => {
      removed.push(world);
      await log.remove?.(world);
    };
    const own = await createSimulator({ log: { ...log, remove }, scenarios: folder });
    await own.scenario('story', { step: 3 });
    expect(removed).toEqual([]);
    expect((await send(own, 'POST', '/__admin/reset')).status).toBe(204);
    expect(removed).toEqual([expect.stringMatching(/^snapshot/), expect.stringMatching(/^snapshot/)]);
    await own.close();
  });

  it('go back once when two presenters press previous together', async () => {
    const world = simulator.sandbox('two-back');
    await world.scenario('story', { step: 3 });
    const results = await Promise.allSettled([world.previousStep(), world.previousStep()]);
    const done = results.filter(({ status }) => status === 'fulfilled').length;
    expect(await world.scenarios()).toContainEqual(expect.objectContaining({ name: 'story', step: 3 - done }));
  });

  it('are what going there at once gives', async () => {
    const [slow, direct] = [simulator.sandbox('same'), simulator.sandbox('same-2')];
    await slow.scenario('story');
    await slow.nextStep();
    await slow.nextStep();
    expect(await direct.scenario('story', { step: 3 })).toEqual(await slow.scenarios().then(([, , story]) => story));
    expect(direct.state().collections['accounts']).toEqual(slow.state().collections['accounts']);
    expect(direct.state().collections['scripted_replies']).toEqual(slow.state().collections['scripted_replies']);
  });

  it('move the times of their records to the time of the world', async () => {
    const world = simulator.sandbox('times');
    await world.clock.freeze('2031-05-05T09:00:00Z');
    await world.scenario('story', { keepData: true });
    const { body } = await send(world, 'GET', `/api/v1/accounts/${ACCOUNT}`);
    expect(body.data['updated_at']).toBe('2031-05-05T08:58:00Z');
  });

  it('are listed with the requests that they expect', async () => {
    const [, , story] = await simulator.sandbox('listed').scenarios();
    expect(story).toMatchObject({
      name: 'story',
      active: false,
      step: null,
      requests: [{ title: 'Read it', method: 'GET', path: '/api/v1/user' }],
      steps: [
        {
          title: 'One',
          description: 'The first name.',
          requests: [{ title: 'Read one', expected: { data: { provider_display_name: 'One' } } }],
        },
        { title: 'Two', requests: [] },
        { title: 'Three' },
      ],
    });
  });

  it.each(['next', 'previous'])('reject %s where there is no step to go to', async (direction) => {
    const world = simulator.sandbox(`none-${direction}`);
    const go = (): ReturnType<typeof send> => send(world, 'POST', `/__admin/scenarios/${direction}`);
    expect(await go()).toMatchObject({
      status: 409,
      body: { code: 'STATE_CONFLICT', detail: expect.stringMatching(/No scenario is active/) },
    });
    await world.scenario('plain');
    expect(await go()).toMatchObject({
      status: 409,
      body: { detail: expect.stringMatching(/The scenario "plain" has no steps/) },
    });
    await world.scenario('story', { step: direction === 'next' ? 3 : 1 });
    const name = direction === 'next' ? /Step 3 is the last one of "story"/ : /Step 1 is the first one of "story"/;
    expect(await go()).toMatchObject({ status: 409, body: { detail: expect.stringMatching(name) } });
    expect(await world.scenarios()).toContainEqual(expect.objectContaining({ step: direction === 'next' ? 3 : 1 }));
  });

  it.each([
    ['story', 4, 'There is no step 4: the scenario "story" has 3 steps.'],
    ['plain', 1, 'There is no step 1: the scenario "plain" has no steps.'],
  ])('reject an activation of %s at step %i', async (name, step, message) => {
    await expect(simulator.sandbox('beyond').scenario(name, { step })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      message,
    });
  });

  it('end with a reset', async () => {
    const world = simulator.sandbox('reset');
    await world.scenario('story', { step: 2 });
    await world.reset();
    expect(await world.scenarios()).not.toContainEqual(expect.objectContaining({ active: true }));
    await expect(world.nextStep()).rejects.toMatchObject({ code: 'STATE_CONFLICT' });
    expect(await ask(world, 'step')).not.toBe('Two.');
  });

  it('stay where they are when the next one does not fit the contract', async () => {
    const world = simulator.sandbox('broken');
    await world.scenario('broken');
    const before = world.state();
    await expect(world.nextStep()).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
    expect(await world.scenarios()).toContainEqual(expect.objectContaining({ name: 'broken', step: 1 }));
    expect(world.state()).toEqual(before);
  });

  it('are one step for each of two presenters who press next together', async () => {
    const world = simulator.sandbox('two');
    await world.scenario('story');
    const results = await Promise.allSettled([world.nextStep(), world.nextStep()]);
    const done = results.filter(({ status }) => status === 'fulfilled').length;
    expect(await world.scenarios()).toContainEqual(expect.objectContaining({ name: 'story', step: 1 + done }));
  });

  it('begin the current step again after a reload', async () => {
    const own = await createSimulator({ scenarios: folder });
    await own.scenario('story', { step: 2 });
    await own.reload();
    expect(await own.scenarios()).toContainEqual(expect.objectContaining({ name: 'story', active: true, step: 2 }));
    await own.close();
  });
});

describe('an activation with keep_data', () => {
  it('keeps records, sign-ins and time, and replaces faults and the replies of a scenario', async () => {
    const world = simulator.sandbox('kept');
    await world.scenario('plain');
    await world.reply({ when: { text: 'mine' }, reply: 'Mine.' });
    await world.fault({ operationId: 'listAgents', kind: 'status', status: 418 });
    const prompt = await createPrompt(world);
    await world.clock.freeze('2030-01-01T09:00:00Z');
    const kept = await send(world, 'POST', '/__admin/scenarios/story/activate', { keep_data: true });
    expect(kept).toMatchObject({ status: 200, body: { name: 'story', step: 1 } });
    expect(await statusOf(world, '/api/v1/agents')).toBe(500);
    expect([await ask(world, 'mine'), await ask(world, 'step'), await nameOf(world)]).toEqual(['Mine.', 'One.', 'One']);
    expect(await statusOf(world, `/api/v1/prompts/${prompt}`)).toBe(200);
    expect(world.clock.now().toISOString()).toBe('2030-01-01T09:00:00.000Z');
    await world.nextStep();
    await world.previousStep();
    expect([await nameOf(world), await ask(world, 'step')]).toEqual(['One', 'One.']);
    expect(await statusOf(world, `/api/v1/prompts/${prompt}`)).toBe(200);
  });

  it('changes nothing when the records do not fit', async () => {
    const world = simulator.sandbox('kept-broken');
    await createPrompt(world);
    const before = world.state();
    await expect(world.scenario('broken', { keepData: true, step: 2 })).rejects.toThrow(
      'must be a string, and is a number.',
    );
    expect(world.state()).toEqual(before);
  });
});

describe('a scenario with a data folder', () => {
  it('is applied at the first start, and continues where it was at the next', async () => {
    const data = await mkdtemp(join(tmpdir(), 'scenario-data-'));
    const start = (scenario?: string): Promise<Simulator> => createSimulator({ data, scenarios: folder, scenario });
    const first = await start('story');
    expect(await nameOf(first)).toBe('One');
    await first.nextStep();
    const prompt = await createPrompt(first);
    await send(first, 'PUT', `/api/v1/accounts/${ACCOUNT}`, { provider_display_name: 'Of the user' });
    await first.close();

    const second = await start('story');
    expect(await second.scenarios()).toContainEqual(expect.objectContaining({ name: 'story', active: true, step: 2 }));
    expect([await nameOf(second), await ask(second, 'step')]).toEqual(['Of the user', 'Two.']);
    expect(await statusOf(second, `/api/v1/prompts/${prompt}`)).toBe(200);
    expect(await statusOf(second, '/api/v1/prompts')).toBe(503);
    expect(await second.nextStep()).toMatchObject({ step: 3 });
    await second.close();

    const third = await start();
    expect(await third.scenarios()).not.toContainEqual(expect.objectContaining({ active: true }));
    expect(await statusOf(third, '/api/v1/prompts')).toBe(200);
    await third.close();

    const fourth = await start('plain');
    expect(await fourth.scenarios()).toContainEqual(expect.objectContaining({ name: 'plain', active: true }));
    expect(await ask(fourth, 'step')).toBe('Plain.');
    expect(await statusOf(fourth, `/api/v1/prompts/${prompt}`)).toBe(200);
    await fourth.close();
    await rm(data, { recursive: true });
  });

  it('leads back to the steps before a restart', async () => {
    const data = await mkdtemp(join(tmpdir(), 'scenario-data-'));
    const start = (): Promise<Simulator> => createSimulator({ data, scenarios: folder, scenario: 'story' });
    const first = await start();
    const prompt = await createPrompt(first);
    await first.nextStep();
    await send(first, 'PUT', `/api/v1/accounts/${ACCOUNT}`, { provider_display_name: 'Of the user' });
    await first.nextStep();
    await first.close();
    const second = await start();
    expect(await second.previousStep()).toMatchObject({ step: 2 });
    expect(await nameOf(second)).toBe('Of the user');
    expect(await second.previousStep()).toMatchObject({ step: 1 });
    expect([await nameOf(second), await statusOf(second, `/api/v1/prompts/${prompt}`)]).toEqual(['One', 200]);
    await second.close();
    await rm(data, { recursive: true });
  });

  it('is applied to records that are there already, which stay', async () => {
    const data = await mkdtemp(join(tmpdir(), 'scenario-data-'));
    const first = await createSimulator({ data, scenarios: folder });
    const prompt = await createPrompt(first);
    await first.close();
    const second = await createSimulator({ data, scenarios: folder, scenario: 'story' });
    expect(await nameOf(second)).toBe('One');
    expect(await statusOf(second, `/api/v1/prompts/${prompt}`)).toBe(200);
    await second.nextStep();
    expect(await second.previousStep()).toMatchObject({ step: 1 });
    expect(await statusOf(second, `/api/v1/prompts/${prompt}`)).toBe(200);
    await second.close();
    await rm(data, { recursive: true });
  });
});

describe('the steps of a scenario of replicas', () => {
  it.each([undefined, 'presenter'])('are shared, and survive a restart of all (sandbox %s)', async (sandbox) => {
    const log = createSharedLog();
    const open = (): Promise<Simulator> => createSimulator({ log, scenarios: folder });
    const worldOf = (replica: Simulator): Simulator | SandboxHandle =>
      sandbox === undefined ? replica : replica.sandbox(sandbox);
    const [one, two] = [await open(), await open()];
    await worldOf(one).scenario('story');
    expect(await worldOf(two).nextStep()).toMatchObject({ step: 2 });
    expect(await worldOf(one).scenarios()).toContainEqual(expect.objectContaining({ name: 'story', step: 2 }));
    expect([await nameOf(worldOf(one)), await ask(worldOf(one), 'step')]).toEqual(['Two', 'Two.']);
    await one.close();
    await two.close();
    const three = await open();
    expect(await worldOf(three).nextStep()).toMatchObject({ step: 3 });
    await three.close();
  });

  it.each([undefined, 'presenter'])('lead back on any replica, after a restart too (sandbox %s)', async (sandbox) => {
    const log = createSharedLog();
    const open = (): Promise<Simulator> => createSimulator({ log, scenarios: folder });
    const worldOf = (replica: Simulator): Simulator | SandboxHandle =>
      sandbox === undefined ? replica : replica.sandbox(sandbox);
    const [one, two] = [await open(), await open()];
    await worldOf(one).scenario('story');
    const prompt = await createPrompt(worldOf(one));
    await worldOf(two).nextStep();
    const later = await createPrompt(worldOf(two));
    await worldOf(one).nextStep();
    expect(await worldOf(two).previousStep()).toMatchObject({ step: 2 });
    expect(await statusOf(worldOf(one), `/api/v1/prompts/${later}`)).toBe(200);
    await Promise.all([one.close(), two.close()]);
    const three = await open();
    expect(await worldOf(three).previousStep()).toMatchObject({ step: 1 });
    expect([await nameOf(worldOf(three)), await ask(worldOf(three), 'step')]).toEqual(['One', 'One.']);
    expect(await statusOf(worldOf(three), `/api/v1/prompts/${prompt}`)).toBe(200);
    expect(await statusOf(worldOf(three), `/api/v1/prompts/${later}`)).toBe(404);
    await three.close();
  });

  it('are never skipped when both go on together', async () => {
    const log = createSharedLog();
    const [one, two] = [
      await createSimulator({ log, scenarios: folder, scenario: 'story' }),
      await createSimulator({ log, scenarios: folder, scenario: 'story' }),
    ];
    const results = await Promise.allSettled([one.nextStep(), two.nextStep()]);
    const done = results.filter(({ status }) => status === 'fulfilled').length;
    expect(await one.scenarios()).toContainEqual(expect.objectContaining({ name: 'story', step: 1 + done }));
    await one.close();
    await two.close();
  });
});
