import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLogger } from '../../../src/cli/log/create-logger.ts';
import { createSimulator, type Simulator } from '../../../src/index.ts';
import { createCaller, PLACES, type Call } from '../admin.ts';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await createSimulator();
});
afterEach(() => simulator.close());

describe.each(PLACES)('the settings, asked for in %s', (_place, sandbox) => {
  let call: Call;
  beforeEach(() => {
    call = createCaller(simulator, sandbox);
  });

  test('are shown, and change what is rejected', async () => {
    expect((await call('GET', '/__admin/config')).body).toEqual({
      strict: false,
      require_sandbox: false,
      speed: 'instant',
      log_level: null,
    });
    expect((await call('GET', '/api/v1/threads?colour=red')).status).toBe(200);
    const changed = await call('PATCH', '/__admin/config', { strict: true, require_sandbox: true });
    expect([changed.status, changed.body]).toEqual([
      200,
      { strict: true, require_sandbox: true, speed: 'instant', log_level: null },
    ]);
    const inSandbox = createCaller(simulator, 'w1');
    expect((await inSandbox('GET', '/api/v1/threads?colour=red')).status).toBe(422);
    expect((await createCaller(simulator)('GET', '/api/v1/threads')).status).toBe(400);
    expect((await call('PATCH', '/__admin/config', { strict: false })).body).toMatchObject({
      strict: false,
      require_sandbox: true,
    });
  });

  test.each([
    { strict: 'yes' },
    { speed: 0 },
    { speed: 'fast' },
    { log_level: 'loud' },
    { log_level: 'info' },
    { port: 1 },
    {},
    { token: 'x' },
  ])('take no %j', async (body) => {
    const before = (await call('GET', '/__admin/config')).text;
    expect((await call('PATCH', '/__admin/config', body)).status).toBe(422);
    expect((await call('GET', '/__admin/config')).text).toBe(before);
  });
});

test('the log level applies from then on', async () => {
  let log = '';
  const output = { write: (text: string) => (log += text) };
  const logger = createLogger({ logLevel: 'error', logFormat: 'json', output, redactedHeaders: [] });
  await using loud = await createSimulator({ logger, logLevel: 'error', maxSandboxes: 1 });
  const [one, two] = [createCaller(loud, 'w1'), createCaller(loud, 'w2')];
  await one('GET', '/api/v1/user');
  await two('GET', '/api/v1/user');
  expect(log).toBe('');
  expect((await two('PATCH', '/__admin/config', { log_level: 'warn' })).body.log_level).toBe('warn');
  await one('GET', '/api/v1/user');
  expect(log).toContain('there are 1 already');
});
