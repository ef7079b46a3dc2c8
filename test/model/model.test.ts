import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crudSteps } from './crud-steps.ts';
import { platformSteps } from './platform-steps.ts';
import { runModel } from './run-model.ts';
import { writeSmallWorld } from './small-world.ts';

/** Set MODEL_SEED to repeat a failure, MODEL_RUNS to look further. */
const RUNS = Number(process.env['MODEL_RUNS'] ?? 60);
const LENGTH = 80;
const FRESH = Number(process.env['MODEL_SEED'] ?? process.env['TEST_SEED'] ?? Date.now() % 2 ** 31);
const steps = new Map([...crudSteps(), ...platformSteps()]);
let folder: string;

beforeAll(async () => {
  folder = await writeSmallWorld();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('two people and a plain model', () => {
  it.each([
    ['the same seed always', 20_261_125],
    ['a fresh seed', FRESH],
  ])('agree after every step, with %s', async (_name, seed) => {
    const { taken } = await runModel(steps, { seed, runs: RUNS, length: LENGTH, folder });
    const total = [...taken.values()].reduce((sum, count) => sum + count, 0);
    console.log(`model: seed ${seed}, ${total} steps of ${taken.size} kinds in ${RUNS} runs`);
    expect(taken.size).toBe(steps.size);
    expect(total).toBeGreaterThan(RUNS * 10);
  });
});
