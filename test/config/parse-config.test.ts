import { describe, expect, test } from 'vitest';
import { OPTION_NAMES, OPTIONS, toVariable, type OptionSpec } from '../../src/config/options.ts';
import { formatValue } from '../../src/config/options/format-default.ts';
import { VALUE_KINDS } from '../../src/config/options/value-kinds.ts';
import type { SimulatorConfig } from '../../src/config/simulator-config.ts';
import { parseConfig, type ConfigSources } from '../../src/config/parse-config.ts';

const NOTHING: ConfigSources = { flags: {}, env: {} };
const DATABASE = 'postgres://ann@db/world';

describe('defaults', () => {
  test('apply when nothing is set', () => {
    expect(configOf(NOTHING)).toMatchObject({
      port: 4010,
      host: 'localhost',
      publicUrl: undefined,
      trustProxy: false,
      data: './data',
      durability: 'sync',
      reset: false,
      migrate: false,
      seed: null,
      spec: undefined,
      allowRefs: [],
      fixtures: undefined,
      token: 'athena-demo-token',
      auth: 'on',
      noCache: false,
      strict: false,
      corsOrigins: 'any',
      maxBody: 10 * 1024 * 1024,
      maxInFlight: 1000,
      logLevel: 'info',
      logFormat: 'json',
      shutdownTimeout: 10_000,
      maxSandboxes: 1000,
      sandboxIdle: 3_600_000,
      requireSandbox: false,
      adminToken: undefined,
      noAdmin: false,
      allowedHosts: [],
      allowOutgoing: [],
      outgoingSecret: 'athena-demo-secret',
      watch: false,
      size: 10_000,
      out: './world',
      force: false,
    });
  });

  test('use the pretty log format on a terminal', () => {
    expect(configOf({ ...NOTHING, isTTY: true }).logFormat).toBe('pretty');
    expect(configOf({ flags: { '--log-format': 'json' }, env: {}, isTTY: true }).logFormat).toBe('json');
  });
});

const VALUES: readonly [flag: string, text: string, setting: keyof SimulatorConfig, value: unknown][] = [
  ['--port', '0', 'port', 0],
  ['--port', '65535', 'port', 65_535],
  ['--host', '0.0.0.0', 'host', '0.0.0.0'],
  ['--host', '[::1]', 'host', '::1'],
  ['--public-url', 'https://Example.test/athena/', 'publicUrl', 'https://example.test/athena'],
  ['--allow-outgoing', 'Hooks.test:8080, [::1]:443', 'allowOutgoing', ['hooks.test:8080', '[::1]:443']],
  ['--allow-outgoing', '127.1:80', 'allowOutgoing', ['127.0.0.1:80']],
  ['--allow-outgoing', 'none', 'allowOutgoing', []],
  ['--data', '/var/lib/world', 'data', '/var/lib/world'],
  ['--seed', '42', 'seed', '42'],
  ['--seed', '-7', 'seed', '-7'],
  ['--seed', '007', 'seed', '7'],
  ['--spec', 'pets.yaml', 'spec', 'pets.yaml'],
  ['--fixtures', 'demo', 'fixtures', 'demo'],
  ['--token', 's3cret', 'token', 's3cret'],
  ['--auth', 'off', 'auth', 'off'],
  ['--cors-origin', '*', 'corsOrigins', 'any'],
  ['--cors-origin', 'none', 'corsOrigins', []],
  [
    '--cors-origin',
    'http://localhost:3000, https://App.test/',
    'corsOrigins',
    ['http://localhost:3000', 'https://app.test'],
  ],
  ['--max-body', '1', 'maxBody', 1],
  ['--max-body', '512kb', 'maxBody', 512 * 1024],
  ['--max-body', '1.5MB', 'maxBody', 1_572_864],
  ['--log-level', 'debug', 'logLevel', 'debug'],
  ['--log-format', 'pretty', 'logFormat', 'pretty'],
  ['--shutdown-timeout', '250', 'shutdownTimeout', 250],
  ['--shutdown-timeout', '500ms', 'shutdownTimeout', 500],
  ['--shutdown-timeout', '1.5s', 'shutdownTimeout', 1500],
  ['--shutdown-timeout', '2m', 'shutdownTimeout', 120_000],
];

