import { afterEach, describe, expect, it } from 'vitest';
import { findPathDifferences } from '../../src/kernel/json-path/compare-json.ts';
import type { JsonValue } from '../../src/kernel/json/json.ts';
import { createSimulator, type SandboxHandle, type ScenarioInfo, type Simulator } from '../../src/index.ts';

type Expected = ScenarioInfo['requests'][number];

const STORIES = ['support-morning', 'approval-workflow', 'provider-goes-down'] as const;
const SIGNED_IN = { authorization: 'Bearer athena-demo-token' };

let simulator: Simulator | undefined;
afterEach(() => simulator?.close());

/** Sends the requests of a step, and checks the responses that the scenario expects. */
async function sendAll(world: Simulator | SandboxHandle, requests: readonly Expected[]): Promise<void> {
  for (const { title, method, path, body, status = 200, expected } of requests) {
    const response = await world.fetch(`http://localhost${path}`, {
      method,
      headers: { ...SIGNED_IN, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const received = (await response.json()) as JsonValue;
    expect(response.status, `${title}: ${JSON.stringify(received).slice(0, 300)}`).toBe(status);
    if (expected !== undefined)
      expect(findPathDifferences(expected as JsonValue, received, 'response'), title).toEqual([]);
  }
}

/** Goes through a story from its first step to its last, as a presenter does. */
async function present(world: Simulator | SandboxHandle, name: string): Promise<void> {
  let info = await world.scenario(name);
  for (const [index, step] of info.steps.entries()) {
    expect(info).toMatchObject({ name, active: true, step: index + 1 });
    await sendAll(world, step.requests);
    if (index < info.steps.length - 1) info = await world.nextStep();
  }
}

describe.each(STORIES)('the story %s', (name) => {
  it('goes as its requests expect on a server of today, and again after the first time', async () => {
    simulator = await createSimulator({ seed: null, speed: 10 });
    await present(simulator, name);
    await present(simulator, name);
    expect(simulator.violations().breaches).toEqual([]);
  });

  it('goes as its requests expect in a sandbox, with a seed at normal speed', async () => {
    simulator = await createSimulator({ seed: 7, speed: 1 });
    await present(simulator.sandbox('presenter'), name);
    expect(simulator.violations().breaches).toEqual([]);
  });
});
