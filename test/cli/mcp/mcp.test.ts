import { existsSync } from 'node:fs';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSimulator } from '../../../src/simulator.ts';
import { findFreePort } from '../../../scripts/find-free-port.mjs';
import { useTemporaryFolders } from '../../store/temporary-folder.ts';
import { runCommand, useCommandServer } from '../remote/run-remote-command.ts';
import { openMcp, runMcp, type McpSession, type ToolResult } from './mcp-session.ts';

const { url, runJson } = useCommandServer();
const temporaryFolder = useTemporaryFolders();
const SHOP = fileURLToPath(new URL('../../contracts/shop/openapi.yaml', import.meta.url));
const ACCOUNT = '550e8400-e29b-41d4-a716-446655440000';

const open = (...argv: readonly string[]): Promise<McpSession> => openMcp(['--url', url(), ...argv]);

async function listSandboxes(): Promise<readonly string[]> {
  const { sandboxes } = (await runJson('sandbox', 'list')) as { sandboxes: { name: string }[] };
  return sandboxes.map(({ name }) => name);
}

/** Sends the call that an error names as the nearest valid one. */
async function callNearest({ call }: McpSession, { data }: ToolResult): Promise<ToolResult> {
  const { nearest } = data['error'] as { nearest: { tool: string; arguments: Record<string, unknown> } };
  return call(nearest.tool, nearest.arguments);
}

describe('the tools', () => {
  it('are at most eight, each described in words, by a strict schema and by hints', async () => {
    const { client } = await open();
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      'find_operations',
      'call_operation',
      'list_requests',
      'explain_request',
      'read_state',
      'change_state',
      'inject_fault',
      'control_world',
    ]);
    for (const { name, title, description, inputSchema, annotations } of tools) {
      expect([name, title, description]).toEqual([name, expect.any(String), expect.stringMatching(/^[A-Z].*\.$/)]);
      expect([name, inputSchema]).toMatchObject([name, { type: 'object', additionalProperties: false }]);
      for (const argument of Object.values(inputSchema.properties ?? {}))
        expect([name, argument]).toMatchObject([name, { description: expect.any(String) as string }]);
      const isReading = /^(?:find|list|explain|read)_/.test(name);
      expect([name, annotations?.readOnlyHint, annotations?.openWorldHint]).toEqual([name, isReading, false]);
    }
  });

  it('are offered to clients of both revisions of the protocol', async () => {
    const modern = await openMcp(['--url', url()], { versionNegotiation: { mode: { pin: '2026-07-28' } } });
    expect((await modern.client.listTools()).tools).toHaveLength(8);
    expect((await modern.call('control_world', { action: 'show_clock' })).data).toMatchObject({ frozen: false });
    const { client } = await open();
    expect(client.getInstructions()).toContain('find_operations');
  });
});