describe('values', () => {
  test.each(VALUES)('%s %s is read from the flag and from its variable', (flag, text, setting, value) => {
    expect(configOf({ flags: { [flag]: text }, env: {} })[setting]).toEqual(value);
    expect(configOf({ flags: {}, env: { [toVariable(flag)]: text } })[setting]).toEqual(value);
  });

  test.each(['trustProxy', 'strict'] as const)(
    '%s is switched on by its flag, and on or off by its variable',
    (setting) => {
      const { flag } = OPTIONS[setting];
      expect(configOf({ flags: { [flag]: true }, env: {} })[setting]).toBe(true);
      expect(configOf({ flags: {}, env: { [toVariable(flag)]: '1' } })[setting]).toBe(true);
      expect(configOf({ flags: {}, env: { [toVariable(flag)]: 'false' } })[setting]).toBe(false);
    },
  );

  test('repeated --cors-origin flags are combined', () => {
    const config = configOf({ flags: { '--cors-origin': ['http://a.test', 'http://b.test,http://c.test'] }, env: {} });
    expect(config.corsOrigins).toEqual(['http://a.test', 'http://b.test', 'http://c.test']);
  });

  test('a flag takes precedence over its variable, even over an invalid one', () => {
    expect(configOf({ flags: { '--port': '5000' }, env: { ATHENA_PORT: '6000' } }).port).toBe(5000);
    expect(configOf({ flags: { '--port': '5000' }, env: { ATHENA_PORT: 'wrong' } }).port).toBe(5000);
  });

  test('an empty variable counts as unset', () => {
    expect(configOf({ flags: {}, env: { ATHENA_PORT: '', ATHENA_DATA: '' } })).toEqual(configOf(NOTHING));
  });
});

const INVALID: readonly [flag: string, text: string][] = [
  ['--port', '65536'],
  ['--port', '-1'],
  ['--port', '80a'],
  ['--port', '1e3'],
  ['--host', 'a b'],
  ['--host', 'http://a.test'],
  ['--public-url', 'example.test'],
  ['--public-url', 'ftp://example.test'],
  ['--public-url', 'https://example.test/?a=1'],
  ['--public-url', 'https://user@example.test'],
  ['--data', ' '],
  ['--seed', ' '],
  ['--seed', 'abc'],
  ['--seed', '1.5'],
  ['--seed', '1e3'],
  ['--seed', '0x1'],
  ['--seed', '1234567890123456'],
  ['--token', 'two words'],
  ['--token', 'clé'],
  ['--auth', 'maybe'],
  ['--cors-origin', 'localhost:3000'],
  ['--cors-origin', 'http://a.test/path'],
  ['--cors-origin', 'http://a.test,wrong'],
  ['--cors-origin', ','],
  ['--max-body', '0'],
  ['--max-body', '0.5b'],
  ['--max-body', '10 parsecs'],
  ['--log-level', 'loud'],
  ['--log-format', 'xml'],
  ['--shutdown-timeout', '-5'],
  ['--shutdown-timeout', 'soon'],
  ['--shutdown-timeout', '99999m'],
];

