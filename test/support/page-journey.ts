import { expect } from 'vitest';
import type { JsonObject } from '../../src/kernel/json/json.ts';
import type { Simulator, SimulatorOptions } from '../../src/index.ts';
import { toGraph } from '../athena/workflow/client.ts';

/** A page of a front-end: it keeps cookies, reads `XSRF-TOKEN`, and has a file that its user has chosen. */
export interface Page {
  /** Sends a request with the page's cookies, and with its token unless it is told not to. */
  send(sent: PageRequest): Promise<PageResponse>;
}

/** A request of a page. */
export interface PageRequest {
  readonly method: string;
  /** A path of the server, or a complete URL. */
  readonly target: string;
  readonly json?: JsonObject;
  /** The fields of a form whose attachment is the chosen file. */
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly omitsToken?: boolean;
}

/** What a page reads of a response. */
export interface PageResponse {
  readonly status: number;
  readonly text: string;
  /** `Content-Range`. */
  readonly range: string | null;
}

/** The options of the simulator that the journey is made with. Time passes by writes and by the control plane alone. */
export const JOURNEY_OPTIONS: SimulatorOptions = { seed: 7, speed: 1, csrf: true, tokenTtl: 3_600_000 };

/** The file that the user chooses. */
export const CHOSEN_FILE = { name: 'lamp.txt', type: 'text/plain', text: 'The lamp has a bent arm.' };

/**
 * Walks through what a front-end does beyond lists and forms: it signs in with CSRF protection, sends a file and reads
 * a part of it, sees an approval, a stop and a start by schedule, and signs in again after its session has ended.
 * Returns the statuses that the page was sent.
 */
export async function takePageJourney(sender: Page, simulator: Simulator): Promise<ReadonlySet<number>> {
  const statuses = new Set<number>();
  const page: Page = {
    send: async (request) => {
      const response = await sender.send(request);
      statuses.add(response.status);
      return response;
    },
  };
  const { ask, control } = openJourney(page, simulator);
  await expectRefused(page, { method: 'POST', target: SIGN_IN, json: JOHN, omitsToken: true });
  await signIn(page);
  expect(await ask(200, 'GET', '/api/v1/user')).toMatchObject({ name: 'John Doe' });
  const thread = await ask(201, 'POST', '/api/v1/threads', { name: 'A bent lamp' });
  await expectRefused(page, { method: 'POST', target: '/api/v1/threads', json: { name: 'Forged' }, omitsToken: true });
  await sendFile(page, String(thread['uuid']));
  await approve(ask, control);
  await stop(ask, control);
  await awaitSchedule(ask, control);
  await control('POST', '/clock/advance', { duration: 'PT2H' });
  expect((await page.send({ method: 'GET', target: '/api/v1/user' })).status).toBe(401);
  await signIn(page);
  expect(await ask(200, 'GET', '/api/v1/user')).toMatchObject({ name: 'John Doe' });
  await ask(204, 'DELETE', `/api/v1/threads/${String(thread['uuid'])}`);
  return statuses;
}

/** Sends a request of the page, and returns the data of its response. Fails if that has another status. */
type Ask = (status: number, method: string, target: string, json?: JsonObject) => Promise<JsonObject>;

type Control = (method: string, path: string, body?: JsonObject) => Promise<JsonObject>;

/** Returns how the page asks for data, and how the test calls the control plane. */
function openJourney(page: Page, simulator: Simulator): { readonly ask: Ask; readonly control: Control } {
  return {
    ask: async (status, method, target, json) => {
      const response = await page.send({ method, target, ...(json === undefined ? {} : { json }) });
      const { text } = response;
      expect(response.status, `${method} ${target}: ${text}`).toBe(status);
      return text === '' ? {} : (JSON.parse(text) as { readonly data: JsonObject }).data;
    },
    control: async (method, path, body) => {
      const init = { method, headers: { 'content-type': 'application/json' } };
      const response = await simulator.fetch(
        `http://localhost/__admin${path}`,
        body === undefined ? init : { ...init, body: JSON.stringify(body) },
      );
      expect(response.status, `${method} ${path}`).toBeLessThan(300);
      return (await response.json()) as JsonObject;
    },
  };
}

async function expectRefused(page: Page, request: PageRequest): Promise<void> {
  const { status, text } = await page.send(request);
  expect([status, JSON.parse(text)]).toEqual([419, { message: 'CSRF token mismatch.' }]);
}

async function signIn(page: Page): Promise<void> {
  expect((await page.send({ method: 'GET', target: '/sanctum/csrf-cookie' })).status).toBe(204);
  expect((await page.send({ method: 'POST', target: SIGN_IN, json: JOHN })).status).toBe(200);
}

