import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { useTemporaryFolders } from '../store/temporary-folder.ts';
import { until } from '../support/until.ts';

const makeFolder = useTemporaryFolders();
const SERVER = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const HEADERS = { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json' };

interface Server {
  readonly process: ChildProcess;
  readonly url: string;
}

interface Execution {
  readonly uuid: string;
  readonly status: string;
  readonly stopped_at: string | null;
  readonly workflow_execution_data?: {
    readonly data: { readonly result_data: { readonly run_data: Readonly<Record<string, unknown[]>> } };
  } | null;
}

it('an execution continues after its process was killed, and runs no step twice', async () => {
  const folder = join(await makeFolder(), 'data');
  const first = await start(folder);
  // The third step lasts longer than anything can delay this test: it runs when the process is killed.
  const steps = { one: 10, two: 10, three: 3000, four: 10 };
  const nodes = [
    { id: 'start', type: 'trigger.webhook', position: { x: 0, y: 0 }, data: {} },
    ...Object.entries(steps).map(([id, seconds]) => ({
      id,
      type: 'data.set',
      position: { x: 0, y: 0 },
      data: { parameters: { said: id }, simulate: { seconds } },
    })),
  ];
  const edges = Object.keys(steps).map((target, index, ids) => ({
    id: target,
    source: ids[index - 1] ?? 'start',
    target,
  }));
  const workflow = await call<{ uuid: string }>(first, 'POST', '/workflows', {
    name: 'Long',
    status: 'active',
    nodes,
    edges,
  });
  const { uuid } = await call<Execution>(first, 'POST', `/workflows/${workflow.uuid}/webhook`, {});
  let seen = await look(first, uuid);
  await until(async () => {
    seen = await look(first, uuid);
    return runsOf(seen)['two'] !== undefined;
  });
  expect([seen.status, runsOf(seen)['four']]).toEqual(['running', undefined]);
  await kill(first);

  const second = await start(folder);
  let after = await look(second, uuid);
  expect([after.status, runsOf(after)['four']]).toEqual(['running', undefined]);
  await advance(second, 'PT10M');
  await until(async () => {
    after = await look(second, uuid);
    return after.stopped_at !== null;
  });
  expect(after.status).toBe('success');
  expect(Object.entries(runsOf(after)).map(([id, runs]) => `${id} ${runs.length}`)).toEqual([
    'start 1',
    'one 1',
    'two 1',
    'three 1',
    'four 1',
  ]);
  expect(runsOf(after)['one']).toEqual(runsOf(seen)['one']);
  await kill(second);
});

function runsOf({ workflow_execution_data: data }: Execution): Readonly<Record<string, unknown[]>> {
  return data?.data.result_data.run_data ?? {};
}

function look(server: Server, uuid: string): Promise<Execution> {
  return call<Execution>(server, 'GET', `/workflow-executions/${uuid}?with=workflowExecutionData`);
}

async function call<Data>({ url }: Server, method: string, path: string, body?: object): Promise<Data> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: HEADERS,
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await response.text();
  expect([200, 201], text).toContain(response.status);
  return (JSON.parse(text) as { data: Data }).data;
}

async function advance({ url }: Server, duration: string): Promise<void> {
  const body = JSON.stringify({ duration });
  const response = await fetch(`${url}/__admin/clock/advance`, { method: 'POST', headers: HEADERS, body });
  expect(response.status, await response.text()).toBe(200);
}

/** Starts a server at tenfold speed: a step of ten seconds takes one. */
async function start(folder: string): Promise<Server> {
  const child = spawn(
    process.execPath,
    [SERVER, '--data', folder, '--port', '0', '--speed', '10', '--log-level', 'error'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let out = '';
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (/^ *Try/m.test(out)) resolve();
    });
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}.`)));
  });
  return { process: child, url: /URL +(\S+)/.exec(out)?.[1] ?? '' };
}

async function kill({ process: child }: Server): Promise<void> {
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
}
