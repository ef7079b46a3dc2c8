import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { findFaults } from './find-faults.ts';
import { DESKTOP, openConsole, overflow, PHONE, SCREENS, settle, type ConsoleFixture } from './open-console.ts';

/** Where each screen has its most: a selected row, an open panel. */
const SHOWN: Readonly<Record<string, string>> = {
  data: 'data?collection=agents&record=550e8400-e29b-41d4-a716-446655440000',
  runs: 'runs?run=095be615-a8ad-4c33-8e9c-c7612fbf6c9f',
  threads: 'threads?thread=095be615-a8ad-4c33-8e9c-c7612fbf6c9f',
};

const AGENT = '550e8400-e29b-41d4-a716-446655440000';
const ACCOUNT = '550e8400-e29b-41d4-a716-446655440000';

let console: ConsoleFixture;
let requests: readonly string[];
beforeAll(async () => {
  console = await openConsole();
  await fetch(`${console.url}/__admin/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ operation_id: 'listPrompts', kind: 'status', status: 503, times: 1 }),
  });
  await fetch(`${console.url}/__admin/reset`, { method: 'POST', headers: { 'x-athena-sandbox': 'w1' } });
  for (const path of ['/api/v1/agents', '/api/v1/prompts', '/api/v1/none', '/api/v1/accounts'])
    await console.send('GET', path);
  await console.send('POST', '/api/v1/threads', {});
  await console.send('PUT', `/api/v1/accounts/${ACCOUNT}`, { provider_display_name: 'Changed' });
  const log = (await (await fetch(`${console.url}/__admin/requests`)).json()) as { requests: { id: string }[] };
  requests = log.requests.map(({ id }) => id);
});
afterAll(() => console.close());

describe('every screen', () => {
  const cases = SCREENS.flatMap((screen) => (['light', 'dark'] as const).map((scheme) => [screen, scheme] as const));

  it.each(cases)('"%s" has no serious fault of accessibility in the %s scheme', async (screen, colorScheme) => {
    const { page, complaints } = await console.open(SHOWN[screen] ?? screen, { ...DESKTOP, colorScheme });
    await settle(page);
    if (screen === 'traffic') await page.keyboard.press('j');
    await settle(page);
    expect(await findFaults(page)).toEqual([]);
    expect(await overflow(page)).toEqual([0, 0]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  const parts = [
    ['the form of a record', '.editor', () => `data?collection=agents&record=${AGENT}&edit=form`],
    ['the JSON editor of a record', '.editor textarea', () => `data?collection=agents&record=${AGENT}&edit=json`],
    [
      'what differs from the fixtures',
      '.detail .badge:text("changed")',
      () => `data?collection=accounts&diff=fixtures&record=${ACCOUNT}`,
    ],
    ['two compared requests', '.pair-head', () => `traffic?with=${requests[1]}&request=${requests[2]}`],
  ] as const;
  it.each(
    parts.flatMap(([name, selector, toPath]) =>
      (['light', 'dark'] as const).map((scheme) => [name, scheme, selector, toPath] as const),
    ),
  )('with %s has no serious fault of accessibility in the %s scheme', async (_name, colorScheme, selector, toPath) => {
    const { page, complaints } = await console.open(toPath(), { ...DESKTOP, colorScheme });
    await page.waitForSelector(selector);
    await settle(page);
    expect(await findFaults(page)).toEqual([]);
    expect(await overflow(page)).toEqual([0, 0]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('Home shows the clock before the stories where they are one below the other', async () => {
    const { page } = await console.open('', PHONE);
    await page.waitForSelector('.cards');
    const [clock, cards] = [await page.locator('.clock').boundingBox(), await page.locator('.cards').boundingBox()];
    expect((clock?.y ?? 0) + (clock?.height ?? 0)).toBeLessThan(cards?.y ?? 0);
    await page.close();
  });

  it('Runs can be reached below what waits for a person', async () => {
    const { page } = await console.open('runs', PHONE);
    await page.waitForSelector('.approvals');
    const row = page.locator('tr[aria-selected]').first();
    await row.scrollIntoViewIfNeeded();
    await row.click();
    await page.waitForSelector('.detail');
    await page.close();
  });

  it('leaves the navigation where a person has scrolled it, when a count appears in it', async () => {
    const { page } = await console.open('', PHONE);
    await settle(page);
    const scroll = (code: string): Promise<number> =>
      page.evaluate<number>(
        `(() => { const list = document.querySelector('.navigation ul'); ${code}; return list.scrollLeft; })()`,
      );
    const place = await scroll('list.scrollLeft = 300');
    expect(place).toBeGreaterThan(0);
    const faults = `${console.url}/__admin/faults`;
    const added = await fetch(faults, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ operation_id: 'listWorkflows', kind: 'status', status: 503 }),
    });
    const { id } = (await added.json()) as { id: string };
    onTestFinished(async () => {
      expect((await fetch(`${faults}/${id}`, { method: 'DELETE' })).ok).toBe(true);
    });
    await page.waitForSelector('.navigation a:has-text("Faults") .count:has-text("1 active")', { state: 'attached' });
    await settle(page);
    expect(await scroll('')).toBe(place);
    await page.close();
  });

  it.each([360, 1024, 1201])('Worlds has the buttons of each world within reach at a width of %i', async (width) => {
    const { page } = await console.open('worlds', { viewport: { width, height: 740 } });
    const buttons = page.locator('.worlds tr .button');
    await buttons.filter({ hasText: 'Forget' }).first().waitFor();
    for (const box of await Promise.all((await buttons.all()).map((button) => button.boundingBox())))
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
    await page.close();
  });

  it('a token of a person fits a phone, and its header is copied whole', async () => {
    const { page } = await console.open('', { ...PHONE, permissions: ['clipboard-read', 'clipboard-write'] });
    await page.locator('.people .button:text-is("Get a token")').first().click();
    const copy = page.locator('.people .button:has-text("Authorization header")');
    const box = await copy.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(PHONE.viewport.width);
    const token = await page.innerText('.issued code');
    await copy.click();
    await page.waitForSelector('.people .button:has-text("Copied")');
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(`Authorization: Bearer ${token}`);
    await page.close();
  });

  it.each(SCREENS)('"%s" fits a width of 360 pixels', async (screen) => {
    const { page } = await console.open(SHOWN[screen] ?? screen, PHONE);
    await settle(page);
    expect(await overflow(page)).toEqual([0, 0]);
    const current = await page.locator('.navigation [aria-current]').boundingBox();
    expect(current?.x).toBeGreaterThanOrEqual(0);
    expect((current?.x ?? 0) + (current?.width ?? 0)).toBeLessThanOrEqual(PHONE.viewport.width);
    expect(await findFaults(page)).toEqual([]);
    await page.close();
  });
});
