import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { DESKTOP, openConsole } from './open-console.ts';

it('seven tabs follow the server: a hidden one holds no connection, and shows what it has missed', async () => {
  const console = await openConsole();
  // Tabs of one browser share its connections: at most six to a host.
  const context = await console.browser.newContext(DESKTOP);
  await context.addInitScript(HIDEABLE);
  const tabs: Page[] = [];
  for (let count = 0; count < 7; count += 1) {
    await tabs.at(-1)?.evaluate('setVisibility("hidden")');
    const tab = await context.newPage();
    await tab.goto(`${console.url}/__admin/console/traffic`);
    await tab.waitForSelector('.live-dot.live');
    tabs.push(tab);
  }
  await console.send('GET', '/api/v1/agents');
  const row = '.exchange-row:has-text("/api/v1/agents")';
  await tabs.at(-1)?.waitForSelector(row);
  await tabs.at(-1)?.evaluate('setVisibility("hidden")');

  await tabs[0]?.evaluate('setVisibility("visible")');
  await tabs[0]?.waitForSelector('.live-dot.live');
  await tabs[0]?.waitForSelector(row);
  expect(await tabs[0]?.locator('.notice').count()).toBe(0);
  await console.close();
});

/** Chromium without a screen shows all tabs. This hides one, and tells the page. */
const HIDEABLE = `{
  let visibility = 'visible';
  Object.defineProperty(document, 'visibilityState', { get: () => visibility });
  window.setVisibility = (next) => {
    visibility = next;
    document.dispatchEvent(new Event('visibilitychange'));
  };
}`;