describe('a session', () => {
  it('finds an operation, calls it, is told why it failed, and tries again', async () => {
    const session = await open();
    const found = await session.call('find_operations', { search: 'thread create' });
    expect(found.data).toMatchObject({
      operations: [
        { id: 'createThread', method: 'POST' },
        { id: 'createMessage', takes: ['thread_uuid'] },
      ],
    });
    const shape = await session.call('find_operations', { operation: 'createThread' });
    expect(shape.data).toMatchObject({
      path: '/api/v1/threads',
      body: { required: true, schema: { required: ['name'] } },
      responses: { '201': { schema: { type: 'object' } } },
    });
    const rejected = await session.call('call_operation', { operation: 'createThread', body: { is_pinned: true } });
    expect(rejected.isError).toBe(true);
    expect(rejected.text).toContain('Rejected with 422');
    expect(rejected.text).toContain('  name: The name field is required.');
    expect(rejected.text).toContain('Remedy: Add the field name.');
    expect(rejected.text).toContain(
      'Nearest valid call: call_operation {"operation":"createThread","body":{"is_pinned":true,"name":"A quick question"}}',
    );
    const { request } = rejected.data['error'] as { request: string };
    const explained = await session.call('explain_request', { request });
    expect(explained.data).toMatchObject({
      status: 422,
      operation_id: 'createThread',
      request: { body: { is_pinned: true } },
    });
    expect(explained.text).toContain('validate     rejected');
    const created = await callNearest(session, rejected);
    expect(created.data).toMatchObject({ status: 201, body: { data: { name: 'A quick question' } } });
    const requests = await session.call('list_requests', { operation: 'createThread' });
    expect(requests.data).toMatchObject({ total: 2, requests: [{ status: 422 }, { status: 201 }] });
  });

  it('changes records, compares them with the baseline, and resets them', async () => {
    const { call } = await open();
    const collections = await call('read_state');
    expect(collections.data['collections']).toContainEqual({ name: 'users', records: 4 });
    await call('change_state', { collection: 'users', key: 123, fields: { name: 'Jo Doe' } });
    expect((await call('read_state', { collection: 'users', key: 123 })).data).toMatchObject({ name: 'Jo Doe' });
    const many = await call('change_state', { collection: 'users', records: [{ id: 124, name: 'Jane' }] });
    expect(many.text).toBe('users has 4 records.\n');
    const diff = await call('read_state', { compare_with: 'baseline', collection: 'users' });
    expect(diff.text).toContain('/name: "John Doe" -> "Jo Doe"');
    expect(diff.data).toMatchObject({ total: 2 });
    await call('control_world', { action: 'reset' });
    expect((await call('read_state', { compare_with: 'baseline' })).data).toMatchObject({ total: 0 });
  });

  it('lets requests fail, and ends the faults', async () => {
    const { call } = await open();
    const added = await call('inject_fault', { kind: 'status', status: 503, operation: 'listAgents', times: 2 });
    expect(added.data).toMatchObject({ kind: 'status', operation_id: 'listAgents' });
    const failed = await call('call_operation', { operation: 'listAgents' });
    expect([failed.isError, failed.text]).toEqual([true, expect.stringContaining('503')]);
    expect((await call('inject_fault', { action: 'list' })).data).toMatchObject({ faults: [{ hits: 1 }] });
    await call('inject_fault', { action: 'remove' });
    const worked = await call('call_operation', { operation: 'listAgents', parameters: { per_page: 1 } });
    expect(worked.data).toMatchObject({ status: 200, body: { meta: { per_page: 1 } } });
  });

  it('saves and restores the state, moves the time, and activates scenarios', async () => {
    const { call } = await open();
    const control = (action: string, input: object = {}): Promise<ToolResult> =>
      call('control_world', { action, ...input });
    await control('save_snapshot', { name: 'before' });
    await call('change_state', { collection: 'users', key: 123, fields: { name: 'Jo' } });
    expect((await call('read_state', { compare_with: 'snapshot:before' })).data).toMatchObject({ total: 1 });
    expect((await control('list_snapshots')).data).toMatchObject({ snapshots: [{ name: 'before' }] });
    await control('restore_snapshot', { name: 'before' });
    expect((await call('read_state', { compare_with: 'snapshot:before' })).data).toMatchObject({ total: 0 });
    await control('freeze_clock', { time: '2030-01-01T09:00:00Z' });
    await control('advance_clock', { duration: 'PT1H' });
    expect((await control('show_clock')).text).toMatch(/^now +2030-01-01T10:00:00/);
    expect((await control('resume_clock')).data).toMatchObject({ frozen: false });
    expect((await control('list_scenarios')).text).toContain('support-morning');
    expect((await control('activate_scenario', { name: 'support-morning' })).text).toContain('Step 1 of');
    expect((await control('next_step')).text).toContain('Step 2 of');
    expect((await control('previous_step')).text).toContain('Step 1 of');
    await control('add_reply', { text: 'Approved.', when: 'refund' });
    expect((await control('list_replies')).text).toContain('{"text":"refund"}');
    expect((await control('remove_replies')).text).toBe('All reply rules are deleted.\n');
  });

  it('calls as another user, and shows no token', async () => {
    const { call } = await open();
    const jane = await call('call_operation', { operation: 'retrieveUser', user: 'jane.smith@example.com' });
    expect(jane.data).toMatchObject({ body: { data: { name: 'Jane Smith' } } });
    await call('control_world', { action: 'reset' });
    const again = await call('call_operation', { operation: 'retrieveUser', user: 124 });
    expect(again.data).toMatchObject({ body: { data: { name: 'Jane Smith' } } });
    const unknown = await call('call_operation', { operation: 'retrieveUser', user: 'unknown@example.com' });
    expect([unknown.isError, unknown.text]).toEqual([true, expect.stringContaining('unknown@example.com')]);
    const body = { email: 'john.doe@example.com', password: 'password' };
    const signedIn = await call('call_operation', { operation: 'signIn', body });
    expect(signedIn.data).toMatchObject({ body: { data: { token: '[redacted]', token_type: 'Bearer' } } });
    expect(JSON.stringify(signedIn)).not.toMatch(/\d\|\w{40}/);
  });

  it('explains one of several requests with the same id by its number', async () => {
    const { call } = await open();
    const headers = { 'x-request-id': 'mcp-page', authorization: 'Bearer athena-demo-token' };
    await fetch(`${url()}/api/v1/agents/${ACCOUNT}`, { headers });
    await fetch(`${url()}/api/v1/agents/none`, { headers });
    const { data } = await call('list_requests', { world: 'baseline', limit: 1000 });
    const listed = (data['requests'] as { readonly id: string; readonly number: number }[]).filter(
      ({ id }) => id === 'mcp-page',
    );
    const explain = async (given: object) =>
      (await call('explain_request', { world: 'baseline', request: 'mcp-page', ...given })).data;
    expect(await explain({})).toMatchObject({ status: 404 });
    expect(await explain({ number: listed[0]?.number })).toMatchObject({
      status: 200,
      response: { body: { data: { uuid: ACCOUNT } } },
    });
    expect((await call('explain_request', { number: 1 })).text).toContain('Give the id of the request, too');
  });

  it('reads the baseline, where a front end without a sandbox is, and changes it never', async () => {
    await runCommand(['call', 'retrieveAccount', `account_uuid=${ACCOUNT}`, '--url', url()]);
    const { call } = await open();
    expect((await call('list_requests')).data).toMatchObject({ requests: [] });
    const listed = await call('list_requests', { world: 'baseline', operation: 'retrieveAccount' });
    expect(listed.data['requests']).toMatchObject([{ operation_id: 'retrieveAccount', status: 200 }]);
    expect((await call('explain_request', { world: 'baseline' })).data).toMatchObject({ world: 'baseline' });
    expect((await call('read_state', { world: 'baseline', compare_with: 'fixtures' })).data).toMatchObject({
      total: 0,
    });
  });
});

