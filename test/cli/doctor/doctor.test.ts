import { readFileSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { MIN_NODE } from '../../../src/cli/doctor/doctor.ts';
import { runCli } from '../../../src/cli/run-cli.ts';
import { BootError } from '../../../src/kernel/boot-fault.ts';
import type { Finding } from '../../../src/kernel/finding.ts';
import { checkAddress } from '../../../src/http/server/bind.ts';
import {
  createSimulator,
  inspectData,
  inspectDatabase,
  validateContract,
  type Simulator,
} from '../../../src/simulator.ts';
import { findFreePort } from '../../../scripts/find-free-port.mjs';
import { useTemporaryFolders } from '../../store/temporary-folder.ts';
import { createFakeContext, type FakeContextOptions } from '../fake-context.ts';

const temporaryFolder = useTemporaryFolders();

/** A finding with the name of its check. */
type NamedFinding = Finding & { readonly check: string };

interface Diagnosis {
  readonly code: number;
  readonly findings: Readonly<Record<string, NamedFinding>>;
}

/** Runs `doctor` with the real checks, on a free port and an empty data folder unless the flags name others. */
async function diagnose(flags: readonly string[], settings: FakeContextOptions = {}): Promise<Diagnosis> {
  const has = (flag: string): boolean => flags.includes(flag);
  const argv = [
    'doctor',
    '--json',
    ...flags,
    ...(has('--port') ? [] : ['--port', String(await findFreePort())]),
    ...(has('--data') || has('--journal') ? [] : ['--data', await temporaryFolder()]),
  ];
  const context = createFakeContext({
    argv,
    checkAddress,
    inspectData,
    inspectDatabase: (url) => inspectDatabase(url, {}),
    env: { PATH: await toPathWithBrowser() },
    ...settings,
  });
  const code = await runCli(context);
  const { findings } = JSON.parse(context.written.out) as { findings: readonly NamedFinding[] };
  return { code, findings: Object.fromEntries(findings.map((finding) => [finding.check, finding])) };
}

async function toPathWithBrowser(): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'chromium'), '');
  return folder;
}

/** Starts an HTTP server on a free port until the end of the test. */
async function listen(answer = (response: ServerResponse): void => void response.end('{}')): Promise<number> {
  const server = createServer((_request, response) => answer(response));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => server.close().closeAllConnections());
  return (server.address() as AddressInfo).port;
}

/** Returns a data folder that a simulator has written. */
async function createData(): Promise<string> {
  const data = join(await temporaryFolder(), 'data');
  const simulator = await createSimulator({ data });
  await createThread(simulator, 'A thread');
  await simulator.close();
  return data;
}

/** Returns a copy of the data folder of a running simulator, as the end of its process would leave it. */
async function createDataInUse(): Promise<string> {
  const [data, copy] = [join(await temporaryFolder(), 'data'), join(await temporaryFolder(), 'data')];
  const simulator = await createSimulator({ data });
  onTestFinished(() => simulator.close());
  for (const name of ['A', 'B', 'C']) await createThread(simulator, name);
  await cp(data, copy, { recursive: true });
  await rm(join(copy, 'db.json.lock'), { force: true });
  return copy;
}

