import { createInterface } from 'node:readline';
import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolders } from '../../store/temporary-folder.ts';
import { useCommandServer } from '../remote/run-remote-command.ts';
import { openMcp, runMcp, type ToolResult } from './mcp-session.ts';

const { url, runJson } = useCommandServer();
const temporaryFolder = useTemporaryFolders();
const SECRET = 'root:x:0:0';

/** A connection on which a test writes lines of its own. */
interface RawConnection {
  readonly send: (line: string) => void;
  /** Returns the response of a request. */
  readonly responseOf: (
    id: number,
  ) => Promise<{ readonly result?: unknown; readonly error?: { readonly message: string } }>;
  readonly err: () => string;
  readonly close: () => Promise<number>;
}

async function connectRaw(): Promise<RawConnection> {
  const { stdio, written, close } = runMcp(['--url', url()]);
  const responses = new Map<unknown, object>();
  const lines = createInterface({ input: stdio.output });
  lines.on('line', (line) => {
    const message = JSON.parse(line) as { id?: unknown };
    responses.set(message.id, message);
  });
  const send = (line: string): void => void stdio.input.write(`${line}\n`);
  const responseOf = async (id: number): Promise<object> => {
    await expect.poll(() => responses.get(id), { timeout: 20_000 }).toBeDefined();
    return responses.get(id) ?? {};
  };
  const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'hostile', version: '1' } };
  send(JSON.stringify({ jsonrpc: '2.0', id: 0, method: 'initialize', params }));
  await responseOf(0);
  send(JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' }));
  return { send, responseOf, err: () => written.err, close };
}

/** Fails if a result has a stack trace, or a path of the program. */
function expectPlain({ text }: ToolResult): void {
  expect(text).not.toMatch(/\n\s+at |node_modules|node:internal|\.ts:\d/);
}

