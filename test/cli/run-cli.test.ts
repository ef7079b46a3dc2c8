import { describe, expect, test, vi } from 'vitest';
import { COMMANDS } from '../../src/cli/commands/command-table.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import { SERVER_GROUPS } from '../../src/cli/help.ts';
import { OPTION_GROUPS } from '../../src/config/option-groups.ts';
import { OPTION_NAMES, OPTIONS, toVariable } from '../../src/config/options.ts';
import { createFakeContext } from './fake-context.ts';

describe('help and version', () => {
  test('the help of start lists the groups of its options, on one screen', async () => {
    const context = createFakeContext({ argv: ['start', '--help'] });
    expect(await runCli(context)).toBe(0);
    for (const { name, title } of SERVER_GROUPS)
      expect(context.written.out).toMatch(new RegExp(`^  ${name} +${title}$`, 'm'));
    expectOneScreen(context.written.out);
  });

  test.each(OPTION_GROUPS)('--help $name lists its options with default and variable, on one screen', async (group) => {
    for (const argv of [
      ['start', '--help', group.name],
      ['--help', group.name],
    ]) {
      const context = createFakeContext({ argv });
      expect(await runCli(context)).toBe(0);
      const words = context.written.out.replaceAll(/\s+/g, ' ');
      for (const { flag } of group.options.map((name) => OPTIONS[name])) {
        expect(words).toContain(flag);
        expect(words).toContain(toVariable(flag));
      }
      expectOneScreen(context.written.out);
    }
  });

  test('an unknown group is reported with a similar one', async () => {
    const context = createFakeContext({ argv: ['--help', 'sever'] });
    expect(await runCli(context)).toBe(2);
    expect(context.written.err).toContain('--help sever: Unknown group.\n      Did you mean server?');
  });

  test('--help before a command is its help', async () => {
    const context = createFakeContext({ argv: ['--help', 'validate'] });
    expect(await runCli(context)).toBe(0);
    expect(context.written.out).toContain('--spec <file>');
  });

  test('every option belongs to one group', () => {
    expect(OPTION_GROUPS.flatMap(({ options }) => options).toSorted()).toEqual(OPTION_NAMES.toSorted());
  });

  test.each([['--help'], ['-h']])('%s lists every command by its first word, on one screen', async (flag) => {
    const context = createFakeContext({ argv: [flag] });
    expect(await runCli(context)).toBe(0);
    const lines = context.written.out.trimEnd().split('\n');
    for (const { name } of COMMANDS)
      expect(lines.filter((line) => line.startsWith(`  ${name.split(' ')[0]} `))).toHaveLength(1);
    expectOneScreen(context.written.out);
  });

  test.each(COMMANDS.map(({ name, options }) => [name, Object.values(options).map(({ flag }) => flag)] as const))(
    'the help of %s lists its own options',
    async (name, flags) => {
      const context = createFakeContext({ argv: [...name.split(' '), '--help'] });
      expect(await runCli(context)).toBe(0);
      for (const flag of flags) expect(context.written.out).toContain(`  ${flag}`);
    },
  );

  test('the help of validate lists only its own options', async () => {
    const context = createFakeContext({ argv: ['validate', '--help'] });
    expect(await runCli(context)).toBe(0);
    expect(context.written.out).toContain('--spec <file>');
    expect(context.written.out).not.toContain('--port');
  });

  test.each(['--version', '-v'])('%s prints only the version', async (flag) => {
    const context = createFakeContext({ argv: [flag] });
    expect(await runCli(context)).toBe(0);
    expect(context.written.out).toBe('1.2.3\n');
  });
});

describe('arguments reach the command', () => {
  test.each([
    [[], { port: 4010, strict: false }],
    [['start'], { port: 4010 }],
    [['start', '--port', '5000'], { port: 5000 }],
    [['--port=5000', '--strict'], { port: 5000, strict: true }],
    [
      ['--cors-origin', 'http://a.test', '--cors-origin', 'http://b.test'],
      { corsOrigins: ['http://a.test', 'http://b.test'] },
    ],
    [['--ephemeral', '--seed', '42'], { data: undefined, seed: '42' }],
  ])('%j', async (argv, expected) => {
    const context = createFakeContext({ argv });
    await startAndStop(context);
    expect(context.configs).toMatchObject([expected]);
  });

  test('a switch given as false overrides its variable', async () => {
    const context = createFakeContext({ argv: ['--strict=false'], env: { ATHENA_STRICT: 'true' } });
    await startAndStop(context);
    expect(context.configs).toMatchObject([{ strict: false }]);
  });

  test('variables are read from the environment', async () => {
    const context = createFakeContext({ env: { ATHENA_PORT: '7000' } });
    await startAndStop(context);
    expect(context.listened).toEqual([{ port: 7000, host: 'localhost' }]);
  });

  test('an unknown variable with our prefix yields a warning in the log, and the server starts', async () => {
    const context = createFakeContext({ env: { ATHENA_SEDE: '1' } });
    await startAndStop(context);
    expect(context.written.err).toContain('"ATHENA_SEDE: Unknown variable, ignored. Did you mean ATHENA_SEED?"');
    expect(context.configs).toMatchObject([{ seed: null }]);
  });
});