async function createThread(simulator: Simulator, name: string): Promise<void> {
  await simulator.fetch('http://localhost/api/v1/threads', {
    method: 'POST',
    headers: { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
  });
}

it('finds no fault in a set-up that works, and changes nothing', async () => {
  const data = await createData();
  const before = await readdir(data);
  const { code, findings } = await diagnose(['--data', data]);
  expect(Object.values(findings).filter(({ status }) => status !== 'ok')).toEqual([]);
  expect(Object.keys(findings)).toEqual(['node', 'port', 'data', 'disk', 'contract', 'database', 'browser']);
  expect(code).toBe(0);
  expect(await readdir(data)).toEqual(before);
});

it('prints a line for each check, and each remedy below its finding', async () => {
  const context = createFakeContext({ argv: ['doctor'], nodeVersion: '18.19.1' });
  expect(await runCli(context)).toBe(1);
  expect(context.written.out).toMatch(
    /^fault +node +Node 18\.19\.1 is too old\.\n {19}Install Node 20\.19 or later.*\nok +port /,
  );
});

it('needs the Node that the package declares', () => {
  const manifest = readFileSync(fileURLToPath(new URL('../../../package.json', import.meta.url)), 'utf8');
  const { engines } = JSON.parse(manifest) as { engines: { node: string } };
  expect(engines.node).toBe(`>=${MIN_NODE.major}.${MIN_NODE.minor}.0`);
});

describe('a broken set-up is named with its remedy', () => {
  it('Node is too old', async () => {
    const { code, findings } = await diagnose([], { nodeVersion: '18.19.1' });
    expect([code, findings['node']]).toMatchObject([1, { status: 'fault', remedy: expect.stringContaining('20.19') }]);
  });

  it('another process holds the port', async () => {
    const port = await listen();
    const { code, findings } = await diagnose(['--port', String(port)]);
    const message = expect.stringContaining(`Port ${port} on 127.0.0.1 is in use.`) as string;
    expect([code, findings['port']]).toMatchObject([1, { status: 'fault', message }]);
    expect(findings['port']?.remedy).toContain('--port 0');
  });

  it.runIf(process.platform === 'linux')('the process that holds the port is named', async () => {
    const { findings } = await diagnose(['--port', String(await listen())]);
    expect(findings['port']?.message).toContain(`Process ${process.pid} holds it: `);
  });

  it('a simulator listens on the port already', async () => {
    const simulator = await createSimulator();
    onTestFinished(() => simulator.close());
    const { port } = await simulator.listen();
    const { code, findings } = await diagnose(['--port', String(port)]);
    expect([code, findings['port']?.status]).toEqual([0, 'warning']);
    expect(findings['port']?.message).toContain('A simulator of ');
  });

  it('a simulator has ten seconds to answer, since it may be busy', async () => {
    const timeout = vi.spyOn(AbortSignal, 'timeout');
    const health = JSON.stringify({ status: 'ok', contract: 'a', title: 'Pets' });
    const { findings } = await diagnose(['--port', String(await listen((response) => void response.end(health)))]);
    expect(findings['port']?.message).toContain('A simulator of Pets answers there.');
    expect(timeout.mock.calls).toEqual([[10_000]]);
  });

  it('a process that does not answer in time holds the port', async () => {
    const limit = new AbortController();
    vi.spyOn(AbortSignal, 'timeout').mockReturnValue(limit.signal);
    const { code, findings } = await diagnose(['--port', String(await listen(() => limit.abort()))]);
    expect([code, findings['port']?.status]).toEqual([1, 'fault']);
  });

  it.runIf(process.platform === 'linux')('a process is named without its options, which may have secrets', async () => {
    const script = `require('http').createServer((_, response) => response.end()).listen(0, '127.0.0.1', function () { console.log(this.address().port) })`;
    const file = join(await temporaryFolder(), 'server.cjs');
    await writeFile(file, script);
    const child = spawn(process.execPath, [file, '--admin-token', 'letmein'], { stdio: ['ignore', 'pipe', 'ignore'] });
    onTestFinished(() => void child.kill());
    const [port] = (await once(child.stdout, 'data')) as [Buffer];
    const { findings } = await diagnose(['--port', port.toString().trim()]);
    expect(findings['port']?.message).toMatch(new RegExp(`Process ${child.pid} holds it: \\S+ ${file}\\.$`));
  });

  it('the process that holds the port is asked before the contract is compiled, which takes the processor', async () => {
    let isAsked = false;
    const port = await listen((response) => {
      isAsked = true;
      response.end('{}');
    });
    const wasAsked: boolean[] = [];
    const validate = (): Promise<never> => {
      wasAsked.push(isAsked);
      return Promise.reject(new BootError([]));
    };
    await diagnose(['--port', String(port)], { validateContract: validate });
    expect(wasAsked).toEqual([true]);
  });

  it('the host is not of this machine', async () => {
    const { code, findings } = await diagnose(['--host', '192.0.2.1']);
    const expected = {
      status: 'fault',
      message: '192.0.2.1 is not an address of this machine.',
      remedy: 'Give another --host.',
    };
    expect([code, findings['port']]).toMatchObject([1, expected]);
  });

  it('a running simulator holds the data folder', async () => {
    const data = join(await temporaryFolder(), 'data');
    const simulator = await createSimulator({ data });
    onTestFinished(() => simulator.close());
    const { findings } = await diagnose(['--data', data]);
    expect(findings['data']).toMatchObject({ status: 'warning', remedy: expect.stringContaining('--data') });
    expect(findings['data']?.message).toContain(`in use by process ${process.pid}`);
  });

  it('the data folder is a file', async () => {
    const file = join(await temporaryFolder(), 'file');
    await writeFile(file, '');
    const { code, findings } = await diagnose(['--data', join(file, 'data')]);
    expect([code, findings['data']]).toMatchObject([
      1,
      { status: 'fault', message: `${file} is not a folder.`, remedy: 'Give a folder as --data.' },
    ]);
  });

  it('the journal is damaged', async () => {
    const data = await createDataInUse();
    const name = (await readdir(data)).find((file) => file.includes('journal')) ?? '';
    const bytes = await readFile(join(data, name));
    // A byte of the first transaction, with a complete line after it.
    const start = bytes.indexOf('\n') + 1;
    bytes[start + 40] = (bytes[start + 40] ?? 0) ^ 1;
    await writeFile(join(data, name), bytes);
    const { code, findings } = await diagnose(['--data', data]);
    expect([code, findings['data']]).toMatchObject([1, { status: 'fault', remedy: expect.stringContaining('repair') }]);
  });

  it('the state is not readable', async () => {
    const data = await createData();
    await writeFile(join(data, 'db.json'), '{');
    const { code, findings } = await diagnose(['--data', data]);
    expect([code, findings['data']]).toMatchObject([
      1,
      { status: 'fault', remedy: expect.stringContaining('--reset') },
    ]);
  });

  it('the disk is full', async () => {
    const { code, findings } = await diagnose([], { findFreeSpace: () => Promise.resolve(3 * 1024 ** 2) });
    const message = expect.stringContaining('Only 3 MB are free at ') as string;
    expect([code, findings['disk']]).toMatchObject([1, { status: 'fault', message, remedy: expect.any(String) }]);
  });

  it('the contract is invalid, or missing', async () => {
    const spec = join(await temporaryFolder(), 'pets.yaml');
    const missing = await diagnose(['--spec', spec], { validateContract });
    expect([missing.code, missing.findings['contract']]).toMatchObject([1, { status: 'fault' }]);
    await writeFile(
      spec,
      'openapi: 3.1.0\ninfo: {title: Pets, version: "1"}\npaths: {/pets: {get: {responses: {$ref: "#/none"}}}}\n',
    );
    const invalid = await diagnose(['--spec', spec], { validateContract });
    expect(invalid.findings['contract']?.message).toContain('pets.yaml');
    expect(invalid.findings['contract']?.remedy).not.toBe('');
  });

  it('the database does not respond', async () => {
    const url = `postgres://ann:secret@127.0.0.1:${await findFreePort()}/world`;
    const { code, findings } = await diagnose(['--journal', url]);
    expect([code, findings['database']]).toMatchObject([1, { status: 'fault' }]);
    expect(findings['database']?.remedy).toContain('--journal');
    expect(JSON.stringify(findings)).not.toContain('secret');
  });

  it('there is no browser', async () => {
    const empty = await temporaryFolder();
    await mkdir(join(empty, 'bin'));
    const env = { PATH: join(empty, 'bin'), PLAYWRIGHT_BROWSERS_PATH: join(empty, 'none') };
    const { code, findings } = await diagnose([], { env });
    expect([code, findings['browser']]).toMatchObject([
      0,
      { status: 'warning', remedy: expect.stringContaining('playwright') },
    ]);
    const file = join(empty, 'file');
    await writeFile(file, '');
    const misset = await diagnose([], { env: { ...env, PLAYWRIGHT_BROWSERS_PATH: file } });
    expect([misset.code, misset.findings['browser']?.status]).toEqual([0, 'warning']);
  });
});

it('checks the server that a variable or --url names, in place of the port unless that is given, too', async () => {
  await using simulator = await createSimulator();
  const { url } = await simulator.listen();
  const env = { PATH: await toPathWithBrowser(), ATHENA_URL: url };
  const both = await diagnose([], { env });
  expect(both.findings['server']).toMatchObject({
    status: 'ok',
    message: expect.stringContaining(`${url} (ATHENA_URL)`),
  });
  expect(both.findings['port']).toMatchObject({ status: 'ok' });
  const context = createFakeContext({ argv: ['doctor', '--json', '--url', `http://127.0.0.1:${await listen()}`] });
  expect(await runCli(context)).toBe(1);
  const { findings } = JSON.parse(context.written.out) as { findings: readonly NamedFinding[] };
  expect(findings.map(({ check }) => check)).not.toContain('port');
  expect(findings.find(({ check }) => check === 'server')).toMatchObject({
    status: 'fault',
    message: expect.stringMatching(/^No simulator answers at http:\S+ \(--url\)\.$/),
  });
});
