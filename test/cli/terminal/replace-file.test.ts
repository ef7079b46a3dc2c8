import { execFileSync, spawnSync } from 'node:child_process';
import { chmod, lstat, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { replaceFile } from '../../../src/cli/terminal/replace-file.ts';
import { useTemporaryFolders } from '../../store/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();

describe('a file that is replaced', () => {
  it('has the new content alone, and nothing is left beside it', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'a.json');
    for (const text of ['a longer text', 'short']) {
      await replaceFile(file, text);
      expect(await readFile(file, 'utf8')).toBe(text);
    }
    expect(await readdir(folder)).toEqual(['a.json']);
  });

  it('is another file: who has opened the old one reads that to its end', async () => {
    const file = join(await temporaryFolder(), 'a.json');
    await writeFile(file, 'old');
    const { ino } = await stat(file);
    await replaceFile(file, 'new');
    expect((await stat(file)).ino).not.toBe(ino);
  });

  it('keeps its permissions', async () => {
    const file = join(await temporaryFolder(), 'a.json');
    await writeFile(file, 'old');
    await chmod(file, 0o640);
    await replaceFile(file, 'new');
    expect((await stat(file)).mode & 0o777).toBe(0o640);
  });

  it('has the usual permissions when it is new', async () => {
    const folder = await temporaryFolder();
    const [file, usual] = [join(folder, 'a.json'), join(folder, 'usual')];
    await writeFile(usual, '');
    await replaceFile(file, 'new');
    expect((await stat(file)).mode).toBe((await stat(usual)).mode);
  });

  it('can be read by no one else before it has its permissions', async () => {
    const file = join(await temporaryFolder(), 'a.json');
    await writeFile(file, 'old', { mode: 0o600 });
    const { stdout } = spawnSync(process.execPath, [...REPLACE, MODULE, file], { encoding: 'utf8' });
    expect(stdout).toBe('600\n');
    expect(await readFile(file, 'utf8')).toBe('new');
  });

  it('is what a link leads to, and is created when that is missing', async () => {
    const folder = await temporaryFolder();
    const [file, link] = [join(folder, 'a.json'), join(folder, 'link.json')];
    await symlink('a.json', link);
    for (const text of ['first', 'second']) {
      await replaceFile(link, text);
      expect((await lstat(link)).isSymbolicLink()).toBe(true);
      expect(await readFile(file, 'utf8')).toBe(text);
    }
  });

  it('stays as it was when the new content cannot be written', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'a.json');
    await writeFile(file, 'old');
    // Files of this process may have few bytes, so that the write fails in the middle.
    const { stdout } = spawnSync(
      'bash',
      ['-c', `trap '' XFSZ; ulimit -f 1; exec "$@"`, 'bash', ...WRITE, MODULE, file],
      {
        encoding: 'utf8',
      },
    );
    expect(stdout).toBe('EFBIG\n');
    expect(await readFile(file, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['a.json']);
  });
});

describe('what is not a file', () => {
  it('is written to: a named pipe', async () => {
    const pipe = join(await temporaryFolder(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    const [text] = await Promise.all([readFile(pipe, 'utf8'), replaceFile(pipe, 'through it')]);
    expect(text).toBe('through it');
    expect((await stat(pipe)).isFIFO()).toBe(true);
  });

  it('is written to: the null device', async () => {
    await replaceFile('/dev/null', 'nothing');
    expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
  });

  it('is a folder: that fails', async () => {
    await expect(replaceFile(await temporaryFolder(), 'text')).rejects.toThrow('EISDIR');
  });
});

const MODULE = fileURLToPath(new URL('../../../src/cli/terminal/replace-file.ts', import.meta.url));
/** The command of a process that writes a large text, and prints why it cannot. */
const WRITE = [
  process.execPath,
  '--input-type=module',
  '--eval',
  `import { createJiti } from 'jiti';
const [module, file] = process.argv.slice(1);
const { replaceFile } = await createJiti(import.meta.url, { fsCache: false }).import(module);
await replaceFile(file, 'x'.repeat(1_000_000)).catch((error) => console.log(error.code));`,
];
/** The arguments of a process that replaces a file, and prints which permissions the new content has before. */
const REPLACE = [
  '--input-type=module',
  '--eval',
  `import files from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { createJiti } from 'jiti';
const { chmod } = files;
files.chmod = async (path, mode) => {
  console.log(((await files.stat(path)).mode & 0o777).toString(8));
  await chmod(path, mode);
};
syncBuiltinESMExports();
const [module, file] = process.argv.slice(1);
const { replaceFile } = await createJiti(import.meta.url, { fsCache: false }).import(module);
await replaceFile(file, 'new');`,
];
