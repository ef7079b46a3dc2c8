import { describe, expect, expectTypeOf, it } from 'vitest';
import { defineConfig, type ConfigFileOptions } from '../../src/config/config-file.ts';
import { parseConfig, type ConfigSources, type ParsedConfig } from '../../src/config/parse-config.ts';

const NAME = 'athena.config.ts';

function parse(content: unknown, sources: Partial<ConfigSources> = {}): ParsedConfig {
  return parseConfig({ flags: {}, env: {}, ...sources, file: { name: NAME, content } });
}

function originsOf(parsed: ParsedConfig): Readonly<Record<string, string>> {
  if (parsed.kind === 'faults') throw new Error(JSON.stringify(parsed.faults));
  return Object.fromEntries(parsed.settings.map(({ name, origin }) => [name, origin]));
}

describe('a configuration file', () => {
  it('sets options by the names of their properties, as values or as on the command line', () => {
    const content = { port: 4020, maxBody: '5mb', seed: 7, corsOrigins: ['http://a.test'], strict: true };
    expect(parse(content)).toMatchObject({
      kind: 'ok',
      config: { port: 4020, maxBody: 5 * 1024 ** 2, seed: '7', corsOrigins: ['http://a.test'], strict: true },
    });
  });

  it('yields to variables, and these to flags', () => {
    const parsed = parse(
      { port: 1, host: '::1', speed: 2 },
      { flags: { '--port': '3' }, env: { ATHENA_PORT: '2', ATHENA_HOST: '127.0.0.1' } },
    );
    expect(parsed).toMatchObject({ config: { port: 3, host: '127.0.0.1', speed: 2, strict: false } });
    expect(originsOf(parsed)).toMatchObject({ port: '--port', host: 'ATHENA_HOST', speed: NAME, strict: 'default' });
  });

  it.each([
    [{ prot: 1 }, '/prot', 'Unknown option.', 'Did you mean port?'],
    [{ port: 'x' }, '/port', 'Invalid value "x".', 'Give a whole number from 0 to 65535, such as 4010.'],
    [{ strict: 'perhaps' }, '/strict', 'Invalid value "perhaps".', 'Give true or false.'],
    [{ port: {} }, '/port', 'Invalid value of type object.', 'Give a whole number from 0 to 65535, such as 4010.'],
    [{ 'a/b': 1 }, '/a~1b', 'Unknown option.', expect.stringContaining('The options are')],
    [{ config: 'other.ts' }, '/config', 'A configuration file cannot name another one.', 'Remove it.'],
    [[], '', 'It does not export an object.', expect.stringContaining('defineConfig')],
    [undefined, '', 'It does not export an object.', expect.stringContaining('defineConfig')],
  ])('%j is reported with its place and a remedy', (content, pointer, message, remedy) => {
    expect(parse(content)).toMatchObject({ kind: 'faults', faults: [{ file: NAME, pointer, message, remedy }] });
  });

  it('lists each option once beside a name that resembles none', () => {
    const parsed = parse({ nothingLikeIt: 1 });
    const remedy = parsed.kind === 'faults' ? (parsed.faults[0]?.remedy ?? '') : '';
    const names = remedy.replace('The options are ', '').replace(/\.$/, '').split(', ');
    expect(names).toContain('port');
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('does not repeat an invalid secret', () => {
    expect(JSON.stringify(parse({ adminToken: 'not a token' }))).not.toContain('not a token');
  });

  it.each<[string, unknown, Partial<ConfigSources>, object]>([
    ['keeps the state in memory', { ephemeral: true }, {}, { data: undefined }],
    ['yields to ATHENA_DATA', { ephemeral: true }, { env: { ATHENA_DATA: 'a' } }, { data: 'a' }],
    ['yields to ATHENA_EPHEMERAL', { data: 'a' }, { env: { ATHENA_EPHEMERAL: '1' } }, { data: undefined }],
    ['names a database', { journal: 'postgres://db/world' }, {}, { data: undefined, journal: 'postgres://db/world' }],
    [
      'yields to --data',
      { journal: 'postgres://db/world' },
      { flags: { '--data': 'a' } },
      { data: 'a', journal: undefined },
    ],
  ])('%s', (_what, content, sources, config) => {
    expect(parse(content, sources)).toMatchObject({ kind: 'ok', config });
  });

  it('cannot name two places of the state', () => {
    expect(parse({ data: 'a', ephemeral: true })).toMatchObject({
      faults: [{ file: NAME, pointer: '/data', message: 'Cannot be combined with ephemeral, which stores nothing.' }],
    });
  });

  it('tells which setting moved the state elsewhere', () => {
    expect(originsOf(parse({ ephemeral: true, data: undefined }))).toMatchObject({ data: NAME, ephemeral: NAME });
  });
});

it('defineConfig returns its argument, and knows the types of the options', () => {
  const config = { port: 4020, maxBody: '5mb', durability: 'none', seed: 7 } as const;
  expect(defineConfig(config)).toBe(config);
  expectTypeOf<ConfigFileOptions['port']>().toEqualTypeOf<number | undefined>();
  expectTypeOf<ConfigFileOptions['maxBody']>().toEqualTypeOf<number | string | undefined>();
  expectTypeOf<ConfigFileOptions['durability']>().toEqualTypeOf<'sync' | 'interval' | 'none' | undefined>();
});
