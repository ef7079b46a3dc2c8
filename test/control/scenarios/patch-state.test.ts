import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../../src/index.ts';

const CROWD = 'title: Crowd\ndescription: Many agents.\nstate: { copies: { agents: 1000 } }\n';
/** The numbers of the last copies make a name longer than the 255 characters that the contract allows. */
const LONG_NAMES = `
title: Long names
description: Names that are nearly too long.
state:
  each: { agents: { name: ${'x'.repeat(252)} } }
  copies: { agents: 200 }
`;

let folder: string;
let simulator: Simulator;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copies-'));
  await writeFile(join(folder, 'crowd.yaml'), CROWD);
  await writeFile(join(folder, 'long-names.yaml'), LONG_NAMES);
  simulator = await createSimulator({ scenarios: folder });
});
afterAll(async () => {
  await simulator.close();
  await rm(folder, { recursive: true });
});

it.each([false, true])('other work gets a turn after every 50 copies (keep_data %s)', async (keepData) => {
  const world = simulator.sandbox(`turns-${keepData}`);
  const activation = { isDone: false };
  const activated = world.scenario('crowd', { keepData }).finally(() => (activation.isDone = true));
  let turns = 0;
  for (; !activation.isDone; turns += 1) await nextTurn();
  await activated;
  expect(world.state().collections['agents']).toHaveLength(1000);
  expect(turns).toBeGreaterThanOrEqual((1000 - 50) / 50);
});

it('requests are answered with the state before, until the copies are there', async () => {
  const world = simulator.sandbox('meanwhile');
  const count = async (): Promise<number> => {
    const response = await world.fetch('http://localhost/api/v1/agents?per_page=1', {
      headers: { authorization: 'Bearer athena-demo-token' },
    });
    return ((await response.json()) as { readonly meta: { readonly total: number } }).meta.total;
  };
  const before = await count();
  const counts = new Set<number>();
  const activation = { isDone: false };
  const activated = world.scenario('crowd').finally(() => (activation.isDone = true));
  while (!activation.isDone) {
    counts.add(await count());
    // A cached response needs no turn of the event loop, and the activation does.
    await nextTurn();
  }
  await activated;
  const after = await count();
  expect(after).toBeGreaterThan(before);
  expect([...counts].filter((each) => each !== after)).toEqual([before]);
});

it('no write that comes meanwhile is lost with keep_data, and a second activation makes no more copies', async () => {
  const world = simulator.sandbox('writes');
  const headers = { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json' };
  const body = JSON.stringify({ name: 'Mine', content: 'Say hello.' });
  const createPrompt = async (): Promise<string> => {
    const response = await world.fetch('http://localhost/api/v1/prompts', { method: 'POST', headers, body });
    return ((await response.json()) as { readonly data: { readonly uuid: string } }).data.uuid;
  };
  const activated = world.scenario('crowd', { keepData: true });
  const prompts = await Promise.all(Array.from({ length: 20 }, createPrompt));
  await activated;
  expect(world.state().collections['prompts']?.map(({ uuid }) => uuid)).toEqual(expect.arrayContaining(prompts));
  await world.scenario('crowd', { keepData: true });
  expect(world.state().collections['agents']).toHaveLength(1000);
});

it('copies that do not fit the contract are rejected, and nothing changes', async () => {
  const world = simulator.sandbox('long-names');
  const headers = { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json' };
  const body = JSON.stringify({ name: 'Mine', content: 'Say hello.' });
  expect((await world.fetch('http://localhost/api/v1/prompts', { method: 'POST', headers, body })).status).toBe(201);
  const before = world.state();
  await expect(world.scenario('long-names', { keepData: true })).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
  expect(world.state()).toEqual(before);
  await expect(world.scenario('long-names')).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
  expect(world.state()).toEqual(before);
});
