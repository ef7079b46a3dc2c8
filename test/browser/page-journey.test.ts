import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page as BrowserPage } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';
import {
  CHOSEN_FILE,
  JOURNEY_OPTIONS,
  takePageJourney,
  type Page,
  type PageResponse,
} from '../support/page-journey.ts';
import { openBrowser, openPage } from './open-browser.ts';

let browser: Browser;
let simulator: Simulator;
let frontEnd: Server;
let ports: { readonly page: number; readonly api: number };
beforeAll(async () => {
  simulator = await createSimulator(JOURNEY_OPTIONS);
  const { port: api } = await simulator.listen();
  frontEnd = createFrontEnd(api);
  await new Promise<void>((resolve) => void frontEnd.listen(0, 'localhost', resolve));
  ports = { page: (frontEnd.address() as AddressInfo).port, api };
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  frontEnd.closeAllConnections();
  frontEnd.close();
  expect(simulator.violations().breaches).toEqual([]);
  await simulator.close();
});

/** Returns a development server: it has a page with a file input, and forwards every other path to the simulator. */
function createFrontEnd(port: number): Server {
  return createServer((incoming, outgoing) => {
    if (incoming.url === '/') {
      outgoing.setHeader('content-type', 'text/html').end('<link rel="icon" href="data:,"><input type="file">');
      return;
    }
    const { method = 'GET', url = '/', headers } = incoming;
    const forwarded = request({ port, host: 'localhost', method, path: url, headers }, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
    });
    forwarded.on('error', () => outgoing.destroy());
    incoming.pipe(forwarded);
  });
}

/** Opens a page of the front-end, chooses the file, and lets the page send requests to a server. */
async function openInBrowser(server: string): Promise<{ readonly page: BrowserPage; readonly sender: Page }> {
  const { page } = await openPage(browser);
  await page.goto(`http://localhost:${ports.page}/`);
  const { name, type: mimeType, text } = CHOSEN_FILE;
  await page.setInputFiles('input', { name, mimeType, buffer: Buffer.from(text) });
  const send: Page['send'] = (sent) =>
    page.evaluate<PageResponse>(`(${SEND})(${JSON.stringify({ ...sent, target: toUrl(server, sent.target) })})`);
  return { page, sender: { send } };
}

function toUrl(server: string, target: string): string {
  return URL.canParse(target) ? target : server + target;
}

/** Runs in the page. */
const SEND = `async ({ method, target, json, form, headers = {}, omitsToken = false }) => {
  const token = decodeURIComponent(/(?:^|; )XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1] ?? '');
  const data = new FormData();
  for (const [name, value] of Object.entries(form ?? {})) data.append(name, value);
  if (form !== undefined) data.append('attachments[]', document.querySelector('input').files[0]);
  const response = await fetch(target, {
    method,
    credentials: 'include',
    headers: {
      ...(omitsToken || token === '' ? {} : { 'X-XSRF-TOKEN': token }),
      ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    body: form === undefined ? (json === undefined ? undefined : JSON.stringify(json)) : data,
  });
  return { status: response.status, text: await response.text(), range: response.headers.get('content-range') };
}`;

describe('a front-end in Chromium', () => {
  it.each([
    ['calls another port', () => ports.api],
    ['calls its own server, which forwards', () => ports.page],
  ] as const)(
    'that %s signs in, sends a file, sees an approval, a stop and a start by schedule, and signs in again',
    async (_name, port) => {
      const { page, sender } = await openInBrowser(`http://localhost:${port()}`);
      const statuses = await takePageJourney(sender, simulator);
      expect([...statuses].toSorted((one, other) => one - other)).toEqual([200, 201, 204, 206, 401, 419]);
      await page.context().close();
    },
  );

  it('that names a sandbox by its path reads the token, and is protected', async () => {
    const { page, sender } = await openInBrowser(`http://localhost:${ports.api}/__sandbox/by-path`);
    const create = { method: 'POST', target: '/api/v1/threads', json: { name: 'A lamp' } };
    const json = { email: 'john.doe@example.com', password: 'password' };
    await sender.send({ method: 'GET', target: '/sanctum/csrf-cookie' });
    expect((await sender.send({ method: 'POST', target: '/api/v1/auth/sign-in', json })).status).toBe(200);
    expect((await sender.send({ ...create, omitsToken: true })).status).toBe(419);
    expect((await sender.send(create)).status).toBe(201);
    // Scripts do not see the session.
    expect(await page.evaluate('document.cookie')).not.toContain('athena_session');
    await page.context().close();
  });
});
