import { execFile, spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands/command-table.ts';
import { writeCompletion } from '../../src/cli/completion/write-completion.ts';
import { useTemporaryFolders } from '../store/temporary-folder.ts';

const run = promisify(execFile);
const temporaryFolder = useTemporaryFolders();

/** Whether a shell is installed. Prints that its tests are skipped if it is not. */
function isInstalled(shell: string): boolean {
  const isThere = spawnSync(shell, ['--version']).status === 0;
  if (!isThere) console.log(`Skipped: ${shell} is not installed, so that its completion is not run.`);
  return isThere;
}

async function writeScript(shell: 'zsh' | 'fish', name = `completion.${shell}`): Promise<string> {
  const file = join(await temporaryFolder(), name);
  await writeFile(file, writeCompletion(shell, COMMANDS));
  return file;
}

describe.runIf(isInstalled('zsh'))('zsh', () => {
  const DRIVER = join(import.meta.dirname, 'complete.zsh');
  const LINES = [
    ['athena-simulator sta', 'athena-simulator sta'],
    ['athena-simulator star', 'athena-simulator start '],
    ['athena-simulator state g', 'athena-simulator state get '],
    ['athena-simulator fault add --op', 'athena-simulator fault add --operation '],
    ['athena-simulator fault add --times 3 --st', 'athena-simulator fault add --times 3 --status '],
    ['athena-simulator --por', 'athena-simulator --port '],
    ['athena-simulator --port 4020 --stri', 'athena-simulator --port 4020 --strict '],
    ['athena-simulator --durability s', 'athena-simulator --durability sync '],
    ['athena-simulator validate --spec /usr/bi', 'athena-simulator validate --spec /usr/bin/'],
  ] as const;

  it.each(['completion.zsh', '_athena-simulator'])(
    'completes commands, options, values and files by %s',
    async (name) => {
      const script = await writeScript('zsh', name);
      const { stdout } = await run('zsh', ['-f', DRIVER, script, ...LINES.map(([line]) => line)]);
      expect(stdout.split('\n').slice(0, -1)).toEqual(LINES.map(([, line]) => line));
    },
  );
});

describe.runIf(isInstalled('fish'))('fish', () => {
  it.each([
    ['sta', ['start', 'state']],
    ['state ', ['get', 'patch']],
    ['state g', ['get']],
    ['fault add --op', ['--operation']],
    ['fault add --times 3 --st', ['--status']],
    ['--por', ['--port']],
    ['--port 4020 --stri', ['--strict']],
    ['start --stri', ['--strict']],
    ['validate --stri', []],
    ['--durability ', ['interval', 'none', 'sync']],
    ['validate --spec /usr/bi', ['/usr/bin/']],
  ])('athena-simulator %s: offers %j', async (line, offered) => {
    const script = await writeScript('fish');
    const command = `source ${script}; complete -C 'athena-simulator ${line}'`;
    const { stdout } = await run('fish', ['--no-config', '-c', command], { env: { ...process.env, TERM: 'dumb' } });
    const words = stdout.split('\n').flatMap((row) => (row === '' ? [] : [row.replace(/\t.*/, '')]));
    expect(words.toSorted((one, other) => one.localeCompare(other))).toEqual(offered);
  });
});
