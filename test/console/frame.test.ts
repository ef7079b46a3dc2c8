import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPage } from '../browser/open-browser.ts';
import { findFaults } from './find-faults.ts';
import { DESKTOP, openConsole, overflow, PHONE, type ConsoleFixture } from './open-console.ts';

let console: ConsoleFixture;
beforeAll(async () => {
  console = await openConsole();
  await console.send('GET', '/api/v1/accounts');
});
afterAll(() => console.close());

/** Returns the links of the navigation, with their names. */
function readNavigation(page: Page): Promise<readonly (readonly [name: string, address: string])[]> {
  return page.evaluate(`[...document.querySelectorAll('.navigation li a')].map((link) =>
    [link.querySelector('span').textContent, link.href])`);
}

/** Returns the colours and the type of the page, and the colour of the selected entry of the navigation. */
function readLook(page: Page): Promise<readonly string[]> {
  return page.evaluate(`(() => {
    const { backgroundColor, color, fontFamily, fontSize } = getComputedStyle(document.body);
    const selected = getComputedStyle(document.querySelector('.navigation [aria-current]')).color;
    return [backgroundColor, color, fontFamily, fontSize, selected];
  })()`);
}

describe('the pages beside the console', () => {
  it.each(['light', 'dark'] as const)('have its navigation and its look in the %s scheme', async (colorScheme) => {
    const first = await console.open('', { ...DESKTOP, colorScheme });
    await first.page.waitForSelector('.navigation a:has-text("Runs")');
    const navigation = (await readNavigation(first.page)).map(([name, href]) => [name, href.replace(/\?.*/, '')]);
    const look = await readLook(first.page);

    for (const path of ['/docs', '/__admin/docs', '/__admin/coverage']) {
      const { page, complaints } = await openPage(console.browser, { ...DESKTOP, colorScheme });
      await page.goto(console.url + path);
      expect(await readNavigation(page), path).toEqual(navigation);
      expect(await readLook(page), path).toEqual(look);
      await page.click('.navigation a:has-text("Traffic")');
      await page.waitForSelector('.live-dot.live');
      expect(complaints, path).toEqual([]);
      await page.close();
    }
    await first.page.close();
  });

  it.each([DESKTOP, PHONE])(
    'show the coverage without a serious fault of accessibility at $viewport.width',
    async (size) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        const { page } = await openPage(console.browser, { ...size, colorScheme });
        await page.goto(`${console.url}/__admin/coverage`);
        await page.click('details:has(code:text-is("listAccounts")) summary');
        expect(await findFaults(page)).toEqual([]);
        expect((await overflow(page))[0]).toBe(0);
        await page.close();
      }
    },
  );
});
