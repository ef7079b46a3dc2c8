import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';
import { openBrowser, openPage } from './open-browser.ts';

const ACCOUNT = '550e8400-e29b-41d4-a716-446655440000';
const PHONE = { viewport: { width: 390, height: 800 } };
const DESKTOP = { viewport: { width: 1280, height: 900 } };

let browser: Browser;
let simulator: Simulator;
let url: string;
beforeAll(async () => {
  simulator = await createSimulator();
  ({ url } = await simulator.listen());
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await simulator.close();
});

/** Expands an operation and returns its selector. */
async function openOperation(page: Page, tag: string, operationId: string): Promise<string> {
  const operation = `#operations-${tag}-${operationId}`;
  await page.click(`#operations-tag-${tag}`);
  await page.click(`${operation} .opblock-summary-control`);
  await page.waitForSelector(`${operation} .execute`);
  return operation;
}

async function tryAccount(page: Page): Promise<{ status: string; body: string }> {
  const operation = await openOperation(page, 'Account', 'retrieveAccount');
  await page.fill(`${operation} tr[data-param-name="account_uuid"] input`, ACCOUNT);
  await page.click(`${operation} .execute`);
  const answer = `${operation} .live-responses-table .response`;
  return {
    status: await page.innerText(`${answer} .response-col_status`),
    body: await page.innerText(`${answer} .highlight-code code`),
  };
}

/** Returns a function that reads the page's processor time in seconds, which other load does not affect. */
async function trackProcessorTime(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
  };
}

/** Returns by how many pixels the content is wider than the window. */
function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

describe('the API reference in a browser', () => {
  it.each(['/docs', '/__admin/contract/'])(
    '%s sends an authenticated request, and nothing to other hosts',
    async (path) => {
      const { page, requests, complaints } = await openPage(browser, DESKTOP);
      await page.goto(url + path);
      const { status, body } = await tryAccount(page);
      expect(status.trim()).toBe('200');
      const expected = await simulator.fetch(`${url}/api/v1/accounts/${ACCOUNT}`, {
        headers: { Authorization: 'Bearer athena-demo-token' },
      });
      expect(JSON.parse(body)).toEqual(await expected.json());
      expect(requests).toContain(`${url}/api/v1/accounts/${ACCOUNT}`);
      expect(requests.filter((address) => !address.startsWith(`${url}/`))).toEqual([]);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );

  it('shows the control plane at /__admin/docs and resets the world, with no request to other hosts', async () => {
    const { page, requests, complaints } = await openPage(browser, DESKTOP);
    await page.goto(`${url}/__admin/docs`);
    await page.waitForSelector('.opblock-tag');
    expect(await page.innerText('.info .title')).toContain('Control plane');
    const operation = await openOperation(page, 'Server', 'retrieveHealth');
    await page.click(`${operation} .execute`);
    expect((await page.innerText(`${operation} .live-responses-table .response .response-col_status`)).trim()).toBe(
      '200',
    );
    const reset = await openOperation(page, 'State', 'resetState');
    await page.click(`${reset} .execute`);
    expect((await page.innerText(`${reset} .live-responses-table .response .response-col_status`)).trim()).toMatch(
      /^20/,
    );
    expect(requests.filter((address) => !address.startsWith(`${url}/`))).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('opens every operation quickly, however deeply its resources nest', async () => {
    const { page, complaints } = await openPage(browser, DESKTOP);
    const readTime = await trackProcessorTime(page);
    await page.goto(`${url}/docs`);
    await page.waitForSelector('.opblock-tag');
    for (const [tag, operationId] of HEAVY) {
      const before = await readTime();
      const operation = await openOperation(page, tag, operationId);
      await page.waitForSelector(`${operation} .responses-table .highlight-code`);
      expect((await readTime()) - before, operationId).toBeLessThan(MAX_SECONDS);
    }
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('opens the operation of a deep link', async () => {
    const { page, complaints } = await openPage(browser, DESKTOP);
    await page.goto(`${url}/docs#/Thread/createThread`);
    await page.waitForSelector('#operations-Thread-createThread.is-open');
    expect(await page.locator('.opblock.is-open').count()).toBe(1);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('filters by tag or path', async () => {
    const { page } = await openPage(browser, DESKTOP);
    await page.goto(`${url}/docs`);
    await page.fill('.operation-filter-input', 'Prompt');
    await expect.poll(() => page.locator('.opblock-tag').allInnerTexts()).toEqual([expect.stringContaining('Prompt')]);
    await page.close();
  });

  it('ignores a document given in the query, and stores no token', async () => {
    const { page, requests, complaints } = await openPage(browser, DESKTOP);
    await page.goto(`${url}/docs?url=http://127.0.0.1:9/evil.json&configUrl=http://127.0.0.1:9/evil.json`);
    await page.waitForSelector('.opblock-tag');
    expect(await page.innerText('.info .title')).toContain('Athena API');
    expect(requests.filter((address) => !address.startsWith(`${url}/`))).toEqual([]);
    expect(await page.evaluate('localStorage.length + sessionStorage.length')).toBe(0);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it.each(['light', 'dark'] as const)('fits a phone, in the %s scheme', async (colorScheme) => {
    const { page, complaints } = await openPage(browser, { ...PHONE, colorScheme });
    await page.goto(`${url}/docs`);
    expect(await page.evaluate('document.documentElement.classList.contains("dark-mode")')).toBe(
      colorScheme === 'dark',
    );
    await tryAccount(page);
    expect(await overflow(page)).toBe(0);
    expect(complaints).toEqual([]);
    await page.close();
  });
});

describe('the home page in a browser', () => {
  it.each([PHONE, DESKTOP])('fits $viewport.width and leads to the reference', async (options) => {
    const { page, requests, complaints } = await openPage(browser, options);
    await page.goto(`${url}/__admin`);
    expect(await overflow(page)).toBe(0);
    await page.click('text=API reference');
    await page.waitForSelector('.opblock-tag');
    expect(new URL(page.url()).pathname).toBe('/docs');
    expect(requests.filter((address) => !address.startsWith(`${url}/`))).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });
});

const HEAVY = [
  ['Message', 'createMessage'],
  ['Agent', 'listAgents'],
  ['Workflow_Execution', 'listWorkflowExecutions'],
] as const;
/** Seconds of processor time; each operation takes about one. */
const MAX_SECONDS = 6;
