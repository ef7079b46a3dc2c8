import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { useCommandServer } from '../remote/run-remote-command.ts';
import { openMcp } from './mcp-session.ts';

const PAGE = readFileSync(fileURLToPath(new URL('../../../docs/mcp.md', import.meta.url)), 'utf8');
const { url } = useCommandServer();

describe('docs/mcp.md', () => {
  it('names every tool, and no other', async () => {
    const { client } = await openMcp(['--url', url()]);
    const { tools } = await client.listTools();
    const rows = [...PAGE.matchAll(/^\| `([a-z]+_[a-z]+)` \|/gm)].map(([, name]) => name);
    expect(rows).toEqual(tools.map(({ name }) => name));
  });

  it('shows a session that takes place as it says', async () => {
    const { call } = await openMcp(['--url', url()]);
    const [, block = ''] = /^## An example session\n[^]*?^```\n([^]*?)^```/m.exec(PAGE) ?? [];
    let result = '';
    let calls = 0;
    for (const line of block.trimEnd().split('\n')) {
      const [, tool, input] = /^([a-z_]+) (\{.*\})$/.exec(line) ?? [];
      if (tool === undefined || input === undefined) expect(result).toContain(line.slice(4));
      else {
        calls += 1;
        ({ text: result } = await call(tool, JSON.parse(input) as Record<string, unknown>));
      }
    }
    expect(calls).toBeGreaterThan(5);
  });
});
