import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../src/index.ts';
import { openBrowser, openPage, type ObservedPage } from '../browser/open-browser.ts';

/** A simulator with its console in a browser. */
export interface ConsoleFixture {
  readonly browser: Browser;
  readonly simulator: Simulator;
  /** The simulator's address. */
  readonly url: string;
  /** Opens a screen, and waits until it follows the server. What it shows for some seconds stays on it. */
  readonly open: (screen: string, options?: BrowserContextOptions) => Promise<ObservedPage>;
  /** Sends a request to the simulated API as the demo user. */
  readonly send: (method: string, path: string, body?: unknown) => Promise<Response>;
  readonly close: () => Promise<void>;
}

export async function openConsole(options: SimulatorOptions = {}): Promise<ConsoleFixture> {
  const simulator = await createSimulator(options);
  const { url } = await simulator.listen();
  const browser = await openBrowser();
  return {
    browser,
    simulator,
    url,
    open: async (screen, pageOptions = DESKTOP) => {
      const observed = await openPage(browser, pageOptions);
      await observed.page.addInitScript(KEEP_NOTICES);
      await observed.page.goto(`${url}/__admin/console/${screen}`);
      await observed.page.waitForSelector('.live-dot.live');
      return observed;
    },
    send: (method, path, body) =>
      fetch(url + path, {
        method,
        headers: { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    close: async () => {
      await browser.close();
      await simulator.close();
    },
  };
}

/** Presses Tab until a button of this name has the focus, then Enter. */
export async function pressButton(page: Page, name: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate('document.activeElement?.textContent?.trim() ?? ""');
    if (focused === name) {
      await page.keyboard.press('Enter');
      return;
    }
  }
  throw new Error(`Tab does not reach a button "${name}".`);
}

/** Waits until a page has loaded what it shows, and until nothing on it changes or moves. */
export async function settle(page: Page): Promise<void> {
  let last = '';
  // The policy of the page forbids what waits for a function in it.
  const isSettled = async (): Promise<boolean> => {
    const shown = await page.evaluate<string>(LOOK);
    const isSame = shown !== '' && shown === last;
    last = shown;
    return isSame;
  };
  await expect.poll(isSettled, { interval: 150, timeout: 30_000 }).toBe(true);
}

/** Returns by how many pixels the page is wider, and by how many it is higher than the window: its parts scroll. */
export function overflow(page: Page): Promise<readonly [wider: number, higher: number]> {
  return page.evaluate(`(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    return [scrollWidth - innerWidth, scrollHeight - innerHeight];
  })()`);
}

/** Returns what the page shows; nothing while it loads or moves. */
const LOOK = `(() => {
  const isMoving = document.getAnimations().some(({ effect }) => effect.getComputedTiming().endTime !== Infinity);
  return isMoving || document.querySelector('.skeleton') !== null ? '' : document.body.innerHTML;
})()`;
/** Notices go after 3.5 seconds or more. A busy machine may look for them later. */
const KEEP_NOTICES = `{
  const { setTimeout } = window;
  window.setTimeout = (run, wait, ...given) => setTimeout(run, wait >= 3500 ? 2 ** 31 - 1 : wait, ...given);
}`;
export const DESKTOP = { viewport: { width: 1440, height: 900 } };
export const PHONE = { viewport: { width: 360, height: 740 } };
/** The first one is Home. */
export const SCREENS = [
  '',
  'traffic',
  'data',
  'worlds',
  'faults',
  'contract',
  'runs',
  'threads',
  'replies',
  'help',
] as const;