describe('invalid usage exits with code 2 and starts nothing', () => {
  test.each([
    [['--port', 'x'], ['--port: Invalid value "x".']],
    [['--port', '-1'], ['--port: Invalid value "-1".']],
    [['--port'], ['--port: The value is missing.']],
    [['--spec', '--strict'], ['--spec: The value is missing.']],
    [
      ['--prot', '5000'],
      ['--prot: Unknown option.', 'Did you mean --port?'],
    ],
    [['--prot=5000'], ['--prot: Unknown option.']],
    [['-x'], ['-x: Unknown option.']],
    [['strat'], ['strat: Unknown command', 'Did you mean start?']],
    [
      ['--strict', 'validate'],
      ['validate: Unknown command', 'Did you mean validate?'],
    ],
    [
      ['validate', '--port', '5000'],
      ['--port: Unknown option.', 'The options are --spec, --allow-refs, --fixtures, --config, --json.'],
    ],
    [['--data', 'a', '--ephemeral'], ['--data: Cannot be combined with --ephemeral']],
  ])('%j', async (argv, messages) => {
    const context = createFakeContext({ argv });
    expect(await runCli(context)).toBe(2);
    for (const message of messages) expect(context.written.err).toContain(message);
    expect(context.configs).toEqual([]);
  });

  test.each([
    [['--prot', '5000'], 1],
    [['validate', '--port', '5000'], 1],
    [['--prot=5000', 'strat'], 2],
  ])('%j has %i faults: the value of an unknown option is not a fault of its own', async (argv, count) => {
    const context = createFakeContext({ argv });
    await runCli(context);
    expect(context.written.err).toContain(`${count} invalid setting`);
  });

  test('all faults are reported in one message', async () => {
    const argv = ['strat', '--port', 'x', '--prot', '1', '--auth', 'maybe'];
    const context = createFakeContext({ argv, env: { ATHENA_SEDE: '1' } });
    expect(await runCli(context)).toBe(2);
    expect(context.written.err).toContain('4 invalid settings');
    for (const place of ['strat:', '--port:', '--prot:', '--auth:', 'ATHENA_SEDE:'])
      expect(context.written.err).toContain(`  ${place}`);
  });
});

describe('standard output that cannot be written', () => {
  const outputError = new Error('ENOSPC: no space left on device, write');

  test.each([
    [['config', '--print'], 1],
    [['validate', '--help'], 1],
    [['--version'], 1],
    [['strat'], 2],
  ])('%j says so, and fails with %i', async (argv, code) => {
    const context = createFakeContext({ argv, outputError });
    expect(await runCli(context)).toBe(code);
    expect(context.written.err).toContain(
      'Failed to write to standard output: ENOSPC: no space left on device, write. Free space there, or send the output to another place.\n',
    );
  });

  test('a server logs it, and continues', async () => {
    const context = createFakeContext({ outputError });
    await startAndStop(context);
    expect(context.written.err).toContain('"Failed to write to standard output: ENOSPC');
  });
});

test('an unexpected error is printed with its stack, and the exit code is 1', async () => {
  const context = createFakeContext({ createSimulator: () => Promise.reject(new Error('kaput')) });
  expect(await runCli(context)).toBe(1);
  expect(context.written.err).toMatch(/Error: kaput\n\s+at /);
});

async function startAndStop(context: ReturnType<typeof createFakeContext>): Promise<void> {
  const code = runCli(context);
  await vi.waitFor(() => expect(context.listened).toHaveLength(1), { interval: 1 });
  context.signal('SIGTERM');
  expect(await code).toBe(0);
}

/** A screen is a terminal of 24 lines and 100 columns. */
function expectOneScreen(text: string): void {
  const lines = text.trimEnd().split('\n');
  expect(lines.length).toBeLessThanOrEqual(24);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(100);
}