describe('faults', () => {
  test.each(INVALID)('%s %s is rejected, and so is its variable', (flag, text) => {
    expect(namesOf({ flags: { [flag]: text }, env: {} })).toEqual([flag]);
    expect(namesOf({ flags: {}, env: { [toVariable(flag)]: text } })).toEqual([toVariable(flag)]);
  });

  test('quote the invalid value and describe a valid one', () => {
    expect(faultsOf({ flags: { '--port': 'http' }, env: {} })).toEqual([
      {
        file: '--port',
        pointer: '',
        message: 'Invalid value "http".',
        remedy: 'Give a whole number from 0 to 65535, such as 4010.',
      },
    ]);
  });

  test('a flag without its value is rejected', () => {
    expect(faultsOf({ flags: { '--spec': true }, env: {} })).toMatchObject([
      { file: '--spec', message: 'The value is missing.' },
    ]);
  });

  test('are all reported together', () => {
    const flags = { '--port': 'x', '--prot': '1', '--max-body': 'y' };
    expect(namesOf({ flags, env: { ATHENA_AUTH: 'z' } }).toSorted()).toEqual(
      ['--port', '--prot', '--max-body', 'ATHENA_AUTH'].toSorted(),
    );
  });

  test.each([
    ['--prot', 'Did you mean --port?'],
    ['--cors-origins', 'Did you mean --cors-origin?'],
    [
      '--something-else-entirely',
      `The options are ${Object.values(OPTIONS)
        .map(({ flag }) => flag)
        .join(', ')}.`,
    ],
  ])('an unknown flag such as %s is reported with a similar one, or else with all', (flag, remedy) => {
    expect(faultsOf({ flags: { [flag]: true }, env: {} })).toEqual([
      { file: flag, pointer: '', message: 'Unknown option.', remedy },
    ]);
  });

  test('a seed that is not a whole number is rejected', () => {
    expect(faultsOf({ flags: { '--seed': 'abc' }, env: {} })).toEqual([
      {
        file: '--seed',
        pointer: '',
        message: 'Invalid value "abc".',
        remedy: 'Give a whole number of at most 15 digits, such as 42.',
      },
    ]);
  });

  test.each([
    ['ATHENA_PUBLIC_URI', 'Did you mean ATHENA_PUBLIC_URL?'],
    ['ATHENA_TOKN', 'Did you mean ATHENA_TOKEN?'],
    ['ATHENA_XYZ', '--help lists the variables.'],
  ])('an unknown variable such as %s yields a warning, with a similar one if there is one', (name, remedy) => {
    const parsed = parseConfig({ flags: {}, env: { PATH: '/bin', [name]: 'http://a.test' } });
    expect(parsed).toMatchObject({
      kind: 'ok',
      warnings: [{ file: name, pointer: '', message: 'Unknown variable, ignored.', remedy }],
    });
  });

  test('the address of a running server, for test runners and servers in between, yields no warning', () => {
    const parsed = parseConfig({ flags: {}, env: { ATHENA_URL: 'http://localhost:4010' } });
    expect(parsed).toMatchObject({ kind: 'ok', warnings: [] });
  });

  test('a command rejects the flags of another command', () => {
    const sources = { flags: { '--port': '1' }, env: { ATHENA_PORT: '1' }, accepts: ['spec', 'fixtures'] as const };
    expect(namesOf(sources)).toEqual(['--port']);
  });
});

describe('the data folder', () => {
  test.each<[title: string, sources: ConfigSources, data: string | undefined]>([
    ['is not used with --ephemeral', { flags: { '--ephemeral': true }, env: {} }, undefined],
    ['is not used with ATHENA_EPHEMERAL', { flags: {}, env: { ATHENA_EPHEMERAL: 'true' } }, undefined],
    ['is used with ATHENA_EPHEMERAL=false', { flags: {}, env: { ATHENA_EPHEMERAL: 'false', ATHENA_DATA: 'a' } }, 'a'],
    ['of ATHENA_DATA yields to --ephemeral', { flags: { '--ephemeral': true }, env: { ATHENA_DATA: 'a' } }, undefined],
    ['of --data overrides ATHENA_EPHEMERAL', { flags: { '--data': 'a' }, env: { ATHENA_EPHEMERAL: '1' } }, 'a'],
  ])('%s', (_title, sources, data) => {
    expect(configOf(sources).data).toBe(data);
  });

  test.each<[string, ConfigSources, readonly [data: string | undefined, journal: string | undefined]]>([
    [
      'is not used with --journal',
      { flags: { '--journal': DATABASE }, env: { ATHENA_DATA: 'a' } },
      [undefined, DATABASE],
    ],
    ['is not used with ATHENA_JOURNAL', { flags: {}, env: { ATHENA_JOURNAL: DATABASE } }, [undefined, DATABASE]],
    [
      'on the command line replaces ATHENA_JOURNAL',
      { flags: { '--data': 'a' }, env: { ATHENA_JOURNAL: DATABASE } },
      ['a', undefined],
    ],
    [
      'and the database are not used with --ephemeral',
      { flags: { '--ephemeral': true }, env: { ATHENA_JOURNAL: DATABASE } },
      [undefined, undefined],
    ],
    [
      'is not used with --journal, nor is ATHENA_EPHEMERAL',
      { flags: { '--journal': DATABASE }, env: { ATHENA_EPHEMERAL: 'true' } },
      [undefined, DATABASE],
    ],
  ])('%s', (_what, sources, [data, journal]) => {
    expect(configOf(sources)).toMatchObject({ data, journal });
  });

  test('cannot be combined with --journal, nor that with --ephemeral', () => {
    expect(namesOf({ flags: { '--data': 'a', '--journal': DATABASE }, env: {} })).toEqual(['--data']);
    expect(namesOf({ flags: { '--journal': DATABASE, '--ephemeral': true }, env: {} })).toEqual(['--journal']);
  });

  test('of an invalid URL is not repeated: it may have a password', () => {
    const parsed = parseConfig({ flags: { '--journal': 'mysql://ann:secret@db/world' }, env: {} });
    expect(JSON.stringify(parsed)).toContain('postgres://');
    expect(JSON.stringify(parsed)).not.toContain('secret');
  });

  test('cannot be combined with --ephemeral', () => {
    expect(namesOf({ flags: { '--data': 'a', '--ephemeral': true }, env: {} })).toEqual(['--data']);
  });
});