describe('what waits for a person', () => {
  it('is listed, approved and rejected in the sandbox alone', async () => {
    const { call } = await open();
    const list = async () =>
      (await call('control_world', { action: 'list_approvals' })).data as {
        approvals: { id: string }[];
        total: number;
      };
    const { approvals, total } = await list();
    const [first, second] = approvals.map(({ id }) => id);
    expect(total).toBeGreaterThan(1);
    const approved = await call('control_world', { action: 'approve', name: first });
    expect(approved.data).toMatchObject({ id: first, decision: 'approved' });
    expect(approved.text).toContain('goes on.');
    const rejected = await call('control_world', { action: 'reject', name: second, by: 'boss@example.com' });
    expect(rejected.data).toMatchObject({ id: second, decision: 'rejected', by: 'boss@example.com' });
    expect((await list()).total).toBe(total - 2);
    expect(await runJson('approval', 'list')).toMatchObject({ total });
    const again = await call('control_world', { action: 'approve', name: first });
    expect([again.isError, again.text]).toEqual([true, expect.stringContaining('waits')]);
    const nameless = await call('control_world', { action: 'reject' });
    expect(nameless.text).toContain('reject needs name.');
  });
});

describe('an operation that takes a form alone', () => {
  const STRINGS = { type: 'array', items: { type: 'string' } };
  const SCHEMA = {
    type: 'object',
    required: ['name', 'tags'],
    properties: { name: { type: 'string', minLength: 1 }, tags: STRINGS, note: { type: 'string' } },
  };
  const WITH_FILE = { ...SCHEMA, properties: { ...SCHEMA.properties, picture: { type: 'string', format: 'binary' } } };
  const toOperation = (operationId: string, mediaType: string, schema: object) => ({
    post: {
      operationId,
      requestBody: { required: true, content: { [mediaType]: { schema } } },
      responses: { 200: { description: 'Done.', content: { 'application/json': { schema: {} } } } },
    },
  });

  it.each([
    ['sendEncoded', false],
    ['sendParts', true],
  ])('has an example that is valid: %s', async (operation, hasFiles) => {
    const spec = join(await temporaryFolder(), 'openapi.json');
    const document = {
      openapi: '3.1.0',
      info: { title: 'Forms', version: '1' },
      paths: {
        '/encoded': toOperation('sendEncoded', 'application/x-www-form-urlencoded', SCHEMA),
        '/parts': toOperation('sendParts', 'multipart/form-data', WITH_FILE),
      },
    };
    await writeFile(spec, JSON.stringify(document));
    const { call } = await openMcp(['--spec', spec, '--log-level', 'error']);
    const { data } = await call('find_operations', { operation });
    expect(data['call']).toMatchObject({ operation, body: { name: expect.any(String), tags: [expect.any(String)] } });
    expect(data['body']).toMatchObject({ schema: { required: ['name', 'tags'] } });
    expect((data['body'] as { files?: unknown }).files).toEqual(hasFiles ? ['picture'] : undefined);
    const sent = await call('call_operation', data['call'] as Record<string, unknown>);
    expect(sent.data).toMatchObject({ status: 200 });
    const wrong = await call('call_operation', { operation, body: { note: 'x' } });
    expect(wrong.text).toContain('name');
    expect(wrong.data).toMatchObject({ error: { status: 422 } });
  });
});

