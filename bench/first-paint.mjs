import { resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from '../scripts/find-chromium.mjs';
import { measureInTurns, withServers } from './rounds.mjs';
import { at, startProcess } from './start-process.mjs';

/**
 * Measures the console's first paint in Chromium from the start of the navigation: `node bench/first-paint.mjs
 * [FOLDER…]` compares this build with those of other folders. Each visit has a browser context of its own, so that
 * nothing is cached; the median of ten counts.
 */
const VISITS = 10;

const roots = [at('.'), ...process.argv.slice(2)];
const starts = Object.fromEntries(
  roots.map((root) => [
    root,
    () =>
      startProcess((port) => [resolve(root, 'dist/main.js'), '--port', port, '--ephemeral', '--log-level', 'warn'], {
        path: '/__admin/health',
      }),
  ]),
);
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  await withServers(starts, async (servers) => {
    const visits = Object.fromEntries(
      Object.entries(servers).map(([root, { port }]) => [
        root,
        () => visit(`http://localhost:${port}/__admin/console/`),
      ]),
    );
    // The first visit of each is not counted: the server and the browser have read nothing yet.
    await measureInTurns(visits, 1);
    const medians = await measureInTurns(visits, VISITS);
    for (const [root, time] of Object.entries(medians))
      console.log(`${root}: first paint after ${Math.round(time)} ms, the median of ${VISITS} visits`);
  });
} finally {
  await browser.close();
}

/** Returns after how many milliseconds the page at an address paints its first content. */
async function visit(address) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(address);
  await page.waitForSelector('.live-dot.live');
  const time = await page.evaluate(`performance.getEntriesByName('first-contentful-paint')[0]?.startTime`);
  await context.close();
  return time;
}
