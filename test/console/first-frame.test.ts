import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPage } from '../browser/open-browser.ts';
import { DESKTOP, openConsole, PHONE, type ConsoleFixture } from './open-console.ts';

let console: ConsoleFixture;
beforeAll(async () => {
  console = await openConsole();
});
afterAll(() => console.close());

interface Frame {
  /** The names in the navigation. */
  readonly names: readonly string[];
  readonly current: string;
  /** The place and the size of each part, in pixels. Links with a count are wider when it is known. */
  readonly boxes: Readonly<Record<string, readonly number[]>>;
  readonly colors: readonly string[];
}

function readFrame(page: Page): Promise<Frame> {
  return page.evaluate(`(() => {
    const toBox = (element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return [x, y, width, height];
    };
    const find = (selector) => document.querySelector(selector);
    const links = [...document.querySelectorAll('.navigation li a')];
    const parts = ['.navigation', '.brand img', '.world', '.palette-button', 'main', '.curl'];
    const toColor = (selector) => getComputedStyle(find(selector)).backgroundColor;
    return {
      names: links.map((link) => link.querySelector('span').textContent),
      current: find('.navigation [aria-current] span').textContent,
      boxes: Object.fromEntries([
        ...parts.map((part) => [part, toBox(find(part))]),
        ...links.slice(0, 5).map((link) => [link.getAttribute('href'), toBox(link)]),
      ]),
      colors: ['body', '.navigation', '.world.blank, .world select', '.palette-button', '.curl', '.navigation [aria-current]'].map(toColor),
    };
  })()`);
}

/** Opens a screen whose script never arrives. */
async function openWithoutScript(screen: string, options: BrowserContextOptions): Promise<Page> {
  const { page } = await openPage(console.browser, options);
  await page.route('**/*.js', (route) => route.abort());
  await page.goto(`${console.url}/__admin/console/${screen}`);
  return page;
}

describe('the frame that is painted before the script runs', () => {
  it.each([
    ['', 'Home', 'light', DESKTOP],
    ['runs', 'Runs', 'dark', DESKTOP],
    ['traffic', 'Traffic', 'dark', PHONE],
  ] as const)('of "%s" moves nothing when the script has run: %s, %s', async (screen, title, colorScheme, size) => {
    const options = { ...size, colorScheme };
    const early = await openWithoutScript(screen, options);
    const painted = await readFrame(early);
    expect(painted.current).toBe(title);
    expect(painted.names).toContain('Threads');
    const { page, complaints } = await console.open(screen, options);
    expect(await readFrame(page)).toEqual(painted);
    expect(complaints).toEqual([]);
    await Promise.all([early.close(), page.close()]);
  });
});
