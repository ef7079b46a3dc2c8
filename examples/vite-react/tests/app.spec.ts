import type { Page } from '@playwright/test';
import { expect, test } from 'athena-simulator/playwright';

async function signIn(page: Page, password: string): Promise<void> {
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('signs in by cookie, and out again', async ({ page, context }) => {
  await page.goto('/');
  await signIn(page, 'wrong');
  await expect(page.getByRole('alert')).toHaveText('These credentials do not match our records.');
  await signIn(page, 'password');
  await expect(page.getByText('John Doe')).toBeVisible();
  expect((await context.cookies()).map(({ name }) => name)).toContain('athena_session');
  await page.reload();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test.describe('a user', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto('/');
    await signIn(page, 'password');
    await page.getByLabel('Search').fill('refund advisor');
  });

  test('finds an agent in the list', async ({ page }) => {
    await expect(page.getByRole('listitem')).toHaveText(['Refund Advisor']);
  });

  test('reads an answer while it comes', async ({ page, athena }) => {
    // It takes ten seconds, as a model would.
    await athena.reply(`Your lamp ships on Friday. ${'Please keep the box until then. '.repeat(80)}Goodbye.`);
    await page.getByRole('button', { name: 'Refund Advisor' }).click();
    await page.getByLabel('Question').fill('When does it ship?');
    await page.getByRole('button', { name: 'Ask' }).click();
    const output = page.locator('output');
    await expect(output).toHaveText(/^Your lamp ships on Friday\.(?!.*Goodbye)/s);
    // What is left comes when its time has come.
    await athena.clock.advance('PT1M');
    await expect(output).toContainText('Goodbye.');
  });

  test('sends a file', async ({ page, athena }) => {
    await page.getByRole('button', { name: 'Refund Advisor' }).click();
    await page.getByLabel('Question').fill('What is in this file?');
    const file = { name: 'lamp-figures.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2\n') };
    await page.getByLabel('File').setInputFiles(file);
    await page.getByRole('button', { name: 'Ask' }).click();
    await expect(page.locator('output')).not.toBeEmpty();
    await expect(athena).toHaveReceived('runAgent', {
      header: { 'content-type': { $contains: 'multipart/form-data' } },
    });
    expect(JSON.stringify((await athena.state()).collections)).toContain('lamp-figures.csv');
  });
});
