import { expect, test } from 'athena-simulator/playwright';

test('shows the answer of an agent', async ({ page, athena }) => {
  await athena.reply({ when: { text: 'lamp' }, reply: 'It ships on Friday.' });
  await page.goto('/');
  await page.getByLabel('Question').fill('When does my lamp ship?');
  await page.getByRole('button', { name: 'Ask' }).click();
  await expect(page.locator('#answer')).toHaveText('It ships on Friday.');
  await expect(athena).toHaveReceived('runAgent', { body: { message: 'When does my lamp ship?' } });
});
