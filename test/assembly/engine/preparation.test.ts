import { expect, it, onTestFinished } from 'vitest';
import { openEngine } from '../../../src/assembly/engine/open-engine.ts';
import { createPreparation } from '../../../src/assembly/engine/preparation.ts';
import { completeOptions } from '../../../src/assembly/load/complete-options.ts';
import { runEngine } from '../../../src/run-engine.ts';
import { createSharedLog } from '../../../src/store/journals/shared-log.ts';

it('a replica is starting while it compiles what requests need: it responds, and a load balancer waits', async () => {
  const config = completeOptions({ log: createSharedLog(), spec: 'test/contracts/shop/openapi.yaml' });
  const engine = await openEngine(config);
  const running = await runEngine(engine, { config, hosts: [] });
  onTestFinished(async () => {
    await running.leave();
    await engine.blobCollector.close();
    await engine.worlds.close();
    await engine.control.close();
  });
  const readHealth = async (): Promise<readonly unknown[]> => {
    const response = await running.fetch('http://localhost/__admin/health');
    const { status, reason } = (await response.json()) as Readonly<Record<string, unknown>>;
    return [response.status, status, reason];
  };
  const compiler = createSteps();
  expect(await readHealth()).toEqual([200, 'ok', undefined]);
  const preparing = running.preparation.run(compiler, () => true);
  expect(await readHealth()).toEqual([503, 'starting', expect.stringContaining('compiles')]);
  compiler.end();
  await preparing;
  expect(await readHealth()).toEqual([200, 'ok', undefined]);
});

it('a preparation ends with the simulator', async () => {
  const compiler = createSteps();
  let isOpen = true;
  const preparation = createPreparation();
  const preparing = preparation.run(compiler, () => isOpen);
  expect(preparation.isRunning).toBe(true);
  isOpen = false;
  await preparing;
  expect(preparation.isRunning).toBe(false);
});

/** Creates a compiler whose steps go on until it is ended. */
function createSteps(): { compileEachValidator(): Iterable<unknown>; end(): void } {
  const state = { isOver: false };
  return {
    *compileEachValidator() {
      while (!state.isOver) yield undefined;
    },
    end: () => void (state.isOver = true),
  };
}
