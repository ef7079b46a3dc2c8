import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openConsole, pressButton, type ConsoleFixture } from './open-console.ts';

const ACCOUNT = '550e8400-e29b-41d4-a716-446655440000';
const SHOP = fileURLToPath(new URL('../contracts/shop/openapi.yaml', import.meta.url));
const PETSTORE = createRequire(import.meta.url)
  .resolve('@readme/oas-examples/package.json')
  .replace('package.json', '3.1/json/petstore.json');

describe('a record', () => {
  const address = `/__admin/state/accounts/${ACCOUNT}`;
  let console: ConsoleFixture;
  beforeAll(async () => {
    console = await openConsole();
  });
  afterAll(() => console.close());

  const read = async (): Promise<Record<string, unknown>> =>
    (await (await fetch(console.url + address)).json()) as Record<string, unknown>;
  const patch = (body: object): Promise<Response> =>
    fetch(console.url + address, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('is edited in a form, which says at each field what is wrong; u undoes it', async () => {
    const before = await read();
    const { page, complaints } = await console.open(`data?collection=accounts&record=${ACCOUNT}`);
    await page.waitForSelector('.detail .tree');
    await page.keyboard.press('e');
    await page.waitForSelector('#field-provider_display_name:focus');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.waitForSelector('#field-provider_display_name-message:has-text("It must not be empty.")');
    await page.keyboard.type('By form');
    await page.focus('#field-workspace_uuid');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('00000000-0000-4000-8000-000000000000');
    await page.keyboard.press('Control+Enter');
    await page.waitForSelector('#field-workspace_uuid-message:has-text("names no record")');
    await page.keyboard.press('Control+a');
    await page.keyboard.type(String(before['workspace_uuid']));
    await page.keyboard.press('Enter');
    await page.waitForSelector('.detail .tree:has-text("By form")');
    expect(await page.innerText('.curl code')).toBe(
      `curl -X PATCH ${console.url}${address} -H 'Content-Type: application/json' ` +
        `-d '{"provider_display_name":"By form"}'`,
    );
    expect(await read()).toEqual({ ...before, provider_display_name: 'By form' });
    await page.keyboard.press('u');
    await page.waitForSelector('.notice:has-text("is undone")');
    expect(await page.locator('.notice:has-text("is saved")').count()).toBe(0);
    expect(await read()).toEqual(before);
    // The one that was rejected.
    expect(complaints.filter((text) => !text.includes('422'))).toEqual([]);
    await page.close();
  });

  it('is as it was by u after the page was loaded again, once', async () => {
    const before = await read();
    const { page } = await console.open(`data?collection=accounts&record=${ACCOUNT}&edit=form`);
    await page.waitForSelector('#field-provider_display_name:focus');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Before the reload');
    await page.keyboard.press('Control+Enter');
    await page.waitForSelector('.detail .tree:has-text("Before the reload")');
    await page.reload();
    await page.waitForSelector('.undo:text-is("Undo edit of Before the reload")');
    await page.keyboard.press('u');
    await page.waitForSelector('.notice:has-text("is undone")');
    expect(await read()).toEqual(before);
    await page.reload();
    await page.waitForSelector('.detail .tree');
    expect(await page.locator('.undo').count()).toBe(0);
    await page.close();
  });

  it('is left as it is when it has changed since the edit', async () => {
    const { page } = await console.open(`data?collection=accounts&record=${ACCOUNT}&edit=form`);
    await page.waitForSelector('#field-provider_display_name:focus');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Mine');
    await page.keyboard.press('Control+Enter');
    await page.waitForSelector('.detail .tree:has-text("Mine")');
    await patch({ provider_display_name: 'Theirs' });
    await page.waitForSelector('.detail .tree:has-text("Theirs")');
    await pressButton(page, 'Undo edit of Mine');
    await page.waitForSelector('.notice.failed:has-text("has changed since"):has-text("/provider_display_name")');
    expect(await read()).toMatchObject({ provider_display_name: 'Theirs' });
    await page.close();
  });

  it('stays in its editor when the contract arrives late', async () => {
    const { page } = await console.open('data?collection=accounts');
    let serve = (): void => {};
    const wanted = new Promise<void>((resolve) => (serve = resolve));
    await page.route('**/contract.json', async (route) => wanted.then(() => route.continue()));
    await page.goto(`${console.url}/__admin/console/data?collection=accounts&record=${ACCOUNT}&edit=form`);
    await page.fill('[id^=field-]:focus', 'Mine');
    await page.keyboard.press('ArrowLeft');
    serve();
    await page.waitForSelector('label[for=field-provider_display_name][title="What people call it."]');
    await page.keyboard.type('X');
    expect(await page.inputValue('[id^=field-]:focus')).toBe('MinXe');
    await page.close();
  });

  it('keeps unsaved changes until they are saved or discarded', async () => {
    const before = await read();
    const { page } = await console.open(`data?collection=accounts&record=${ACCOUNT}&edit=form`);
    await page.waitForSelector('#field-provider_display_name:focus');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Unsaved');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.notice:has-text("are kept, but not saved")');
    await page.keyboard.press('1');
    await page.waitForSelector('.clock');
    await page.focus('.notice button:text("Continue")');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.editor:has-text("Your unsaved changes are here again")');
    expect(await page.inputValue('#field-provider_display_name')).toBe('Unsaved');
    expect(await read()).toEqual(before);
    await pressButton(page, 'Cancel');
    await page.waitForSelector('.detail-actions button:text-is("Edit")');
    await page.close();
  });

  it('keeps a secret that the page does not have', async () => {
    const issued = await fetch(`${console.url}/__admin/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user: 124 }),
    });
    const { token } = (await issued.json()) as { token: string };
    const { page } = await console.open(
      `data?collection=personal_access_tokens&record=${token.replace(/\|.*/, '')}&edit=form`,
    );
    await page.waitForSelector('.form-row:has(#field-token_hash:read-only) label:has-text("redacted")');
    await page.fill('#field-name', 'Renamed');
    await page.keyboard.press('Control+Enter');
    await page.waitForSelector('.detail .tree:has-text("Renamed")');
    const response = await fetch(`${console.url}/api/v1/agents`, { headers: { authorization: `Bearer ${token}` } });
    expect(response.status).toBe(200);
    await pressButton(page, 'Edit');
    await pressButton(page, 'JSON');
    await page.focus('.editor textarea');
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('{"id":1,"name":"Without a digest"}');
    await page.waitForSelector('.editor .warning-text:has-text("/token_hash is redacted")');
    await page.close();
  });

  it('gets a new secret in place of a redacted one', async () => {
    const users = '/__admin/state/users';
    const { records } = (await (await fetch(console.url + users)).json()) as {
      records: { id: number; email: string }[];
    };
    const [user] = records;
    const { page } = await console.open(`data?collection=users&record=${user?.id}&edit=form`);
    await page.waitForSelector('#field-password_hash:read-only');
    await page.focus('[aria-label="Replace password_hash"]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#field-password_hash-message:has-text("Enter the new value")');
    await page.keyboard.type('open sesame');
    await page.keyboard.press('Control+Enter');
    await page.waitForSelector('.notice:has-text("has a new secret")');
    const signIn = await console.send('POST', '/api/v1/auth/sign-in', { email: user?.email, password: 'open sesame' });
    expect(signIn.status).toBe(200);
    await page.close();
  });

  it('has the columns in its table that are chosen by keyboard, and the address keeps them', async () => {
    const { page, complaints } = await console.open('data?collection=accounts');
    const headers = (): Promise<readonly string[]> => page.locator('thead th').allInnerTexts();
    await page.waitForSelector('thead th');
    expect(await headers()).not.toContain('user_id');
    await page.focus('.column-menu summary');
    await page.keyboard.press('Enter');
    await page.focus('.column-list label:has-text("user_id") input');
    await page.keyboard.press('Space');
    await page.waitForSelector('thead th:has-text("user_id")');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.column-menu:not([open]) summary:focus');
    await page.reload();
    await page.waitForSelector('thead th:has-text("user_id")');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('is compared with the fixtures', async () => {
    await patch({ provider_display_name: 'Different' });
    const { page, complaints } = await console.open(`data?collection=accounts&record=${ACCOUNT}`);
    await page.waitForSelector('.detail .tree');
    await page.focus('.detail .button:text("Against fixtures")');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.differences:has-text("/provider_display_name"):has-text("Different")');
    expect(await page.locator('.table tbody tr').count()).toBe(1);
    expect(await page.innerText('.curl code')).toContain('/__admin/diff?from=fixtures&to=baseline&collection=accounts');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('that was deleted is back by the button of its notice', async () => {
    const memories = '/__admin/state/memories';
    const { records } = (await (await fetch(console.url + memories)).json()) as { records: { uuid: string }[] };
    const key = records[0]?.uuid ?? '';
    const { page } = await console.open(`data?collection=memories&record=${key}`);
    await page.waitForSelector('.detail .tree');
    await pressButton(page, 'Delete');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.notice:has-text("deleted")');
    await page.focus('.notice button:text("Undo")');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.notice:has-text("is undone")');
    expect((await fetch(`${console.url}${memories}/${key}`)).status).toBe(200);
    await page.close();
  });
});

describe('another contract', () => {
  it('of resources has forms made from its schemas', async () => {
    const console = await openConsole({ spec: SHOP });
    await console.send('POST', '/shelves', { name: 'Old Maps' });
    const { page, complaints } = await console.open('data?collection=shelves&record=1&edit=form');
    await page.waitForSelector('#field-name:focus');
    await page.waitForSelector('#field-slug:read-only');
    expect(await page.locator('.form-row').count()).toBe(4);
    await page.fill('#field-position', '1.5');
    await page.waitForSelector('#field-position-message:has-text("Enter a whole number.")');
    await page.fill('#field-position', '7');
    await page.keyboard.press('Control+Enter');
    await page.waitForSelector('.detail .tree:has-text("7")');
    expect(await (await console.send('GET', '/shelves/1')).json()).toMatchObject({ data: { position: 7 } });
    expect(complaints).toEqual([]);
    await console.close();
  });

  it('without any knowledge of resources has them too', async () => {
    const console = await openConsole({ spec: PETSTORE });
    await console.send('POST', '/pet', { id: 7, name: 'Rex', photoUrls: [], constructor: 'Ann' });
    const { page, complaints } = await console.open('data?collection=pet&q=Rex');
    await page.waitForSelector('.table td:text("Rex")');
    await page.keyboard.press('j');
    await page.waitForSelector('.detail .tree');
    await page.keyboard.press('e');
    await page.waitForSelector('#field-name');
    expect(await page.isEditable('#field-id')).toBe(false);
    await page.fill('#field-name', 'Max');
    await page.fill('#field-constructor', 'Eve');
    await page.selectOption('#field-status', { label: 'sold' });
    await page.keyboard.press('Control+Enter');
    await page.waitForSelector('.detail .tree:has-text("Max")');
    const pet = await fetch(`${console.url}/pet/7`, { headers: { api_key: 'any', accept: 'application/json' } });
    expect(await pet.json()).toMatchObject({ id: 7, name: 'Max', constructor: 'Eve', status: 'sold' });
    expect(complaints).toEqual([]);
    await console.close();
  });
});
