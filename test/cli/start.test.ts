import { describe, expect, test, vi } from 'vitest';
import { start } from '../../src/cli/local/start.ts';
import type { SimulatorConfig } from '../../src/config/simulator-config.ts';
import { parseConfig } from '../../src/config/parse-config.ts';
import { BootError } from '../../src/kernel/boot-fault.ts';
import { createFakeContext } from './fake-context.ts';

describe('starting', () => {
  test('listens on the configured address and prints the banner', async () => {
    const context = createFakeContext({ simulator: { welcome: { user: 'ann / secret', samplePath: '/pets' } } });
    const code = start(configOf({ '--port': '5000', '--host': '::1' }), context);
    await vi.waitFor(() => expect(context.written.out).toContain('http://::1:5000'));
    expect(context.listened).toEqual([{ port: 5000, host: '::1' }]);
    expect(context.written.out).toContain('ann / secret');
    expect(context.written.out).toContain("/pets'");
    context.signal('SIGINT');
    expect(await code).toBe(0);
  });

  test.each([
    [undefined, 'ATHENA_URL=http://localhost:4010\n'],
    [true, "http://localhost:4010/pets'\n\n"],
  ])('ends its output with a line for programs unless a person reads it (isTTY: %s)', async (isTTY, end) => {
    const context = createFakeContext({ simulator: { welcome: { samplePath: '/pets' } } });
    const stdout = { ...context.terminal.stdout, isTTY };
    const code = start(configOf({}), { ...context, terminal: { ...context.terminal, stdout } });
    await vi.waitFor(() => expect(context.written.out).toContain('/pets'));
    expect(context.written.out.endsWith(end)).toBe(true);
    expect(context.written.out).toContain('  URL       http://localhost:4010\n');
    context.signal('SIGTERM');
    await code;
  });

  test.each([
    ['75', 0, '3 of 4 declared responses were covered: 75 %.\n'],
    ['80.5', 1, '3 of 4 declared responses were covered: 75 %, below --coverage-min 80.5 %.\n'],
  ])('with --coverage-min %s the exit code is %i', async (least, exit, message) => {
    const context = createFakeContext();
    const code = start(configOf({ '--coverage-min': least, '--log-level': 'silent' }), context);
    await vi.waitFor(() => expect(context.listened).toHaveLength(1));
    context.signal('SIGTERM');
    expect(await code).toBe(exit);
    expect(context.written.err).toBe(message);
  });

  test('reports a coverage that is rounded down to nothing as a little', async () => {
    const responses = { covered: 1, total: 3000, percent: 0 };
    const context = createFakeContext({ simulator: { coverage: () => ({ summary: { responses } }) } });
    const code = start(configOf({ '--coverage-min': '1', '--log-level': 'silent' }), context);
    await vi.waitFor(() => expect(context.listened).toHaveLength(1));
    context.signal('SIGTERM');
    expect(await code).toBe(1);
    expect(context.written.err).toContain('1 of 3000 declared responses were covered: <0.1 %, below');
  });

  test.each([
    [299, 0],
    [1100, 1],
  ])('of a document of %i operations releases memory %i times', async (operations, times) => {
    const summary = { title: 'T', paths: 1, operations, resources: 0, records: 0, milliseconds: 1 };
    const context = createFakeContext({ simulator: { summary } });
    const code = start(configOf({ '--log-level': 'silent' }), context);
    await vi.waitFor(() => expect(context.listened).toHaveLength(1));
    context.signal('SIGTERM');
    await code;
    expect(context.released()).toBe(times);
  });

  test('prints every fault that prevents the start, and its remedy', async () => {
    const faults = [
      { file: 'spec/a.yaml', pointer: '/paths/~1pets', message: 'It is wrong.', remedy: 'Fix it.' },
      { file: 'fixtures/b.json', pointer: '', message: 'It is missing.', remedy: 'Add it.' },
    ];
    const context = createFakeContext({ createSimulator: () => Promise.reject(new BootError(faults)) });
    expect(await start(configOf({}), context)).toBe(1);
    expect(context.written.err).toBe(
      [
        'Failed to start athena-simulator: 2 faults.\n',
        '  spec/a.yaml#/paths/~1pets: It is wrong.\n      Fix it.\n',
        '  fixtures/b.json: It is missing.\n      Add it.\n',
      ].join('\n'),
    );
  });

  test.each([
    [
      'EADDRINUSE',
      'port 4010 on localhost is in use. Stop the process that uses it, give another --port, or let --port 0 choose a free one.',
    ],
    ['EACCES', 'this user may not open port 4010. Give a --port of 1024 or more.'],
    ['EADDRNOTAVAIL', 'localhost is not an address of this machine. Give another --host.'],
    ['ENOTFOUND', 'localhost is not an address of this machine. Give another --host.'],
  ])('explains %s and closes the simulator', async (code, message) => {
    const context = createFakeContext({
      simulator: { listen: () => Promise.reject(Object.assign(new Error('listen'), { code })) },
    });
    expect(await start(configOf({}), context)).toBe(1);
    expect(context.written.err).toBe(`Failed to listen: ${message}\n`);
    expect(context.closed()).toBe(1);
  });

  test('opens nothing when the port is in use', async () => {
    const checkAddress = (): Promise<never> =>
      Promise.reject(Object.assign(new Error('listen'), { code: 'EADDRINUSE' }));
    const context = createFakeContext({ checkAddress });
    expect(await start(configOf({}), context)).toBe(1);
    expect(context.written.err).toContain('port 4010 on localhost is in use.');
    expect(context.configs).toEqual([]);
  });

  test('rethrows an unknown listen error after closing the simulator', async () => {
    const context = createFakeContext({ simulator: { listen: () => Promise.reject(new Error('odd')) } });
    await expect(start(configOf({}), context)).rejects.toThrow('odd');
    expect(context.closed()).toBe(1);
  });
});

describe('stopping', () => {
  test('waits until the simulator is closed', async () => {
    let finish = (): void => undefined;
    const closing = new Promise<void>((resolve) => (finish = resolve));
    const context = createFakeContext({ simulator: { close: () => closing } });
    let ended = false;
    const code = start(configOf({}), context).finally(() => (ended = true));
    context.signal('SIGTERM');
    await new Promise((resolve) => setImmediate(resolve));
    expect(ended).toBe(false);
    finish();
    expect(await code).toBe(0);
  });

  test('a signal during the start stops the simulator once it has started', async () => {
    const context = createFakeContext();
    const code = start(configOf({}), context);
    context.signal('SIGINT');
    expect(await code).toBe(0);
    expect(context.closed()).toBe(1);
  });

  test('a signal repeated by npm counts once; a later second signal exits immediately', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    try {
      const context = createFakeContext();
      const code = start(configOf({}), context);
      context.signal('SIGINT');
      context.signal('SIGINT');
      expect(context.exits).toEqual([]);
      vi.advanceTimersByTime(300);
      context.signal('SIGINT');
      expect(context.exits).toEqual([130]);
      await code;
    } finally {
      vi.useRealTimers();
    }
  });

  test('an error while closing is thrown', async () => {
    const context = createFakeContext({ simulator: { close: () => Promise.reject(new Error('disk full')) } });
    const code = start(configOf({}), context);
    context.signal('SIGINT');
    await expect(code).rejects.toThrow('disk full');
  });
});

function configOf(flags: Record<string, string>): SimulatorConfig {
  const parsed = parseConfig({ flags, env: {} });
  if (parsed.kind === 'faults') throw new Error(JSON.stringify(parsed.faults));
  return parsed.config;
}
