import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';
import type { JsonObject } from '../../src/kernel/json/json.ts';
import { asPeople } from './people.ts';

const MAIN = '550e8400-e29b-41d4-a716-446655440000';
const LAB = 'b72a9188-cf63-4a46-9bff-95ccaa26433e';

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

const primary = async (): Promise<unknown> =>
  (((await call('john', 'GET', 'user')).data as JsonObject)['primary_workspace'] as JsonObject | null)?.['uuid'];
const total = async (path: string): Promise<unknown> =>
  ((await call('john', 'GET', path)).body['meta'] as JsonObject)['total'];

describe('deleting a workspace', () => {
  it('deletes its contents, and keeps the primary workspace', async () => {
    expect(await total(`accounts?workspace_uuid=${LAB}`)).toBeGreaterThan(0);
    expect((await call('john', 'DELETE', `workspaces/${LAB}`)).status).toBe(204);
    expect(await total(`accounts?workspace_uuid=${LAB}`)).toBe(0);
    expect(await primary()).toBe(MAIN);
  });

  it('makes another workspace primary when it was the primary one', async () => {
    expect((await call('john', 'DELETE', `workspaces/${MAIN}`)).status).toBe(204);
    expect(await primary()).toBe(LAB);
    const made = await call('john', 'POST', 'agents', { name: 'Moved in' });
    expect((made.data as JsonObject)['workspace']).toMatchObject({ uuid: LAB });
  });

  it('is rejected for the last workspace', async () => {
    await call('john', 'DELETE', `workspaces/${LAB}`);
    const answer = await call('john', 'DELETE', `workspaces/${MAIN}`);
    expect(answer.status).toBe(409);
    expect(answer.body).toEqual({
      message: 'The workspace cannot be deleted because it is the last one of its owner.',
    });
    expect(await primary()).toBe(MAIN);
  });
});

describe('large language models', () => {
  it.each([
    ['capability=vision', ({ capabilities }: JsonObject) => (capabilities as readonly string[]).includes('vision')],
    [
      'capability=reasoning&is_enabled=true',
      (model: JsonObject) =>
        (model['capabilities'] as readonly string[]).includes('reasoning') && model['is_enabled'] === true,
    ],
    ['is_deprecated=true', (model: JsonObject) => model['is_deprecated'] === true],
  ])('are listed by %s', async (query, isListed) => {
    const all = (await call('john', 'GET', 'large-language-models?per_page=100')).data as readonly JsonObject[];
    const found = (await call('john', 'GET', `large-language-models?per_page=100&${query}`))
      .data as readonly JsonObject[];
    expect(found).toEqual(all.filter(isListed));
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThan(all.length);
  });

  it('are listed by provider', async () => {
    const found = (await call('john', 'GET', `large-language-models?with=provider&provider_uuid=${MAIN}`))
      .data as readonly JsonObject[];
    expect(found.length).toBeGreaterThan(0);
    for (const { provider } of found) expect(provider).toMatchObject({ uuid: MAIN });
  });
});
