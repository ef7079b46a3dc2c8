import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openConsole, type ConsoleFixture } from './open-console.ts';

const REQUESTS = 2000;
const PORTION = 400;
const RECORDS = 10_000;
/** The rows of a window of 900 pixels, with those beyond it that scrolling shows next. */
const MAX_ROWS = 60;
const PAGE = 50;

let console: ConsoleFixture;
beforeAll(async () => {
  console = await openConsole();
});
afterAll(() => console.close());

describe('a long list renders the rows in view alone, so that scrolling stays quick', () => {
  it('of requests', async () => {
    const { page } = await console.open('traffic');
    let sent = 0;
    const sendUntil = async (total: number): Promise<void> => {
      while (sent < total) {
        sent += 1;
        await console.send('GET', '/api/v1/user');
      }
    };
    // A page that falls behind by more than the log keeps could not show all of them.
    for (let total = PORTION; total <= REQUESTS; total += PORTION) {
      await Promise.all([1, 2, 3, 4].map(() => sendUntil(total)));
      await page.waitForSelector(`.screen-head:has-text("${total.toLocaleString('en')} requests")`);
    }
    for (const share of [0, 0.5, 1]) {
      await page.evaluate(`(() => {
        const list = document.querySelector('.virtual');
        list.scrollTop = list.scrollHeight * ${share};
      })()`);
      // The policy of the page forbids what waits for a function in it.
      await expect
        .poll(() =>
          page.evaluate(`(() => {
            const box = document.querySelector('.virtual').getBoundingClientRect();
            return document.elementFromPoint(box.x + 99, box.y + 99)?.closest('.exchange-row') != null;
          })()`),
        )
        .toBe(true);
      expect(await page.locator('.exchange-row').count()).toBeLessThanOrEqual(MAX_ROWS);
    }
    await page.close();
    // The log, which keeps the newest thousand, is loaded in pages.
    const later = await console.open('traffic');
    await later.page.waitForSelector('.screen-head:has-text("1,000 requests")');
    await later.page.close();
  });

  it('of records, and of differences', async () => {
    const address = `${console.url}/__admin/state/memories`;
    const { records } = (await (await fetch(address)).json()) as { records: Record<string, unknown>[] };
    const toRecord = (_: unknown, number: number) => ({
      ...records[0],
      uuid: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    });
    const added = Array.from({ length: RECORDS }, toRecord);
    for (let from = 0; from < RECORDS; from += 2000) {
      const response = await fetch(address, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ records: added.slice(from, from + 2000) }),
      });
      expect(response.status).toBe(200);
    }
    for (const [screen, count] of [
      ['data?collection=memories', '10,0'],
      ['data?collection=memories&diff=fixtures', '1,000 records'],
    ] as const) {
      const { page } = await console.open(screen);
      await page.waitForSelector(`.pager:has-text("${count}")`);
      expect(await page.locator('.table tbody tr').count()).toBe(PAGE);
      await page.close();
    }
  });

  it('of runs, conversations and messages, loaded in pages', async () => {
    const response = await fetch(`${console.url}/__admin/state/messages?limit=1`);
    const { records } = (await response.json()) as { records: Record<string, unknown>[] };
    for (const screen of ['runs', `threads?thread=${String(records[0]?.['thread_uuid'])}`]) {
      const { page } = await console.open(screen);
      await page.waitForSelector(screen === 'runs' ? 'tr[aria-selected]' : '.message');
      const listReads = () =>
        page.evaluate<string[]>(
          `performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.includes('/state/'))`,
        );
      await expect.poll(async () => (await listReads()).length).toBeGreaterThan(1);
      expect((await listReads()).filter((url) => !new URL(url).searchParams.has('limit'))).toEqual([]);
      await page.close();
    }
  });
});
