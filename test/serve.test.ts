import { expect, it } from 'vitest';
import { completeOptions } from '../src/assembly/load/complete-options.ts';
import { createSimulator } from '../src/index.ts';
import { SimulatorError } from '../src/kernel/simulator-error.ts';
import { serve } from '../src/serve.ts';
import { openRecordedSimulator } from './support/recorded-simulator.ts';

it('closing goes on after a step that fails, and rejects with a SimulatorError of the first error', async () => {
  const { world } = await openRecordedSimulator();
  const steps: string[] = [];
  const fail = (name: string) => (): Promise<never> => {
    steps.push(name);
    return Promise.reject(new TypeError(`${name} failed`));
  };
  const { close, lifetime } = serve({
    app: () => {},
    listPaths: () => [],
    world,
    config: completeOptions({}),
    hosts: new Set(),
    watch: { close: fail('watch') },
    warmUp: () => Promise.resolve(),
    stopWork: fail('work'),
    onClose: fail('report'),
  });
  const closing = close();
  await expect(closing).rejects.toThrow(SimulatorError);
  await expect(closing).rejects.toMatchObject({ code: 'UNEXPECTED', message: 'watch failed' });
  expect([steps, lifetime.isClosed]).toEqual([['watch', 'work', 'report'], true]);
  await expect(world.store.transaction(() => {})).rejects.toMatchObject({ code: 'CLOSED' });
});

it('closing a simulator rejects with a SimulatorError when the report cannot be written', async () => {
  const simulator = await createSimulator({ coverageOut: 'package.json/coverage.json' });
  await expect(simulator.close()).rejects.toThrow(SimulatorError);
});
