import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { appendGuide } from '../../src/assembly/commands/append-guide.ts';
import { useTemporaryFolders } from '../store/temporary-folder.ts';
import { isPermitted } from './server-process.ts';

const temporaryFolder = useTemporaryFolders();

it('on a full disk, AGENTS.md is what it was', async (context) => {
  const folder = await temporaryFolder();
  if (!isPermitted('mount', ['-t', 'tmpfs', '-o', 'size=4k', 'tmpfs', folder]))
    context.skip('This machine does not permit mounting a small file system.');
  onTestFinished(() => void spawnSync('umount', [folder]));
  // The last bytes of the only page: a part of the lines is written before the disk is full.
  const rules = `${'Be kind. '.repeat(430)}\n`;
  await writeFile(join(folder, 'AGENTS.md'), rules);
  await expect(appendGuide(folder)).rejects.toThrow('ENOSPC');
  expect(await readFile(join(folder, 'AGENTS.md'), 'utf8')).toBe(rules);
});
