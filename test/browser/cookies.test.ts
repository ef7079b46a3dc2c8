import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';
import { openBrowser, openPage } from './open-browser.ts';

/** The statuses of a page's requests. */
interface SessionStatuses {
  readonly signIn: number;
  readonly user: number;
}

const warnings: string[] = [];
let browser: Browser;
let simulator: Simulator;
let frontEnd: Server;
let ports: { readonly page: number; readonly api: number };
beforeAll(async () => {
  const logger = {
    info: () => undefined,
    warn: (_fields: object, message: string) => void warnings.push(message),
    error: () => undefined,
  };
  simulator = await createSimulator({ logger });
  const { port: api } = await simulator.listen();
  frontEnd = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end('<link rel="icon" href="data:,">'),
  );
  await new Promise<void>((resolve) => void frontEnd.listen(0, '::', resolve));
  ports = { page: (frontEnd.address() as AddressInfo).port, api };
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  frontEnd.close();
  await simulator.close();
});

/** Signs in from a page of one host and reads the user, by the cookie alone. */
async function signInFrom(
  host: string,
  apiHost: string,
  credentials: 'include' | 'omit' = 'include',
): Promise<SessionStatuses> {
  const { page } = await openPage(browser);
  await page.goto(`http://${host}:${ports.page}/`);
  const script = `(async () => {
    const api = 'http://${apiHost}:${ports.api}/api/v1';
    const json = { 'Content-Type': 'application/json' };
    const body = JSON.stringify({ email: 'john.doe@example.com', password: 'password' });
    const signIn = await fetch(api + '/auth/sign-in', { method: 'POST', headers: json, body, credentials: '${credentials}' });
    const user = await fetch(api + '/user', { credentials: '${credentials}' });
    return { signIn: signIn.status, user: user.status };
  })()`;
  const statuses = await page.evaluate<SessionStatuses>(script);
  await page.close();
  return statuses;
}

describe('a sign-in by cookie, in a browser', () => {
  it.each([
    ['localhost', 'localhost'],
    ['127.0.0.1', '127.0.0.1'],
    ['[::1]', '[::1]'],
    ['app.localhost', 'app.localhost'],
  ])('from a page of http://%s:5173 to http://%s:4010 works', async (host, apiHost) => {
    warnings.length = 0;
    expect(await signInFrom(host, apiHost)).toEqual({ signIn: 200, user: 200 });
    expect(warnings).toEqual([]);
  });

  it.each([
    ['localhost', '127.0.0.1', 'Call http://localhost:'],
    ['127.0.0.1', 'localhost', 'Call http://127.0.0.1:'],
    ['localhost', '[::1]', 'Call http://localhost:'],
  ])(
    'from a page of http://%s:5173 to http://%s:4010 does not work, and the log says why',
    async (host, apiHost, remedy) => {
      warnings.length = 0;
      expect(await signInFrom(host, apiHost)).toEqual({ signIn: 200, user: 401 });
      expect(warnings).toEqual([expect.stringMatching(/different sites/)]);
      expect(warnings[0]).toContain(remedy);
    },
  );

  it('without credentials does not work, and the log names the option of fetch', async () => {
    warnings.length = 0;
    expect(await signInFrom('localhost', 'localhost', 'omit')).toEqual({ signIn: 200, user: 401 });
    expect(warnings).toEqual([expect.stringContaining("Pass credentials: 'include' to fetch")]);
  });
});
