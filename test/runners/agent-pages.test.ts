import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findFreePort } from '../../scripts/find-free-port.mjs';
import { endProcess, installPackage, ROOT, runInShell } from './agent-shell.ts';
import { readCommands } from './read-commands.ts';

/** What coding agents read. Each page starts its own server, and stops it. */
const PAGES = ['skills/athena-simulator/SKILL.md', 'llms.txt', 'templates/guide.md'];

describe.each(PAGES)('%s', (page) => {
  const steps = readCommands(readFileSync(join(ROOT, page), 'utf8'));
  const variables: string[] = [];
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
      const { status, stdout, stderr } = runInShell([...variables, atPort(command, port)].join('\n'), folder, {
        ATHENA_PORT: String(port),
        ATHENA_URL: `http://localhost:${port}`,
      });
      // Each command has a shell of its own. What the page sets for its shell is set in those that follow.
      if (command.startsWith('export ')) variables.push(command);
      expect([status, stdout + stderr]).toEqual([
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
      readCommands(
        'Try it:\n\n```sh\na b  # c # d\ne  # exit 2: f\ng\n```\n\nThen `a b`, `--json` and `athena-simulator`.\n',
      ),
    ).toEqual([
      { kind: 'command', command: 'a b', code: 0, expected: 'c # d' },
      { kind: 'command', command: 'e', code: 2, expected: 'f' },
      { kind: 'command', command: 'g', code: 0, expected: undefined },
    ]);
  });

  it('are all run: a page with another block, or a command in its text alone, is rejected', () => {
    expect(() => readCommands('```\nnpx athena-simulator\n```\n')).toThrow('No command and no file');
    expect(() => readCommands('```js\nrun();\n```\n')).toThrow('No command and no file');
    for (const name of ['npx athena-simulator', 'athena-simulator'])
      expect(() => readCommands(`Run \`${name} doctor\`.\n`)).toThrow('Not run by any block');
  });

  it('include a file that the text before it names', () => {
    expect(readCommands('Save this as `a.test.js`:\n\n```js\nrun();\n```\n')).toEqual([
      { kind: 'file', name: 'a.test.js', text: 'run();\n' },
    ]);
  });
});

function atPort(text: string, port: number): string {
  return text.replaceAll('localhost:4010', `localhost:${port}`);
}
