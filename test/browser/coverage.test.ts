import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';
import { openBrowser, openPage } from './open-browser.ts';

let browser: Browser;
let simulator: Simulator;
let url: string;
beforeAll(async () => {
  simulator = await createSimulator();
  ({ url } = await simulator.listen());
  await fetch(`${url}/api/v1/accounts`, { headers: { authorization: 'Bearer athena-demo-token' } });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await simulator.close();
});

describe('the coverage page', () => {
  it.each([
    [390, 'light'],
    [390, 'dark'],
    [1280, 'light'],
    [1280, 'dark'],
  ] as const)('fits a width of %d pixels in the %s scheme', async (width, colorScheme) => {
    const { page, requests, complaints } = await openPage(browser, { viewport: { width, height: 900 }, colorScheme });
    await page.goto(`${url}/__admin/coverage`);
    await page.click('details:has(code:text-is("listAccounts")) summary');
    expect(await page.innerText('details[open] .covered >> nth=0')).toContain('200');
    expect(await page.innerText('.navigation [aria-current]')).toBe('Contract');
    expect(await page.evaluate('document.documentElement.scrollWidth > innerWidth')).toBe(false);
    expect({ requests, complaints }).toEqual({ requests: [`${url}/__admin/coverage`], complaints: [] });
    await page.close();
  });
});
