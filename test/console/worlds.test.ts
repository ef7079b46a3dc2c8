import { expect, it } from 'vitest';
import { openConsole } from './open-console.ts';

it('the age of a sandbox and its last use go on without a request, and follow the requests to it', async () => {
  const console = await openConsole();
  await console.simulator.sandbox('aged').reset();
  const { page } = await console.open('worlds');
  const row = page.locator('.worlds tr:has-text("aged")');
  const cell = (name: string): Promise<string> => row.locator(`[data-label=${name}]`).innerText();
  await row.waitFor();
  // From now on, the list is not loaded until the test lets it.
  let release = (): void => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/__admin/sandboxes?*', async (route) => released.then(() => route.continue()));
  for (const name of ['age', 'used']) {
    const before = await cell(name);
    await expect.poll(() => cell(name), { timeout: 30_000 }).not.toBe(before);
  }
  expect(await cell('requests')).toBe('0');
  const sent = await fetch(`${console.url}/api/v1/agents`, {
    headers: { authorization: 'Bearer athena-demo-token', 'x-athena-sandbox': 'aged' },
  });
  expect(sent.status).toBe(200);
  release();
  await expect.poll(() => cell('requests'), { timeout: 30_000 }).toBe('1');
  await console.close();
});
