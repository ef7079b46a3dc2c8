import { mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appendGuide } from '../../../src/assembly/commands/append-guide.ts';
import { runCli } from '../../../src/cli/run-cli.ts';
import { createFakeContext } from '../../cli/fake-context.ts';
import { useTemporaryFolders } from '../../store/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();
const BEGIN = '<!-- athena-simulator: begin -->';
const END = '<!-- athena-simulator: end -->\n';

describe('init --agents', () => {
  it('creates AGENTS.md with the lines, and writes no contract', async () => {
    const folder = join(await temporaryFolder(), 'new');
    const context = createFakeContext({ argv: ['init', folder, '--agents'], appendGuide });
    expect(await runCli(context)).toBe(0);
    expect(context.written.out).toBe(`Appended lines about it to ${folder}/AGENTS.md.\n`);
    const text = await readFile(join(folder, 'AGENTS.md'), 'utf8');
    expect([text.startsWith(`${BEGIN}\n## `), text.endsWith(END)]).toEqual([true, true]);
    expect(text).toContain('node_modules/athena-simulator/skills/athena-simulator/SKILL.md');
  });

  it.each(['# Rules\n\nBe kind.\n', '# Rules\n\nBe kind.'])(
    'keeps what is there, and appends once: %j',
    async (rules) => {
      const folder = await temporaryFolder();
      const file = join(folder, 'AGENTS.md');
      await writeFile(file, rules);
      expect(await appendGuide(folder)).toEqual({ kind: 'appended', file: 'AGENTS.md' });
      const text = await readFile(file, 'utf8');
      expect(text.startsWith(`# Rules\n\nBe kind.\n\n${BEGIN}\n`)).toBe(true);
      const context = createFakeContext({ argv: ['init', folder, '--agents', '--json'], appendGuide });
      expect(await runCli(context)).toBe(0);
      expect(JSON.parse(context.written.out)).toEqual({ file: `${folder}/AGENTS.md`, kind: 'present' });
      expect(await readFile(file, 'utf8')).toBe(text);
    },
  );

  it('follows a link, as when one file has several names', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'RULES.md'), '# Rules\n');
    await symlink('RULES.md', join(folder, 'AGENTS.md'));
    await appendGuide(folder);
    expect(await readFile(join(folder, 'RULES.md'), 'utf8')).toContain(BEGIN);
  });

  it('says what to do when the file cannot be written', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'AGENTS.md'));
    const context = createFakeContext({ argv: ['init', folder, '--agents'], appendGuide });
    expect(await runCli(context)).toBe(1);
    expect(context.written.err).toMatch(/^Failed to append the lines\. The file is unchanged\.\n/);
    expect(context.written.err).toContain(`${folder}/AGENTS.md: The file cannot be written: EISDIR`);
    expect((await stat(join(folder, 'AGENTS.md'))).isDirectory()).toBe(true);
  });
});

describe('init offers the lines', () => {
  it.each([
    ['y', 1],
    ['Yes', 1],
    ['', 0],
    ['n', 0],
  ])('in a terminal, where the answer %j appends %i times', async (answer, times) => {
    const questions: string[] = [];
    const folders: string[] = [];
    const context = createFakeContext({
      argv: ['init', 'api'],
      ask: (question) => {
        questions.push(question);
        return Promise.resolve(answer);
      },
      appendGuide: (folder) => {
        folders.push(folder);
        return Promise.resolve({ kind: 'appended', file: 'AGENTS.md' });
      },
    });
    expect(await runCli(context)).toBe(0);
    expect(questions).toEqual(['\nAppend lines about it to api/AGENTS.md, for coding assistants? [y/N] ']);
    expect(folders).toEqual(times === 1 ? ['api'] : []);
  });

  it('by a command where there is no terminal, and not at all with --json', async () => {
    const context = createFakeContext({ argv: ['init', 'my api'] });
    expect(await runCli(context)).toBe(0);
    expect(context.written.out).toContain(
      `append lines about it to AGENTS.md:\n  npx athena-simulator init 'my api' --agents\n`,
    );
    const asJson = createFakeContext({ argv: ['init', '--json'], ask: () => Promise.reject(new Error('asked')) });
    expect(await runCli(asJson)).toBe(0);
    expect(JSON.parse(asJson.written.out)).toMatchObject({ folder: '.' });
  });
});
