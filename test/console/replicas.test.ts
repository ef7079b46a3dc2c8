import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSharedLog, createSimulator, type Simulator } from '../../src/simulator.ts';
import { openConsole, type ConsoleFixture } from './open-console.ts';

let console: ConsoleFixture;
let other: Simulator;
beforeAll(async () => {
  const log = createSharedLog();
  console = await openConsole({ log });
  other = await createSimulator({ log });
});
afterAll(async () => {
  await console.close();
  await other.close();
});

it('requests that replicas have got are in one list, and each of those with the same id is itself', async () => {
  const headers = { authorization: 'Bearer athena-demo-token', 'x-request-id': 'page' };
  for (let count = 0; count < 2; count += 1) await console.send('GET', '/api/v1/workspaces');
  const { page, complaints } = await console.open('traffic');
  await page.waitForSelector('.exchange-row >> nth=1');
  // Its number is 1 there, and 3 in the list of both.
  await other.fetch('http://localhost/api/v1/acounts', { headers });
  await page.waitForSelector('.exchange-row >> nth=2');
  await expect.poll(() => page.innerText('.exchange-row >> nth=0')).toContain('/api/v1/acounts');
  await fetch(`${console.url}/api/v1/prompts`, { headers });
  await page.waitForSelector('.exchange-row >> nth=3');
  await expect.poll(() => page.innerText('.exchange-row >> nth=0')).toContain('/api/v1/prompts');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.waitForSelector('.detail-head:has-text("#3")');
  expect(new URL(page.url()).searchParams.get('number')).toBe('3');
  await page.waitForSelector('.detail h2:has-text("/api/v1/acounts")');
  // Loaded again, it is the same list.
  await page.reload();
  await page.waitForSelector('.detail-head:has-text("#3")');
  await expect.poll(() => page.locator('.exchange-row').count()).toBe(4);
  expect(complaints).toEqual([]);
  await page.close();
});
