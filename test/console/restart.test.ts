import { expect, it } from 'vitest';
import { createSimulator } from '../../src/index.ts';
import { openConsole } from './open-console.ts';

it('a restart of the server is survived: the page says so, keeps what it has, and follows again', async () => {
  const console = await openConsole();
  const { page } = await console.open('traffic');
  await console.send('GET', '/api/v1/agents');
  await page.waitForSelector('.exchange-row:has-text("/api/v1/agents")');
  await page.keyboard.press('j');
  await page.waitForSelector('.detail-head');
  await console.simulator.close();
  await page.waitForSelector('.lost');
  expect(await page.innerText('.detail')).toContain('/api/v1/agents');

  const next = await createSimulator();
  await next.listen({ port: Number(new URL(console.url).port) });
  await page.waitForSelector('.live-dot.live');
  await page.waitForSelector('.notice:has-text("Connected again")');
  expect(await page.locator('.lost').count()).toBe(0);
  await console.send('GET', '/api/v1/workflows');
  await page.waitForSelector('.held, .exchange-row:has-text("/api/v1/workflows")');
  await console.browser.close();
  await next.close();
});