/** Sends a message with the chosen file, and reads a part of the file by its address. */
async function sendFile(page: Page, thread: string): Promise<void> {
  const form = { thread_uuid: thread, content: 'Here it is.' };
  const { status, text } = await page.send({ method: 'POST', target: '/api/v1/messages', form });
  expect(status, text).toBe(201);
  const { data } = JSON.parse(text) as { readonly data: Message };
  expect(data.attachments).toMatchObject([{ name: CHOSEN_FILE.name, media: { mime_type: CHOSEN_FILE.type } }]);
  const target = data.attachments[0]?.media.original_url ?? '';
  const part = await page.send({ method: 'GET', target, headers: { range: 'bytes=4-7' } });
  expect(part).toEqual({ status: 206, text: 'lamp', range: `bytes 4-7/${CHOSEN_FILE.text.length}` });
}

interface Message {
  readonly attachments: readonly { readonly media: { readonly original_url: string } }[];
}

/** Starts a workflow that waits for a person, approves it by the control plane, and sees that it ends. */
async function approve(ask: Ask, control: Control): Promise<void> {
  const execution = await start(ask, 'Purchase', [
    { id: 'start', type: 'trigger.webhook' },
    { id: 'ask', type: 'human.approval', data: { simulate: { decision: 'none' } } },
    { id: 'pay', type: 'data.set', data: { parameters: { paid: true } } },
  ]);
  await control('POST', '/clock/advance', { duration: 'PT1M' });
  expect(await ask(200, 'GET', execution)).toMatchObject({ status: 'waiting' });
  const { approvals } = await control('GET', '/approvals');
  const waiting = (approvals as unknown as readonly Approval[]).find(({ owner }) => execution.endsWith(idOf(owner)));
  await control('POST', `/approvals/${waiting?.id}`, { decision: 'approved' });
  await control('POST', '/clock/advance', { duration: 'PT1M' });
  expect(await ask(200, 'GET', execution)).toMatchObject({ status: 'success', is_finished: true });
}

interface Approval {
  readonly id: string;
  readonly owner: string;
}

/** Starts a workflow with a long step, and stops it while the step runs. */
async function stop(ask: Ask, control: Control): Promise<void> {
  const execution = await start(ask, 'Long', [
    { id: 'start', type: 'trigger.webhook' },
    { id: 'count', type: 'data.set', data: { simulate: { seconds: 600 } } },
  ]);
  await control('POST', '/clock/advance', { duration: 'PT1M' });
  expect(await ask(200, 'GET', execution)).toMatchObject({ status: 'running' });
  expect(await ask(200, 'POST', `${execution}/stop`)).toMatchObject({ status: 'canceled', is_finished: true });
  await control('POST', '/clock/advance', { duration: 'PT15M' });
  expect(await ask(200, 'GET', execution)).toMatchObject({ status: 'canceled' });
}

/** Creates a workflow with a schedule, and sees in its list the execution that begins when the time has come. */
async function awaitSchedule(ask: Ask, control: Control): Promise<void> {
  const workflow = await create(ask, 'Every quarter of an hour', [
    { id: 'clock', type: 'trigger.schedule', data: { parameters: { cron: '*/15 * * * *' } } },
    { id: 'note', type: 'data.set', data: { parameters: { at: '{{ clock.fired_at }}' } } },
  ]);
  const list = `/api/v1/workflow-executions?workflow_uuid=${workflow}`;
  expect(await ask(200, 'GET', list)).toEqual([]);
  await control('POST', '/clock/advance', { duration: 'PT15M' });
  expect(await ask(200, 'GET', list)).toMatchObject([
    { mode: 'trigger', created_at: expect.stringMatching(/:(?:00|15|30|45):00Z$/) },
  ]);
  await control('POST', '/clock/advance', { duration: 'PT1M' });
  expect(await ask(200, 'GET', list)).toMatchObject([{ status: 'success', is_finished: true }]);
}

/** Creates a workflow of nodes in a row and starts it. Returns the path of its execution. */
async function start(ask: Ask, name: string, nodes: Parameters<typeof toGraph>[0]): Promise<string> {
  const workflow = await create(ask, name, nodes);
  const { uuid } = await ask(201, 'POST', `/api/v1/workflows/${workflow}/webhook`, {});
  return `/api/v1/workflow-executions/${String(uuid)}`;
}

/** Creates a workflow of nodes in a row, and returns its key. */
async function create(ask: Ask, name: string, nodes: Parameters<typeof toGraph>[0]): Promise<string> {
  const edges = nodes.slice(1).map(({ id }, index) => {
    const { id: source = '', type } = nodes[index] ?? {};
    return type === 'human.approval' ? `${source}.approved > ${id}` : `${source} > ${id}`;
  });
  const { uuid } = await ask(201, 'POST', '/api/v1/workflows', { name, status: 'active', ...toGraph(nodes, edges) });
  return String(uuid);
}

function idOf(owner: string): string {
  return owner.split('/')[1] ?? '';
}

const SIGN_IN = '/api/v1/auth/sign-in';
const JOHN = { email: 'john.doe@example.com', password: 'password' };
