import type { Page } from '@playwright/test';
import { expect, test } from 'athena-simulator/playwright';

test.beforeEach(async ({ page }) => {
  await page.goto('/');
  // What a test changes concerns the requests after the first one.
  await expect(page.getByRole('listitem').first()).toBeVisible();
});

async function create(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Create' }).click();
}

test('lists the newest threads', async ({ page, athena }) => {
  const { data } = await athena.client.GET('/api/v1/threads', {
    params: { query: { sort_by: 'created_at', sort_direction: 'desc' } },
  });
  const names = data?.data.map(({ name }) => name) ?? [];
  expect(names.length).toBeGreaterThan(0);
  await expect(page.getByRole('listitem')).toContainText(names);
});

test('creates a thread', async ({ page, athena }) => {
  await create(page, 'Plans');
  await expect(page.getByRole('listitem').first()).toContainText('Plans');
  await expect(athena).toHaveReceived('createThread', { body: { name: 'Plans' }, exactly: 1 });
});

test('says why a name is rejected', async ({ page }) => {
  await create(page, '');
  await expect(page.getByRole('alert')).toHaveText('The name field is required.');
});

test('deletes a thread', async ({ page, athena }) => {
  await create(page, 'A mistake');
  await page.getByRole('button', { name: 'Delete A mistake' }).click();
  await expect(page.getByText('A mistake')).toHaveCount(0);
  await expect(athena).toHaveReceived('deleteThread', { status: 204 });
});

test('says that a workspace has no threads', async ({ page, athena }) => {
  await athena.scenario('empty-workspace');
  await page.reload();
  await expect(page.getByRole('status')).toHaveText('There are no threads yet.');
});

test('says that it loads', async ({ page, athena }) => {
  // Longer than the test takes to look.
  await athena.fault({ operationId: 'listThreads', kind: 'latency', delayMs: 60_000, realTime: true });
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.getByRole('status')).toHaveText('Loading…');
});

test('shows a failure of the API, and recovers', async ({ page, athena }) => {
  await athena.fault({ operationId: 'listThreads', kind: 'status', status: 503, times: 1 });
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.getByRole('alert')).toHaveText('Service Unavailable');
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.getByRole('alert')).toBeHidden();
  await expect(page.getByRole('listitem').first()).toBeVisible();
});

test('says that it has sent too many requests', async ({ page, athena }) => {
  await athena.fault({ operationId: 'createThread', kind: 'rate_limit', limit: 1, windowMs: 60_000 });
  await create(page, 'First');
  await expect(page.getByRole('listitem').first()).toContainText('First');
  await create(page, 'Second');
  await expect(page.getByRole('alert')).toHaveText('Too Many Attempts.');
});

// Both run at once on one server: each has a sandbox of its own.
for (const mine of ['Left', 'Right']) {
  test(`sees only its own threads (${mine})`, async ({ page }) => {
    await create(page, `${mine} of a pair`);
    await expect(page.getByRole('listitem').filter({ hasText: 'of a pair' })).toHaveText([new RegExp(`^${mine} `)]);
  });
}
