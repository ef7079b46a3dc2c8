import { expect, test } from 'athena-simulator/playwright';

// It fails on purpose. What it attaches says why: `count` is a text, although the contract wants a number.
test('counts notes', async ({ page }) => {
  await page.request.post('/notes', { data: { text: 'Buy a lamp.' } });
  await page.goto('/notes/summary');
  await expect(page.getByText('"count":1')).toBeVisible({ timeout: 1000 });
});