describe('the sandbox', () => {
  it('is made at the start and deleted at the end, and no other caller sees it', async () => {
    const first = await open();
    const second = await open();
    const { sandbox } = (await first.call('control_world', { action: 'show' })).data;
    expect(sandbox).toMatch(/^mcp-[0-9a-f]{8}$/);
    expect(await listSandboxes()).toContain(sandbox);
    await first.call('call_operation', { operation: 'createThread', body: { name: 'Only here' } });
    for (const where of [{}, { world: 'baseline' }]) {
      const threads = await second.call('read_state', { collection: 'threads', ...where });
      expect(threads.text).not.toContain('Only here');
      expect((await second.call('list_requests', where)).text).not.toContain('createThread');
    }
    expect(await first.close()).toBe(0);
    expect(await listSandboxes()).not.toContain(sandbox);
  });

  it('begins with what the baseline has now', async () => {
    const simulator = await createSimulator();
    onTestFinished(() => simulator.close());
    const server = await simulator.listen();
    await runCommand(['state', 'patch', 'users', '123', 'name=Of the baseline', '--url', server.url]);
    const { call } = await openMcp(['--url', server.url]);
    expect((await call('read_state', { collection: 'users', key: 123 })).data).toMatchObject({
      name: 'Of the baseline',
    });
    expect((await call('read_state', { compare_with: 'baseline' })).data).toMatchObject({ total: 0 });
  });

  it('that --sandbox names is used, and stays', async () => {
    const session = await open('--sandbox', 'w1');
    await session.call('change_state', { collection: 'users', key: 123, fields: { name: 'In w1' } });
    await session.close();
    expect(await runJson('state', 'get', 'users', '123', '--sandbox', 'w1')).toMatchObject({ name: 'In w1' });
  });
});

describe('an error', () => {
  it.each<[tool: string, input: Record<string, unknown>, message: string]>([
    ['find_operations', { operation: 'listAgent' }, 'Did you mean listAgents'],
    ['find_operations', { operations: 'listAgents' }, 'Did you mean operation?'],
    ['call_operation', {}, 'operation is missing.'],
    ['call_operation', { operation: 'creatThread' }, 'Did you mean createThread'],
    ['call_operation', { operation: 'listAgents', parameters: { perpage: 1 } }, 'has no parameter "perpage".'],
    ['call_operation', { operation: 'listAgents', parameters: '{"per_page":1}' }, 'parameters must be object.'],
    ['call_operation', { operation: 'retrieveAccount' }, 'needs the parameter "account_uuid"'],
    [
      'call_operation',
      { operation: 'retrieveAccount', parameters: { account_uuid: '00000000-0000-4000-8000-000000000000' } },
      'Rejected with 404 RECORD_NOT_FOUND',
    ],
    ['call_operation', { operation: 'createThread', body: { name: 5, is_pinned: 'no' } }, 'Rejected with 422'],
    ['list_requests', { limit: '5' }, 'limit must be integer.'],
    ['list_requests', { status: 'bad' }, '"status" has a value that is not valid.'],
    ['read_state', { key: 1 }, 'key needs the collection'],
    ['read_state', { compare_with: 'baseline', key: 1 }, 'takes no key'],
    ['change_state', { fields: { name: 'x' } }, 'collection is missing.'],
    ['change_state', { collection: 'users' }, 'Give either key and fields, or records.'],
    ['inject_fault', {}, 'add needs the kind of the fault.'],
    ['inject_fault', { kind: 'statis', status: 503 }, 'kind must be one of status, latency'],
    ['control_world', { action: 'reset', name: 'x' }, 'reset takes no name.'],
    ['control_world', { action: 'advance_clock' }, 'advance_clock needs duration.'],
    ['control_world', { action: 'save' }, 'action must be one of show, reset'],
    ['list_request', {}, 'There is no tool "list_request".'],
  ])('of %s %j says what and where, and its nearest call is valid', async (tool, input, message) => {
    const session = await open();
    const failed = await session.call(tool, input);
    expect([failed.isError, failed.text]).toEqual([true, expect.stringContaining(message)]);
    if (tool === 'control_world' && input['action'] === 'save') return;
    expect(failed.text).toContain('Nearest valid call: ');
    expect(await callNearest(session, failed)).toMatchObject({ isError: false });
  });

  it('of the server says what the server says', async () => {
    const { call } = await open();
    const scenario = await call('control_world', { action: 'activate_scenario', name: 'support-mornin' });
    expect([scenario.isError, scenario.text]).toEqual([true, expect.stringContaining('support-morning')]);
    const collection = await call('read_state', { collection: 'user' });
    expect([collection.isError, collection.text]).toEqual([true, expect.stringContaining('users')]);
    const invalid = await call('change_state', { collection: 'users', key: 123, fields: { email: 5 } });
    expect([invalid.isError, invalid.text]).toEqual([true, expect.stringContaining('email')]);
  });
});

