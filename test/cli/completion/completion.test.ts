import { execFile, spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../src/cli/commands/command-table.ts';
import { SHELLS, writeCompletion } from '../../../src/cli/completion/write-completion.ts';
import { useTemporaryFolders } from '../../store/temporary-folder.ts';
import { runCommand } from '../remote/run-remote-command.ts';

const run = promisify(execFile);
const temporaryFolder = useTemporaryFolders();

/** Returns what bash offers after these words, the last of which is being typed. */
async function completeInBash(...words: readonly string[]): Promise<readonly string[]> {
  const file = join(await temporaryFolder(), 'completion.bash');
  await writeFile(file, writeCompletion('bash', COMMANDS));
  const script = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _athena_simulator; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = await run('bash', ['-uc', script, 'bash', file, 'athena-simulator', ...words]);
  return stdout.trim().split('\n');
}

describe('in bash', () => {
  it.each([
    [['sta'], ['start', 'state']],
    [
      ['state', ''],
      ['get', 'patch'],
    ],
    [['fault', 'add', '--op'], ['--operation']],
    [['fault', 'add', '--times', '3', '--st'], ['--status']],
    [['validate', '--f'], ['--fixtures']],
    [['--por'], ['--port']],
    [['completion', 'bash', 'x'], ['']],
  ])('%j offers %j', async (words, offered) => {
    expect(await completeInBash(...words)).toEqual(offered);
  });
});

it.each(SHELLS)('the script of %s has every command and every option', async (shell) => {
  const { code, out } = await runCommand(['completion', shell]);
  expect(code).toBe(0);
  for (const { name, options } of COMMANDS) {
    for (const word of name.split(' ')) expect(out).toContain(word);
    for (const { flag } of Object.values(options))
      expect(out).toContain(shell === 'fish' ? ` -l ${flag.slice(2)} ` : flag);
  }
});

it.each(SHELLS)('the script of %s is valid, where this shell is installed', async (shell) => {
  const file = join(await temporaryFolder(), 'completion');
  await writeFile(file, writeCompletion(shell, COMMANDS));
  const { error, status, stderr } = spawnSync(shell, ['-n', file], { encoding: 'utf8' });
  const isMissing = error !== undefined && 'code' in error && error.code === 'ENOENT';
  expect([isMissing || status === 0, isMissing ? '' : stderr]).toEqual([true, '']);
});

it('an unknown shell is wrong usage', async () => {
  expect(await runCommand(['completion', 'zhs'])).toEqual({
    code: 2,
    out: '',
    err: 'There is no completion for zhs. Did you mean zsh?\n',
  });
});
