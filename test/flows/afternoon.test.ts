import { expect, it } from 'vitest';
import { createSimulator } from '../../src/index.ts';
import { takeJourney } from '../support/journey.ts';

it('two users work for a whole afternoon at ten times the real speed', async () => {
  const simulator = await createSimulator({ seed: null, speed: 10 });
  // At noon no workflow of the demo world starts by its schedule.
  await simulator.clock.advance(((36 - simulator.clock.now().getUTCHours()) % 24) * 3_600_000);
  const { url } = await simulator.listen();
  await takeJourney(`${url.replace(/\/$/, '')}/api/v1`);
  const { checked, breaches } = simulator.violations();
  expect(breaches).toEqual([]);
  expect(checked).toBeGreaterThan(40);
  await simulator.close();
});