test('ATHENA_EPHEMERAL takes precedence over ATHENA_DATA, which the container image sets', () => {
  expect(configOf({ flags: {}, env: { ATHENA_DATA: 'a', ATHENA_EPHEMERAL: '1' } }).data).toBeUndefined();
});

test('variables that Kubernetes sets for a service of the same name are ignored', () => {
  const env = {
    ATHENA_SERVICE_HOST: '10.0.0.1',
    ATHENA_SERVICE_PORT_HTTP: '80',
    ATHENA_PORT: 'tcp://10.0.0.1:80',
    ATHENA_PORT_80_TCP: 'tcp://10.0.0.1:80',
    ATHENA_PORT_80_TCP_ADDR: '10.0.0.1',
  };
  expect(configOf({ flags: {}, env }).port).toBe(4010);
});

test('every option has a unique flag', () => {
  expect(new Set(Object.values(OPTIONS).map(({ flag }) => flag)).size).toBe(Object.keys(OPTIONS).length);
});

test.each(OPTION_NAMES)('the default of %s can be given as it is written', (name) => {
  const option: OptionSpec = OPTIONS[name];
  const text = option.default === null ? undefined : formatValue(option.kind, option.default);
  if (option.default === undefined || text === undefined) return;
  expect(VALUE_KINDS[option.kind].parse(text)).toEqual(option.kind === 'hosts' ? ['none'] : option.default);
});

test.each([
  ['size', 10 * 1024 * 1024, '10mb'],
  ['size', 1536, '1536b'],
  ['duration', 3_600_000, '60m'],
  ['duration', 10_000, '10s'],
  ['duration', 250, '250ms'],
  ['duration', 0, '0'],
  ['origins', 'any', '*'],
  ['origins', [], 'none'],
  ['port', 4010, '4010'],
] as const)('a %s of %j is written %s', (kind, value, text) => {
  expect(formatValue(kind, value)).toBe(text);
  expect(VALUE_KINDS[kind].parse(text)).toEqual(value);
});

function configOf(sources: ConfigSources): SimulatorConfig {
  const parsed = parseConfig(sources);
  if (parsed.kind === 'faults') throw new Error(`Unexpected faults: ${JSON.stringify(parsed.faults)}`);
  return parsed.config;
}

function faultsOf(sources: ConfigSources): readonly object[] {
  const parsed = parseConfig(sources);
  return parsed.kind === 'faults' ? parsed.faults : [];
}

function namesOf(sources: ConfigSources): readonly string[] {
  const parsed = parseConfig(sources);
  return parsed.kind === 'faults' ? parsed.faults.map(({ file }) => file) : [];
}
