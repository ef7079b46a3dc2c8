import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPage } from '../browser/open-browser.ts';
import { openConsole, SCREENS, settle, type ConsoleFixture } from './open-console.ts';

const EVIL = `"'><img src=x onerror="window.hacked=1"><script>window.hacked=1</script>{{7*7}}`;

let console: ConsoleFixture;
let other: Server;
beforeAll(async () => {
  console = await openConsole();
  other = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>Another site</title>');
  });
  await new Promise<void>((resolve) => {
    other.listen(0, '127.0.0.1', resolve);
  });
});
afterAll(async () => {
  await console.close();
  other.close();
});

/** Puts markup into everything that the console shows: records, requests, faults, snapshots and replies. */
async function plant(): Promise<void> {
  const put = (path: string, method: string, body: unknown): Promise<Response> =>
    fetch(`${console.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  await console.send('POST', '/api/v1/threads', { name: EVIL });
  await console.send('POST', '/api/v1/agents', { name: EVIL, description: EVIL, instruction: EVIL });
  await console.send('GET', `/api/v1/agents?search=${encodeURIComponent(EVIL)}`);
  await console.send('GET', `/${encodeURIComponent(EVIL)}`);
  await put('/__admin/state/users/123', 'PATCH', { name: EVIL, first_name: EVIL });
  await put('/__admin/snapshots', 'POST', { name: EVIL });
  await put('/__admin/replies', 'POST', { name: EVIL, when: { text: EVIL }, reply: EVIL });
  await put('/__admin/faults', 'POST', { kind: 'latency', delay_ms: 0, path: EVIL, when: { body: EVIL } });
}

describe('texts of a world', () => {
  it('are shown as text on every screen, and run nothing', async () => {
    await plant();
    for (const screen of SCREENS) {
      const { page, complaints } = await console.open(screen);
      await settle(page);
      await page.keyboard.press('j');
      await settle(page);
      expect(await page.evaluate('window.hacked'), screen).toBeUndefined();
      expect(await page.locator('main img[src=x], main script').count(), screen).toBe(0);
      expect(complaints, screen).toEqual([]);
      await page.close();
    }
  });

  it('are shown as text in a request, its reason and its record', async () => {
    await console.send('POST', '/api/v1/threads', { name: 'Odd', [EVIL]: 1 });
    const { page, complaints } = await console.open('traffic');
    await page.waitForSelector('.exchange-row');
    await page.click('.exchange-row >> nth=0');
    for (const tab of ['Request', 'Why', 'Response']) {
      await page.click(`[role=tab]:has-text("${tab}")`);
      // The name of a field that the operation does not declare.
      if (tab === 'Why') await page.waitForSelector('.why-summary:has-text("Ignored"):has-text("onerror")');
      await settle(page);
    }
    await page.goto(`${console.url}/__admin/console/data?collection=users&record=123`);
    await page.waitForSelector('.detail .tree:has-text("onerror")');
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    expect(complaints).toEqual([]);
    await page.close();
  });
});

describe('the page', () => {
  it('lets nothing turn text into markup or code, and loads from its own server only', async () => {
    const { page, requests } = await console.open('traffic');
    const blocked = await page.evaluate(`(() => {
      try { document.body.innerHTML = '<b>x</b>'; return 'allowed'; } catch (error) { return error.name; }
    })()`);
    expect(blocked).toBe('TypeError');
    expect(requests.filter((address) => !address.startsWith(`${console.url}/`))).toEqual([]);
    await page.close();
  });

  it('cannot be shown in a frame of another site, nor read by it, nor can its events', async () => {
    const { port } = other.address() as AddressInfo;
    const { page } = await openPage(console.browser);
    await page.goto(`http://127.0.0.1:${port}/`);
    for (const path of ['/__admin/console/', '/__admin/events', '/__admin/requests', '/__admin/state']) {
      const read = await page.evaluate(
        `fetch(${JSON.stringify(console.url + path)}).then((response) => response.text(), () => 'refused')`,
      );
      expect(read, path).toBe('refused');
    }
    const framed = await page.evaluate(`new Promise((resolve) => {
      const frame = document.createElement('iframe');
      frame.src = ${JSON.stringify(`${console.url}/__admin/console/`)};
      frame.onload = () => { try { resolve(frame.contentDocument === null ? 'blocked' : 'open'); } catch { resolve('blocked'); } };
      document.body.append(frame);
    })`);
    expect(framed).toBe('blocked');
    await page.close();
  });

  it('asks once for the admin token, and keeps it for the tab', async () => {
    const guarded = await openConsole({ adminToken: 'a-secret-for-tests' });
    const { page } = await openPage(guarded.browser);
    await page.goto(`${guarded.url}/__admin/console/worlds`);
    await page.waitForSelector('dialog[open] input[type=password]');
    await page.fill('dialog input', 'a-secret-for-tests');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.table:has-text("baseline")');
    await page.reload();
    await page.waitForSelector('.live-dot.live');
    expect(await page.locator('dialog[open]').count()).toBe(0);
    expect(await page.innerText('.curl code')).not.toContain('a-secret-for-tests');
    await guarded.close();
  });
});