describe('a large result', () => {
  it('is a file: the message has its path, its size and its beginning', async () => {
    const session = await open();
    const { text, data } = await session.call('read_state', { collection: 'messages' });
    const { file, bytes } = data as { file: string; bytes: number };
    expect(text).toContain(`The result is in the file ${file} (JSON, ${bytes} bytes).`);
    expect(text.length).toBeLessThan(2000);
    const content = await readFile(file, 'utf8');
    expect([Buffer.byteLength(content), JSON.parse(content)]).toMatchObject([bytes, { key: 'uuid' }]);
    await session.close();
    expect(existsSync(file)).toBe(false);
  });

  it('stays in the folder of --out-dir', async () => {
    const folder = await temporaryFolder();
    const session = await open('--out-dir', folder);
    const { data } = await session.call('read_state', { collection: 'messages' });
    await session.close();
    expect(String(data['file']).startsWith(folder)).toBe(true);
    expect(existsSync(String(data['file']))).toBe(true);
    expect(await readdir(folder)).toHaveLength(1);
  });
});

describe('the server', () => {
  it('is started in the process without --url, in memory and on a free port', async () => {
    const session = await openMcp(['--spec', SHOP, '--log-level', 'error']);
    const { data } = await session.call('control_world', { action: 'show' });
    expect(data).toMatchObject({ sandbox: 'mcp', header: 'x-athena-sandbox: mcp' });
    const { operations } = (await session.call('find_operations')).data as { operations: { id: string }[] };
    expect(operations.map(({ id }) => id)).not.toContain('listAgents');
    expect((await fetch(`${String(data['url'])}/__admin/health`)).status).toBe(200);
    expect(await session.close()).toBe(0);
    await expect(fetch(`${String(data['url'])}/__admin/health`)).rejects.toThrow('fetch failed');
  });

  it('ends at a signal, too', async () => {
    const session = await open();
    session.signal('SIGTERM');
    expect(await session.exitCode).toBe(0);
  });

  it('may be started later: until then each tool says how', async () => {
    const port = await findFreePort();
    const session = await openMcp(['--url', `http://127.0.0.1:${port}`]);
    const failed = await session.call('list_requests');
    expect([failed.isError, failed.text]).toEqual([
      true,
      expect.stringContaining('Start it with npx athena-simulator'),
    ]);
    const simulator = await createSimulator();
    onTestFinished(() => simulator.close());
    await simulator.listen({ port, host: '127.0.0.1' });
    expect((await session.call('list_requests')).isError).toBe(false);
    await simulator.close();
    expect((await session.call('list_requests')).isError).toBe(true);
    expect(await session.close()).toBe(0);
  });

  it.each([
    [['--url', 'http://localhost:1', '--seed', '1'], 2, '--seed has no effect on a running server.'],
    [['--out-dir', '/does/not/exist'], 1, 'Failed to use --out-dir /does/not/exist'],
    [['--spec', '/does/not/exist.yaml'], 1, '/does/not/exist.yaml'],
    [['--sed', '1'], 2, 'Did you mean --seed?'],
  ])('%j is refused with exit code %i', async (argv, code, message) => {
    const { exitCode, written } = runMcp(argv);
    expect([await exitCode, written.out]).toEqual([code, '']);
    expect(written.err).toContain(message);
  });
});