describe('a hostile client', () => {
  it('sends what is no message, and is served afterwards', async () => {
    const { send, responseOf, err, close } = await connectRaw();
    for (const line of [
      '',
      '{',
      'null',
      '[]',
      '"x"',
      '{"jsonrpc":"1.0"}',
      '\u0000\u0007',
      '{"jsonrpc":"2.0","id":{}}',
      '{"jsonrpc":"2.0","id":2,"method":"tools/call","params":[]}',
    ])
      send(line);
    send(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'no/such/method' }));
    expect((await responseOf(1)).error?.message).toContain('Method not found');
    for (const [id, params] of [
      [3, { name: 5 }],
      [4, { name: 'read_state', arguments: [] }],
      [5, undefined],
    ] as const) {
      send(JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params }));
      expect((await responseOf(id)).error?.message).toBeTypeOf('string');
    }
    send(JSON.stringify({ jsonrpc: '2.0', id: 6, method: 'tools/list' }));
    expect((await responseOf(6)).result).toMatchObject({ tools: expect.any(Array) as unknown });
    expect(err()).toContain('A message cannot be served: ');
    expect(await close()).toBe(0);
  });

  it('gives arguments that are too large or too deep', async () => {
    const { call } = await openMcp(['--url', url()]);
    const large = await call('call_operation', { operation: 'createThread', body: { name: 'x'.repeat(5_000_000) } });
    expect([large.isError, large.text]).toEqual([true, expect.stringContaining('at most 1 MB')]);
    const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`) as unknown;
    const nested = await call('call_operation', { operation: 'createThread', body: deep });
    expect([nested.isError, nested.text]).toEqual([true, expect.stringContaining('at most 512 levels')]);
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`unknown${index}`, index]));
    const unknown = await call('list_requests', many);
    expect([unknown.isError, unknown.text.length < 5000]).toEqual([true, true]);
    const long = await call(`read_${'state'.repeat(10_000)}`);
    expect([long.isError, long.text.length < 1000]).toEqual([true, true]);
    expect((await call('list_requests')).isError).toBe(false);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('names things %s', async (name) => {
    const { call } = await openMcp(['--url', url()]);
    const input = JSON.parse(`{"${name}": 1}`) as Record<string, unknown>;
    for (const result of [
      await call(name),
      await call('find_operations', { operation: name }),
      // The package of the protocol leaves out the name `__proto__`.
      ...(name === '__proto__' ? [] : [await call('find_operations', input)]),
      ...(name === '__proto__' ? [] : [await call('call_operation', { operation: 'listAgents', parameters: input })]),
      await call('read_state', { collection: name }),
      await call('read_state', { collection: 'users', key: name }),
      await call('control_world', { action: name }),
      await call('control_world', { action: 'restore_snapshot', name }),
    ]) {
      expect(result.isError, result.text).toBe(true);
      expectPlain(result);
    }
    const body = JSON.parse(`{"name": "A thread", "${name}": {"polluted": true}}`) as object;
    expectPlain(await call('call_operation', { operation: 'createThread', body }));
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it.each([
    '..',
    '.',
    '../..',
    '../../etc/passwd',
    '/etc/passwd',
    '..%2f..%2fetc',
    '%2e%2e',
    'a\u0000b',
    'half a pair \ud800',
    '@/etc/passwd',
    '\\\\host\\x',
  ])('names a file by %j', async (path) => {
    const folder = await temporaryFolder();
    const { call } = await openMcp(['--url', url(), '--out-dir', folder]);
    const before = JSON.stringify(await runJson('state', 'get'));
    const results = [
      await call('read_state', { collection: path }),
      await call('read_state', { collection: path, key: 'sandboxes' }),
      await call('read_state', { collection: 'users', key: path }),
      await call('read_state', { compare_with: `snapshot:${path}` }),
      await call('change_state', { collection: path, key: 'faults', fields: { kind: 'drop' } }),
      await call('explain_request', { request: path }),
      await call('control_world', { action: 'restore_snapshot', name: path }),
      await call('control_world', { action: 'activate_scenario', name: path }),
      await call('call_operation', { operation: 'retrieveAccount', parameters: { account_uuid: path } }),
      await call('call_operation', { operation: 'createThread', body: path }),
      await call(path),
    ];
    for (const result of results) {
      expect(result.isError, result.text).toBe(true);
      expect(JSON.stringify(result)).not.toContain(SECRET);
      expectPlain(result);
    }
    expect(await readdir(folder)).toEqual([]);
    expect(JSON.stringify(await runJson('state', 'get'))).toBe(before);
  });

  it('makes many calls together, and gets the result of each', async () => {
    const { call } = await openMcp(['--url', url()]);
    const names = Array.from({ length: 60 }, (_, index) => `Thread ${index}`);
    const created = await Promise.all(
      names.map((name) => call('call_operation', { operation: 'createThread', body: { name } })),
    );
    expect(created.map(({ data }) => (data as { body: { data: { name: string } } }).body.data.name)).toEqual(names);
    const [first, second] = await Promise.all([
      call('call_operation', { operation: 'retrieveUser', user: 124 }),
      call('call_operation', { operation: 'retrieveUser', user: 124 }),
    ]);
    expect([first?.data['status'], second?.data['status']]).toEqual([200, 200]);
    const tokens = await call('read_state', { compare_with: 'baseline', collection: 'personal_access_tokens' });
    expect(tokens.data).toMatchObject({ total: 1 });
  });

  it('does not wait for its results: the end leaves no sandbox behind', async () => {
    const { send, close } = await connectRaw();
    for (let id = 1; id <= 50; id += 1) {
      const params = { name: 'call_operation', arguments: { operation: 'createThread', body: { name: `Late ${id}` } } };
      send(JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params }));
    }
    expect(await close()).toBe(0);
    const { sandboxes } = (await runJson('sandbox', 'list')) as { sandboxes: { name: string }[] };
    expect(sandboxes.filter(({ name }) => name.startsWith('mcp-'))).toEqual([]);
    expect(JSON.stringify(await runJson('state', 'get', 'threads'))).not.toContain('Late ');
  });

  it('cancels a call that takes long, and makes another one', async () => {
    const { client, call } = await openMcp(['--url', url()]);
    await call('inject_fault', { kind: 'latency', delay_ms: 60_000, operation: 'listAgents' });
    const abort = new AbortController();
    const late = client.callTool(
      { name: 'call_operation', arguments: { operation: 'listAgents' } },
      { signal: abort.signal },
    );
    const failed = late.then(
      () => 'answered',
      () => 'cancelled',
    );
    expect((await call('call_operation', { operation: 'listThreads' })).isError).toBe(false);
    abort.abort();
    expect(await failed).toBe('cancelled');
    await call('inject_fault', { action: 'remove' });
    expect((await call('call_operation', { operation: 'listAgents' })).isError).toBe(false);
  });

  it('asks for secrets, and gets none', async () => {
    const { call } = await openMcp([
      '--admin-token',
      'letmein-admin',
      '--token',
      'letmein-user',
      '--log-level',
      'silent',
    ]);
    const results = [
      await call('control_world', { action: 'show' }),
      await call('call_operation', { operation: 'retrieveUser' }),
      await call('call_operation', { operation: 'retrieveUser', user: 123 }),
      await call('read_state', { collection: 'personal_access_tokens' }),
      await call('read_state', { compare_with: 'baseline' }),
      await call('list_requests'),
      await call('explain_request'),
      await call('call_operation', { operation: 'createThread', body: { token: 'mine-1234', name: 5 } }),
    ];
    expect(results.map(({ isError }) => isError)).toEqual([false, false, false, false, false, false, false, true]);
    for (const result of results) expect(JSON.stringify(result)).not.toMatch(/letmein|mine-1234|\d\|\w{40}/);
  });
});
