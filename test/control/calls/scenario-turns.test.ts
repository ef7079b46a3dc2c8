import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, type SandboxHandle, type Simulator } from '../../../src/index.ts';

const ACCOUNT = '550e8400-e29b-41d4-a716-446655440000';
const toSteps = (names: readonly string[]): string =>
  names
    .map(
      (name) =>
        `  - title: ${name}\n    description: The account is ${name}.\n    clock: { advance: PT1H }\n` +
        `    state: { records: { accounts: [{ uuid: ${ACCOUNT}, provider_display_name: ${name} }] } }\n`,
    )
    .join('');
const toStory = (names: readonly string[]): string => `title: A story\ndescription: Names.\nsteps:\n${toSteps(names)}`;

let folder: string;
let simulator: Simulator;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'turns-'));
  await writeFile(join(folder, 'story.yaml'), toStory(['One', 'Two', 'Three', 'Four']));
  await writeFile(join(folder, 'other.yaml'), toStory(['Other one', 'Other two']));
  simulator = await createSimulator({ scenarios: folder });
});
afterAll(async () => {
  await simulator.close();
  await rm(folder, { recursive: true });
});

/** Returns the active scenario, its step, and the account's name. */
async function look(world: SandboxHandle): Promise<readonly unknown[]> {
  const active = (await world.scenarios()).find((scenario) => scenario.active);
  const account = world.state().collections['accounts']?.find(({ uuid }) => uuid === ACCOUNT);
  return [active?.name, active?.step, account?.['provider_display_name']];
}

async function createPrompt(world: SandboxHandle): Promise<void> {
  const response = await world.fetch('http://127.0.0.1/api/v1/prompts', {
    method: 'POST',
    headers: { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Mine', content: 'Say hello.' }),
  });
  expect(response.status).toBe(201);
}

const countPrompts = (world: SandboxHandle): number => world.state().collections['prompts']?.length ?? 0;

describe('steps that are asked for together', () => {
  it('lead on and back to the state that was left', async () => {
    const world = simulator.sandbox('on-and-back');
    await world.scenario('story');
    await createPrompt(world);
    const prompts = countPrompts(world);
    const steps = await Promise.all([world.nextStep(), world.previousStep()]);
    expect(steps.map(({ step }) => step)).toEqual([2, 1]);
    expect([...(await look(world)), countPrompts(world)]).toEqual(['story', 1, 'One', prompts]);
  });

  it('are gone through one after the other', async () => {
    const world = simulator.sandbox('on-and-on');
    await world.scenario('story');
    const steps = await Promise.all([world.nextStep(), world.nextStep(), world.nextStep()]);
    expect(steps.map(({ step }) => step)).toEqual([2, 3, 4]);
    expect(await look(world)).toEqual(['story', 4, 'Four']);
    await world.previousStep();
    expect(await look(world)).toEqual(['story', 3, 'Three']);
  });

  it('and another scenario give no mixture of both', async () => {
    const world = simulator.sandbox('mixed');
    await world.scenario('story');
    await Promise.all([world.nextStep(), world.scenario('other')]);
    // A request with a body may arrive later than one that was sent after it.
    expect([
      ['other', 1, 'Other one'],
      ['other', 2, 'Other two'],
    ]).toContainEqual(await look(world));
    await world.scenario('other');
    await Promise.all([world.scenario('story', { keepData: true }), world.nextStep()]);
    expect([
      ['story', 1, 'One'],
      ['story', 2, 'Two'],
    ]).toContainEqual(await look(world));
  });

  it('go on after one that is rejected', async () => {
    const world = simulator.sandbox('rejected');
    await world.scenario('story');
    const [back, on] = await Promise.allSettled([world.previousStep(), world.nextStep()]);
    expect([back.status, on.status]).toEqual(['rejected', 'fulfilled']);
    expect(await look(world)).toEqual(['story', 2, 'Two']);
  });
});
