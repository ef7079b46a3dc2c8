import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openConsole, settle, type ConsoleFixture } from './open-console.ts';

let console: ConsoleFixture;
beforeAll(async () => {
  console = await openConsole();
});
afterAll(() => console.close());

describe.each([
  [360, 740],
  [1280, 800],
  [1280, 480],
])('at %i × %i, notices', (width, height) => {
  it('cover no control, and leave the one that has the focus in view', async () => {
    const { page, complaints } = await console.open('faults', { viewport: { width, height } });
    await page.waitForSelector('.switches li');
    await settle(page);
    for (let count = 1; count <= 3; count += 1) {
      await page.evaluate(FOCUS_LAST_SWITCH);
      await page.keyboard.press('Enter');
      await expect.poll(() => page.locator('.notice').count()).toBe(count);
      await settle(page);
      expect(await page.evaluate(FIND_COVERED)).toEqual([]);
      expect(await page.evaluate(IS_FOCUS_SHOWN)).toBe(true);
    }
    // They can be read, and dismissed.
    const places = await Promise.all(
      (await page.locator('.notice button').all()).map((button) => button.boundingBox()),
    );
    for (const place of places) expect((place?.y ?? 0) + (place?.height ?? 0)).toBeLessThanOrEqual(height);
    expect(complaints).toEqual([]);
    await page.close();
  });
});

/** Gives the focus to the last switch in view of an operation that works. */
const FOCUS_LAST_SWITCH = `(() => {
  const { bottom } = document.querySelector('main').getBoundingClientRect();
  const rows = [...document.querySelectorAll('.switches li:has(.segments > :first-child[aria-pressed=true])')];
  const row = rows.findLast((one) => one.getBoundingClientRect().bottom <= bottom) ?? rows[0];
  row.querySelector('.segments > :last-child').focus();
})()`;

/** Returns the controls that are under a notice, each by its text. */
const FIND_COVERED = `(() => {
  const covered = new Set();
  for (const notice of document.querySelectorAll('.notice')) {
    const { left, top, width, height } = notice.getBoundingClientRect();
    for (let across = 1; across < 20; across += 1)
      for (let down = 1; down < 10; down += 1)
        for (const element of document.elementsFromPoint(left + (width * across) / 20, top + (height * down) / 10)) {
          const control = element.closest('a, button, select, input, textarea, summary, code[tabindex]');
          if (control !== null && control.closest('.notices') === null) covered.add(control.textContent);
        }
  }
  return [...covered];
})()`;

const IS_FOCUS_SHOWN = `(() => {
  const { left, top, width, height } = document.activeElement.getBoundingClientRect();
  return document.activeElement.contains(document.elementFromPoint(left + width / 2, top + height / 2));
})()`;
