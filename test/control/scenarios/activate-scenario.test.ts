import { expect, it } from 'vitest';
import { goToPreviousStep, type ScenarioDeps } from '../../../src/control/scenarios/activate-scenario.ts';
import type { World } from '../../../src/store/port/world.ts';

it('a step back that another replica was faster with changes nothing, also where no state was saved', async () => {
  const world = { name: 'baseline' } as World;
  const scenario = { name: 'story', title: 'A story', description: 'Told.', steps: [] };
  // Anything else that it used would throw.
  const deps = {
    scenarios: { move: async () => false },
    contract: { hash: 'one' },
    snapshotStores: { stepsOf: () => ({ find: async () => undefined }) },
  } as unknown as ScenarioDeps;
  expect(await goToPreviousStep(world, { scenario, keepsData: false, step: 2 }, deps)).toBe(false);
});
