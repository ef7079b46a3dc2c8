import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createSimulator } from '../../src/index.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const INITIALIZE = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
};
/** Lets Node find no package of the protocol, as where the optional peer is not installed. */
const HOOKS = `export const resolve = (name, context, next) => {
  if (name.startsWith('@modelcontextprotocol/')) throw Object.assign(new Error(name), { code: 'ERR_MODULE_NOT_FOUND' });
  return next(name, context);
}`;
const WITHOUT_PEER = `import { register } from 'node:module'; register(${JSON.stringify(toUrl(HOOKS))});`;

/** The folder that the programs run in. It stays empty. */
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mcp-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function toUrl(code: string): string {
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the program while a function uses it, and returns what it has written and how it ended. */
async function runProgram(
  args: readonly string[],
  use: (child: ChildProcessWithoutNullStreams) => Promise<void> | void,
): Promise<Ended> {
  const child = spawn(process.execPath, [...args], { cwd: folder, env: { ...process.env, TMPDIR: folder } });
  const written = { out: '', err: '' };
  child.stdout.on('data', (data: Buffer) => (written.out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (written.err += data.toString()));
  const ended = once(child, 'close') as Promise<[number | null, string | null]>;
  await use(child);
  const [code, signal] = await ended;
  return { code, signal, ...written };
}

/** Starts the command, waits until it serves, and then ends it by a function. */
function serveUntil(end: (child: ChildProcessWithoutNullStreams) => void): Promise<Ended> {
  return runProgram([PROGRAM, 'mcp', '--log-level', 'info'], async (child) => {
    child.stdin.write(`${JSON.stringify(INITIALIZE)}\n`);
    await once(child.stdout, 'data');
    end(child);
  });
}

describe('the command mcp', () => {
  it('serves a client that starts it, with a simulator of its own', async () => {
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [PROGRAM, 'mcp'],
      cwd: folder,
      stderr: 'pipe',
    });
    const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: 'auto' } });
    await client.connect(transport);
    const call = async (name: string, input: object = {}): Promise<Record<string, unknown>> =>
      (await client.callTool({ name, arguments: { ...input } })).structuredContent as Record<string, unknown>;
    const created = await call('call_operation', { operation: 'createThread', body: { name: 'Plans' } });
    expect(created).toMatchObject({ status: 201, body: { data: { name: 'Plans' } } });
    expect(await call('explain_request')).toMatchObject({ operation_id: 'createThread', world: 'mcp' });
    const { url, base_url: base } = await call('control_world', { action: 'show' });
    // A front end beside it reaches the same sandbox.
    const headers = { authorization: 'Bearer athena-demo-token' };
    const threads = await (await fetch(`${String(base)}/api/v1/threads?search=Plans`, { headers })).json();
    expect(threads).toMatchObject({ meta: { total: 1 } });
    await client.close();
    await expect(fetch(`${String(url)}/__admin/health`)).rejects.toThrow('fetch failed');
    expect(await readdir(folder)).toEqual([]);
  });

  it('writes nothing but messages to standard output, and the log to standard error', async () => {
    const { out, err, code } = await serveUntil((child) => child.stdin.end());
    const messages = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(messages).toMatchObject([{ jsonrpc: '2.0', id: 1, result: { serverInfo: { name: 'athena-simulator' } } }]);
    expect([code, err]).toEqual([0, expect.stringContaining('sandbox mcp, which is deleted at the end.')]);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('ends cleanly at %s', async (signal) => {
    const ended = await serveUntil((child) => child.kill(signal));
    expect([ended.code, ended.signal]).toEqual([0, null]);
  });

  it('ends when the client is gone, with no message read', async () => {
    const ended = await runProgram([PROGRAM, 'mcp'], (child) => {
      child.stdout.destroy();
      child.stdin.end();
    });
    expect([ended.code, ended.signal]).toEqual([0, null]);
  });

  it('ends at a message that is too large to read, and says so', async () => {
    const simulator = await createSimulator();
    onTestFinished(() => simulator.close());
    const { url } = await simulator.listen();
    const ended = await runProgram([PROGRAM, 'mcp', '--url', url], (child) => {
      child.stdin.on('error', () => {});
      child.stdin.write(`{"jsonrpc":"2.0","id":1,"method":"${'x'.repeat(40_000_000)}`);
    });
    expect([ended.code, ended.out]).toEqual([0, '']);
    expect(ended.err).toContain('A message cannot be served: ');
  });

  it('says how to install the package of the protocol where it is missing', async () => {
    const ended = await runProgram(['--import', toUrl(WITHOUT_PEER), PROGRAM, 'mcp'], () => {});
    expect(ended).toMatchObject({ code: 1, out: '' });
    expect(ended.err).toBe(
      'athena-simulator mcp needs the package @modelcontextprotocol/server. Install it: npm install --save-dev @modelcontextprotocol/server\n',
    );
  });
});
