import { expect, it } from 'vitest';
import { createSimulator } from '../../src/index.ts';
import { takeJourney } from '../support/journey.ts';

it('two users work for a whole afternoon at ten times the real speed', async () => {
  const simulator = await createSimulator({ seed: null, speed: 10 });
  const { url } = await simulator.listen();
  await takeJourney(`${url.replace(/\/$/, '')}/api/v1`);
  const { checked, breaches } = simulator.violations();
  expect(breaches).toEqual([]);
  expect(checked).toBeGreaterThan(40);
  await simulator.close();
});
