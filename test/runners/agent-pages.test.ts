import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findFreePort } from '../support/free-port.ts';
import { readCommands } from './read-commands.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What coding agents read. Each page starts its own server, and stops it. */
const PAGES = ['skills/athena-simulator/SKILL.md', 'llms.txt', 'templates/guide.md'];

describe.each(PAGES)('%s', (page) => {
  const steps = readCommands(readFileSync(join(ROOT, page), 'utf8'));
  let folder: string;
  let port: number;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'athena-pages-'));
    port = await findFreePort();
    installPackage(folder);
  });
  afterAll(() => {
    // It is there after a test that failed.
    const file = join(folder, 'athena.pid');
    if (existsSync(file)) endProcess(Number(readFileSync(file, 'utf8')));
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(steps.map((step) => ({ ...step, title: step.kind === 'file' ? `saves ${step.name}` : step.command })))(
    '$title',
    (step) => {
      if (step.kind === 'file') {
        writeFileSync(join(folder, step.name), step.text);
        return;
      }
      const { command, code, expected } = step;
      const { status, output } = runInFolder(atPort(command, port), folder, port);
      expect([status, output]).toEqual([
        code,
        expected === undefined ? '' : expect.stringContaining(atPort(expected, port)),
      ]);
    },
  );

  it('stops the server that it has started', async () => {
    // `kill` does not wait for it.
    await vi.waitFor(
      () => expect(fetch(`http://localhost:${port}/__admin/health`)).rejects.toThrow('fetch failed'),
      30_000,
    );
    // The system may give its id to another process.
    rmSync(join(folder, 'athena.pid'));
  });
});

describe('the commands of a page', () => {
  it('are every line of its sh blocks, with what they print', () => {
    expect(
      readCommands('Try it:\n\n```sh\na b  # c # d\ne  # exit 2: f\ng\n```\n\nThen `a b`, `--json` and `npx`.\n'),
    ).toEqual([
      { kind: 'command', command: 'a b', code: 0, expected: 'c # d' },
      { kind: 'command', command: 'e', code: 2, expected: 'f' },
      { kind: 'command', command: 'g', code: 0, expected: undefined },
    ]);
  });

  it('are all run: a page with another block, or a command in its text alone, is rejected', () => {
    expect(() => readCommands('```\nnpx athena-simulator\n```\n')).toThrow('No command and no file');
    expect(() => readCommands('```js\nrun();\n```\n')).toThrow('No command and no file');
    expect(() => readCommands('Run `npx athena-simulator doctor`.\n')).toThrow('Not run by any block');
  });

  it('include a file that the text before it names', () => {
    expect(readCommands('Save this as `a.test.js`:\n\n```js\nrun();\n```\n')).toEqual([
      { kind: 'file', name: 'a.test.js', text: 'run();\n' },
    ]);
  });
});

/** Links the built package into an empty folder, as an installation would put it there, and Vitest beside it. */
function installPackage(folder: string): void {
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  symlinkSync(ROOT, join(modules, 'athena-simulator'));
  symlinkSync(join(ROOT, 'node_modules/vitest'), join(modules, 'vitest'));
  symlinkSync('../athena-simulator/dist/main.js', join(modules, '.bin/athena-simulator'));
  symlinkSync('../vitest/vitest.mjs', join(modules, '.bin/vitest'));
}

function runInFolder(command: string, folder: string, port: number): { status: number | null; output: string } {
  const own = Object.entries(process.env).filter(([name]) => !/^(?:ATHENA_|VITEST|NODE_ENV$)/.test(name));
  const env = {
    ...Object.fromEntries(own),
    ATHENA_PORT: String(port),
    ATHENA_URL: `http://localhost:${port}`,
    NO_COLOR: '1',
  };
  const { status, stdout, stderr } = spawnSync('bash', ['-c', command], {
    cwd: folder,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { status, output: stdout + stderr };
}

function endProcess(id: number): void {
  try {
    process.kill(id);
  } catch {
    // It has ended.
  }
}

function atPort(text: string, port: number): string {
  return text.replaceAll('localhost:4010', `localhost:${port}`);
}
