import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { createSimulator } from '../dist/index.js';
import { findChromium } from './find-chromium.mjs';

/** In bytes: the pictures are part of the repository, and of no package. */
const MAX_SIZE = 150_000;
/** The width and height of the windows that the console is looked at in. */
const SIZES = { wide: { width: 1440, height: 900 }, narrow: { width: 360, height: 740 } };
const AGENT = '550e8400-e29b-41d4-a716-446655440000';
const THREAD = '27da2abb-fd73-4dc0-9fe3-b90cc6e71ac1';

/** The screens, each with the address that shows most of it. */
const SCREENS = {
  home: '',
  traffic: 'traffic',
  data: `data?collection=agents&record=${AGENT}`,
  worlds: 'worlds?world=checkout-tests',
  faults: 'faults?operation=listAgents&kind=status&status=503',
  contract: 'contract',
  runs: 'runs?run=095be615-a8ad-4c33-8e9c-c7612fbf6c9f',
  threads: `threads?thread=${THREAD}`,
  replies: 'replies',
  help: 'help',
};

/**
 * Writes a picture of each screen of the console: `node scripts/write-console-pictures.mjs FOLDER [wide|narrow]...`. It
 * starts a simulator of its own and fills it, so that no screen is empty.
 */
const [folder = fileURLToPath(new URL('../docs/images', import.meta.url)), ...sizes] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const simulator = await createSimulator();
const { url } = await simulator.listen();
await fill();
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
for (const size of sizes.length === 0 ? ['wide'] : sizes)
  for (const colorScheme of ['light', 'dark'])
    for (const [name, path] of Object.entries(SCREENS)) {
      const page = await browser.newPage({ viewport: SIZES[size], colorScheme, reducedMotion: 'reduce' });
      await page.goto(`${url}/__admin/console/${path}`);
      await page.waitForSelector('.live-dot.live');
      await page.waitForTimeout(700);
      if (name === 'traffic' && size === 'wide') {
        await page.click('.exchange-row:has-text("422")');
        await page.click('[role=tab]:has-text("Why")');
        await page.waitForTimeout(300);
      }
      const file = `console-${name}-${size === 'wide' ? '' : `${size}-`}${colorScheme}.jpg`;
      await takePicture(page, join(folder, file));
      await page.close();
    }
await browser.close();
await simulator.close();

/** Writes a picture in the best quality in which it is small enough. */
async function takePicture(page, path) {
  for (const quality of [60, 50, 40, 30]) {
    const picture = await page.screenshot({ type: 'jpeg', quality });
    if (picture.length > MAX_SIZE) continue;
    writeFileSync(path, picture);
    return;
  }
  throw new Error(`Failed to write ${path}: it is larger than ${MAX_SIZE} bytes in every quality.`);
}

async function fill() {
  const send = (method, path, body, headers = {}) =>
    fetch(url + path, {
      method,
      headers: { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  await send('POST', '/__admin/scenarios/support-morning/activate');
  await send('POST', '/__admin/snapshots', { name: 'before checkout' });
  await send('POST', '/__admin/faults', { operation_id: 'listPrompts', kind: 'status', status: 503, times: 2 });
  await send('POST', '/__admin/faults', { operation_id: 'runAgent', kind: 'latency', delay_ms: { p50: 80, p99: 900 } });
  await send('POST', '/__admin/replies', { name: 'Small refunds', when: { text: 'refund' }, reply: 'Approved.' });
  for (const world of ['checkout-tests', 'w1', 'ada'])
    await send('GET', '/api/v1/agents', undefined, { 'x-athena-sandbox': world });
  for (const path of ['/user', '/agents?per_page=2', '/prompts', '/workflows', '/agent', '/accounts', '/workspaces'])
    await send('GET', `/api/v1${path}`);
  await send('POST', '/api/v1/threads', {});
  await send('POST', '/api/v1/threads', { name: 'Plans for the launch' });
  await send('PUT', `/api/v1/accounts/${AGENT}`, { provider_display_name: 'Ours' });
  await send('DELETE', '/api/v1/agents/none');
  await send('GET', `/api/v1/agents/${AGENT}`);
}
