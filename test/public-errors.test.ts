import { createServer } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BootError, createSimulator, SimulatorError, type Simulator } from '../src/index.ts';

const URL = 'http://127.0.0.1/api/v1/user';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await createSimulator();
});
afterAll(() => simulator.close());

async function rejection(call: Promise<unknown>): Promise<SimulatorError> {
  const error: unknown = await call.then(
    () => new Error('It did not fail.'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof SimulatorError)) throw new Error('It is no SimulatorError.', { cause: error });
  return error;
}

describe('what the TypeScript API throws', () => {
  it.each([
    ['a snapshot that does not exist', () => simulator.restore('nope'), 'RECORD_NOT_FOUND', 404],
    ['a snapshot of a sandbox', () => simulator.sandbox('w1').restore('nope'), 'RECORD_NOT_FOUND', 404],
    ['an invalid fault', () => simulator.fault({ kind: 'latency' }), 'VALIDATION_FAILED', 422],
    ['a fault that does not exist', () => simulator.clearFaults('fault-9'), 'RECORD_NOT_FOUND', 404],
  ])('says in its code and problem what was rejected: %s', async (_name, call, code, status) => {
    const error = await rejection(call());
    expect(error).toMatchObject({ name: 'SimulatorError', code, problem: { code, status } });
    expect(error.remedy).not.toBe('');
  });

  it.each([
    ['a time', () => simulator.clock.freeze('never')],
    ['a length', () => simulator.clock.advance(-1)],
  ])('names an invalid argument: %s', async (_name, call) => {
    expect(await rejection(call())).toMatchObject({ code: 'INVALID_ARGUMENT', problem: undefined });
  });

  it('keeps every fault of a failed start', async () => {
    const error = await rejection(createSimulator({ spec: '/nowhere/openapi.yaml' }));
    expect(error).toBeInstanceOf(BootError);
    expect(error).toMatchObject({ code: 'BOOT_FAILED', faults: [{ file: expect.stringContaining('nowhere') }] });
  });

  it('keeps the system’s error where a port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const error = await rejection(simulator.listen({ port, host: '127.0.0.1' }));
    expect(error).toMatchObject({ code: 'LISTEN_FAILED', cause: { code: 'EADDRINUSE' } });
    other.close();
  });

  it('leaves a dropped connection to fetch, as a TypeError', async () => {
    const sandbox = simulator.sandbox('dropped');
    await sandbox.fault({ kind: 'drop' });
    await expect(sandbox.fetch('http://127.0.0.1/api/v1/providers')).resolves.toMatchObject({ status: 401 });
    const signedIn = { headers: { authorization: 'Bearer athena-demo-token' } };
    await expect(sandbox.fetch(URL, signedIn)).rejects.toThrow(TypeError);
  });
});

describe('a closed simulator', () => {
  it('rejects every call with the same code, and may be closed again', async () => {
    const closed = await createSimulator();
    const sandbox = closed.sandbox('w1');
    await closed.close();
    await closed.close();
    const calls = [closed, sandbox].flatMap((world) => [
      () => world.fetch(URL),
      () => world.reset(),
      () => world.snapshot(),
      () => world.restore('one'),
      () => world.clock.freeze(),
      () => world.clock.advance(1),
      () => world.clock.resume(),
      () => world.fault({ kind: 'drop' }),
      () => world.faults(),
      () => world.clearFaults(),
      () => world.requests(),
      () => world.clearRequests(),
      () => world.verify({}),
      () => world.count(),
      () => world.scenario('read-only-user'),
      () => world.reply('Hello'),
    ]);
    for (const call of [...calls, () => closed.reload(), () => closed.listen()])
      expect(await rejection(call()), call.toString()).toMatchObject({ code: 'SIMULATOR_CLOSED' });
    for (const call of [() => closed.sandbox('w2'), () => closed.state(), () => sandbox.clock.now()])
      expect(call).toThrow(expect.objectContaining({ code: 'SIMULATOR_CLOSED' }));
    expect([closed.violations().breaches, closed.coverage().title]).toEqual([[], 'Athena API']);
  });
});
