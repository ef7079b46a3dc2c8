import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import { useTemporaryFolders } from '../store/temporary-folder.ts';
import { createFakeContext, type FakeContext } from './fake-context.ts';

const temporaryFolder = useTemporaryFolders();

interface Printed {
  readonly settings: readonly { readonly name: string; readonly value: unknown; readonly origin: string }[];
}

/** Runs `config --json` in a folder with these files. */
async function printConfig(
  files: Readonly<Record<string, string>>,
  argv: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<{
  readonly code: number;
  readonly context: FakeContext;
  readonly find: (name: string) => object | undefined;
}> {
  const folder = await temporaryFolder();
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const context = createFakeContext({ argv: ['config', '--print', '--json', ...argv], folder, env });
  const code = await runCli(context);
  const { settings } = (code === 0 ? JSON.parse(context.written.out) : { settings: [] }) as Printed;
  return { code, context, find: (name) => settings.find((setting) => setting.name === name) };
}

const TYPED = `import { defineConfig } from 'athena-simulator';
const port: number = 4020;
export default defineConfig({ port, speed: 2 });
`;

describe('the configuration file of the working directory', () => {
  it.each([
    ['athena.config.ts', TYPED],
    ['athena.config.mts', TYPED],
    ['athena.config.mjs', 'export default { port: 4020, speed: 2 };'],
    ['athena.config.json', '{"port": 4020, "speed": 2}'],
  ])('%s is read', async (name, text) => {
    const { find } = await printConfig({ [name]: text }, ['--port', '4030']);
    expect(find('speed')).toEqual({ name: 'speed', value: 2, origin: name });
    expect(find('port')).toEqual({ name: 'port', value: 4030, origin: '--port' });
    expect(find('host')).toEqual({ name: 'host', value: 'localhost', origin: 'default' });
  });

  it('athena.config.js is read as the package of the folder says', async () => {
    const files = { 'package.json': '{"type": "module"}', 'athena.config.js': 'export default { port: 4020 };' };
    expect((await printConfig(files)).find('port')).toMatchObject({ value: 4020, origin: 'athena.config.js' });
  });

  it('is the one that --config or ATHENA_CONFIG names', async () => {
    const files = { 'other.json': '{"port": 4021}', 'athena.config.json': '{"port": 4020}' };
    expect((await printConfig(files, ['--config', 'other.json'])).find('port')).toMatchObject({ origin: 'other.json' });
    const byVariable = await printConfig(files, [], { ATHENA_CONFIG: 'other.json' });
    expect(byVariable.find('port')).toMatchObject({ value: 4021, origin: 'other.json' });
  });

  it.each<[Readonly<Record<string, string>>, readonly string[], string]>([
    [
      { 'athena.config.ts': 'export default { prot: 1 };' },
      [],
      'athena.config.ts#/prot: Unknown option.\n      Did you mean port?',
    ],
    [{ 'athena.config.ts': 'export default {' }, [], 'athena.config.ts: It cannot be loaded: '],
    [{ 'athena.config.json': '{' }, [], 'athena.config.json: It cannot be loaded: '],
    [{ 'athena.config.ts': 'export const port = 1;' }, [], 'athena.config.ts: It does not export an object.'],
    [
      { 'athena.config.ts': TYPED, 'athena.config.json': '{}' },
      [],
      'athena.config.ts: There is athena.config.json beside it.',
    ],
    [{ 'options.yaml': 'port: 1' }, ['--config', 'options.yaml'], 'options.yaml: Its extension is not known.'],
    [{}, ['--config', 'none.json'], 'none.json: It cannot be loaded: '],
  ])('%j with %j is wrong usage', async (files, argv, message) => {
    const { code, context } = await printConfig(files, argv);
    expect(code).toBe(2);
    expect(context.written.err).toContain(message);
  });
});

describe('config --print', () => {
  it('prints a line for each option, with its origin', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'athena.config.json'), '{"maxBody": "5mb"}');
    const context = createFakeContext({
      argv: ['config', '--print', '--strict'],
      folder,
      env: { ATHENA_PORT: '5000' },
    });
    expect(await runCli(context)).toBe(0);
    expect(context.written.out).toMatch(/^OPTION +VALUE +ORIGIN\n/);
    expect(context.written.out).toMatch(/^port +5000 +ATHENA_PORT$/m);
    expect(context.written.out).toMatch(/^maxBody +5mb +athena\.config\.json$/m);
    expect(context.written.out).toMatch(/^strict +true +--strict$/m);
    expect(context.written.out).toMatch(/^seed +- +default$/m);
  });

  it('shows no secret, apart from those of the documentation', async () => {
    const { context, find } = await printConfig({}, [
      '--admin-token',
      'letmein',
      '--journal',
      'postgres://a:pw@db/world',
    ]);
    expect(find('adminToken')).toMatchObject({ value: '[redacted]', origin: '--admin-token' });
    expect(find('journal')).toMatchObject({ value: '[redacted]' });
    expect(find('token')).toMatchObject({ value: 'athena-demo-token', origin: 'default' });
    expect(context.written.out).not.toMatch(/letmein|pw@/);
  });
});
