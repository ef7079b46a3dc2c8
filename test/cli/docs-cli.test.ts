import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands/command-table.ts';
import { useCommandServer } from './remote/run-remote-command.ts';

const PAGE = readFileSync(fileURLToPath(new URL('../../docs/cli.md', import.meta.url)), 'utf8');
const { run } = useCommandServer();

describe('docs/cli.md', () => {
  const [, section = ''] = /^## Ask a running server\n([^]*?)(?=^## |(?![^]))/m.exec(PAGE) ?? [];
  const lines = [...section.matchAll(/^npx athena-simulator (.+)$/gm)].map(([, line = '']) => line);

  it('shows commands that succeed, in this order', async () => {
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) {
      const { code, err } = await run(...toWords(line));
      expect([line, code, err]).toEqual([line, 0, '']);
    }
  });

  it('names every command', () => {
    for (const { name } of COMMANDS) {
      const [word = '', verb] = name.split(' ');
      const rows = PAGE.split('\n').filter((line) => line.startsWith('|') && line.includes(`\`${word}`));
      expect([name, rows.some((row) => verb === undefined || row.includes(verb))]).toEqual([name, true]);
    }
  });
});

/** Splits a line as a shell does, as far as the page needs it: at spaces outside of double quotes. */
function toWords(line: string): readonly string[] {
  return [...line.matchAll(/(?:"[^"]*"|[^\s"])+/g)].map(([word]) => word.replaceAll('"', ''));
}
