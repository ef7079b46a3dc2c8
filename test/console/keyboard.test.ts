import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openConsole, PHONE, pressButton, settle, type ConsoleFixture } from './open-console.ts';

const ACCOUNT = '550e8400-e29b-41d4-a716-446655440000';

let console: ConsoleFixture;
beforeAll(async () => {
  console = await openConsole();
});
afterAll(() => console.close());

describe('by keyboard alone', () => {
  it('the clock is frozen at Home, and the curl line shows how', async () => {
    const { page, complaints } = await console.open('');
    await page.waitForSelector('.clock');
    await page.hover('.button:text-is("+1 h")');
    await expect.poll(() => page.innerText('.curl code')).toContain('/__admin/clock/advance');
    await page.hover('h1');
    await expect.poll(() => page.innerText('.curl code')).toBe(`curl ${console.url}/__admin/health`);
    await pressButton(page, 'Freeze');
    await page.waitForSelector('.badge:text("frozen")');
    expect(await page.innerText('.curl code')).toBe(`curl -X POST ${console.url}/__admin/clock/freeze`);
    await pressButton(page, 'Resume');
    await page.waitForSelector('.badge:text("running"), .badge:text("moves with changes")');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('the clock is moved by a day, and tells on which work ran', async () => {
    const { page } = await console.open('');
    await page.waitForSelector('.clock');
    await pressButton(page, '+1 h');
    await page.waitForSelector('.notice:has-text("Moved to"):has-text("nothing was due.")');
    await pressButton(page, '+1 day');
    await page.waitForSelector('.notice:has-text("of scheduled work ran.")');
    await page.waitForSelector('.last-move a');
    await page.keyboard.press('2');
    await page.waitForSelector('.filters');
    await page.keyboard.press('1');
    await page.waitForSelector(
      '.last-move:has-text("of scheduled work ran."):has-text("× start of a workflow by its schedule")',
    );
    await fetch(`${console.url}/__admin/reset`, { method: 'POST' });
    await page.waitForSelector('.last-move', { state: 'detached' });
    await page.close();
  });

  it('the palette opens before the next frame, so that it has all that is typed', async () => {
    const { page } = await console.open('');
    const isOpen = await page.evaluate<boolean>(`(async () => {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true }));
      for (let turn = 0; turn < 20; turn += 1) await undefined;
      return document.querySelector('dialog[open]') !== null;
    })()`);
    expect(isOpen).toBe(true);
    await page.close();
  });

  it('a story begins and goes on by p', async () => {
    const { page } = await console.open('');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('support morning');
    await page.waitForSelector('[role=option][aria-selected=true]:has-text("morning")');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.steps .current:has-text("1")');
    await page.keyboard.press('p');
    await page.waitForSelector('.steps .current:has-text("2")');
    await fetch(`${console.url}/__admin/reset`, { method: 'POST' });
    await page.close();
  });

  it('a rejected request is found, and the reason of its rejection', async () => {
    const { page, complaints } = await console.open('traffic');
    await console.send('GET', '/api/v1/agents');
    await console.send('POST', '/api/v1/threads', {});
    await page.waitForSelector('.exchange-row:has-text("/api/v1/threads")');
    await page.keyboard.press('/');
    await page.keyboard.type('422');
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await page.waitForSelector('.detail h2:has-text("/api/v1/threads")');
    expect(page.url()).toMatch(/q=422/);
    expect(page.url()).toMatch(/request=/);
    // A rejected request opens on the reason, and what to do comes before the stages.
    await page.waitForSelector('.why:has-text("name")');
    await page.waitForSelector('.why-summary + .remedy');
    await page.waitForSelector('.why .command:has-text("createThread") button[title="Copy command"]');
    await page.focus('[role=tab]:has-text("Why")');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.waitForSelector('[role=tabpanel][aria-label=response]');
    await page.keyboard.press('r');
    // The replay stands beside the original: both statuses, what differs, and a link to it in its world.
    await page.waitForSelector('.replay:has-text("422"):has-text("baseline-fork-1")');
    await page.focus('.replay a');
    await page.keyboard.press('Enter');
    await page.waitForURL(/world=baseline-fork-1/);
    await page.waitForSelector('.notice:has-text("The page now shows baseline-fork-1.")');
    await console.send('DELETE', '/__admin/sandboxes/baseline-fork-1');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('the sandbox of a replay is kept until it is forgotten beside what came of it', async () => {
    await console.send('GET', '/api/v1/agents?per_page=3');
    const { page, complaints } = await console.open('traffic?q=per_page%3D3');
    await page.waitForSelector('.exchange-row');
    await page.keyboard.press('j');
    await page.waitForSelector('.detail-actions');
    await page.keyboard.press('r');
    await page.waitForSelector('.replay a:text-is("baseline-fork-1")');
    await page.waitForSelector('.replay:has-text("kept until it is forgotten")');
    await page.focus('.replay button');
    expect(await page.innerText('.curl code')).toBe(`curl -X DELETE ${console.url}/__admin/sandboxes/baseline-fork-1`);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.replay button:text-is("Forget it?")');
    await page.keyboard.press('Enter');
    // What came of it stays. Nothing leads into the sandbox, which a request would make again.
    await page.waitForSelector('.replay:has-text("The sandbox is forgotten.")');
    expect(await page.innerText('.replay')).toContain('200');
    expect(await page.locator('.replay a, .replay button').count()).toBe(0);
    expect((await console.send('GET', '/__admin/sandboxes/baseline-fork-1')).status).toBe(404);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('requests appear at once, and are held back while one is read', async () => {
    const { page } = await console.open('traffic');
    await console.send('GET', '/api/v1/prompts');
    // A story of an earlier test may have asked for prompts, too: the newest row counts.
    await expect.poll(() => page.innerText('.exchange-row >> nth=0')).toContain('/api/v1/prompts');
    await page.keyboard.press('j');
    await page.waitForSelector('.detail-head');
    for (let count = 0; count < 3; count += 1) await console.send('GET', '/api/v1/workflows');
    await page.waitForSelector('.held:has-text("3 new")');
    expect(await page.innerText('.exchange-row >> nth=0')).toContain('/api/v1/prompts');
    await pressButton(page, '3 new ↑');
    await expect.poll(() => page.innerText('.exchange-row >> nth=0')).toContain('/api/v1/workflows');
    await page.close();
  });

  it('a request that the log has dropped says so', async () => {
    const { page } = await console.open('traffic?request=gone-long-ago');
    await page.waitForSelector('.detail:has-text("no longer in the log")');
    await page.close();
  });

  it('a record is found, edited, rejected when it breaks the contract, and saved', async () => {
    const { page, complaints } = await console.open('data?collection=accounts');
    await page.waitForSelector('.table tbody tr');
    await page.keyboard.press('/');
    await page.keyboard.type(ACCOUNT);
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await page.waitForSelector('.detail .tree');
    await page.keyboard.press('e');
    await page.waitForSelector('.form');
    await pressButton(page, 'JSON');
    await page.waitForSelector('.editor > textarea');
    const record = JSON.parse(await page.inputValue('.editor textarea')) as Record<string, unknown>;
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(JSON.stringify({ ...record, provider_display_name: 7 }));
    await page.keyboard.press('Control+Enter');
    await page.waitForSelector('.editor .problems');
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('{ not json');
    await page.waitForSelector('.editor .warning-text');
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(JSON.stringify({ ...record, provider_display_name: 'By hand' }));
    await page.keyboard.press('Control+Enter');
    await page.waitForSelector('.detail .tree:has-text("By hand")');
    const stored = await fetch(`${console.url}/__admin/state/accounts/${ACCOUNT}`);
    expect(await stored.json()).toMatchObject({ provider_display_name: 'By hand' });
    // The rejected one.
    expect(complaints.filter((text) => !text.includes('422'))).toEqual([]);
    await page.close();
  });

  it('a fault is added, hits a request, and is deleted', async () => {
    const { page } = await console.open('faults');
    await page.focus('.fault-form input');
    await page.keyboard.type('listAgents');
    await pressButton(page, 'Add the fault');
    await page.waitForSelector('.table:has-text("listAgents")');
    expect((await console.send('GET', '/api/v1/agents')).status).toBe(503);
    await page.waitForSelector('.table td.number:has-text("1")');
    await page.waitForSelector('.navigation a:has-text("Faults") .count:has-text("1 active")');
    await pressButton(page, 'Delete');
    await page.waitForSelector('.state:has-text("Everything works")');
    expect((await console.send('GET', '/api/v1/agents')).status).toBe(200);
    await page.close();
  });

  it('the next three requests of an operation fail by its switch, and the switch goes back', async () => {
    const { page, complaints } = await console.open('faults');
    await page.waitForSelector('.switches li');
    await page.keyboard.press('/');
    await page.keyboard.type('listPrompts');
    await expect.poll(() => page.locator('.switches li').count()).toBe(1);
    await page.keyboard.press('Escape');
    const place = await page.locator('.switches').boundingBox();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.switches [aria-pressed=true]:text("Next 3")');
    expect(await page.locator('.switches').boundingBox()).toEqual(place);
    const statuses: number[] = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await console.send('GET', '/api/v1/prompts')).status);
    expect(statuses).toEqual([503, 503, 503, 200]);
    await page.waitForSelector('.switches [aria-pressed=true]:text("Off")');
    await pressButton(page, 'Always');
    await page.waitForSelector('.switches [aria-pressed=true]:text("Always")');
    expect((await console.send('GET', '/api/v1/prompts')).status).toBe(503);
    await page.keyboard.press('Escape');
    await page.focus('main');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.state:has-text("Everything works")');
    expect(await page.innerText('.curl code')).toMatch(/^curl -X DELETE \S+\/__admin\/faults\/fault-\d+$/);
    expect((await console.send('GET', '/api/v1/prompts')).status).toBe(200);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('a request is undone once, and one that cannot be undone says why, once', async () => {
    const path = `/api/v1/accounts/${ACCOUNT}`;
    await console.send('PUT', path, { provider_display_name: 'First' });
    await console.send('PUT', path, { provider_display_name: 'Second' });
    const { page } = await console.open(`traffic?q=PUT+${ACCOUNT}`);
    await page.waitForSelector('.exchange-row >> nth=1');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.focus('.detail-actions button:text-is("Undo")');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.detail-actions button:text("Undo it?")');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.notice.failed:has-text("was changed since by the request")');
    expect((await page.innerText('.notice.failed')).split('was changed since')).toHaveLength(2);
    await page.focus('.notice button:text("Show that request")');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getAttribute('.exchange-row >> nth=0', 'aria-selected')).toBe('true');
    await page.focus('.detail-actions button:text-is("Undo")');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.detail-actions button:text("Undo it?")');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.detail-actions .badge:text("Undone")');
    expect(await page.locator('.detail-actions button:text("Undo")').count()).toBe(0);
    await page.waitForSelector('.exchange-row >> nth=0 >> .badge:text-is("undone")');
    await page.close();
  });

  it('a request is shown in its own world alone', async () => {
    await console.send('PUT', `/api/v1/accounts/${ACCOUNT}`, { provider_display_name: 'Of the baseline' });
    await console.simulator.sandbox('other').reset();
    // The other tests find their own sandboxes alone.
    onTestFinished(async () => {
      expect((await fetch(`${console.url}/__admin/sandboxes/other`, { method: 'DELETE' })).ok).toBe(true);
    });
    const { page } = await console.open(`traffic?q=PUT+${ACCOUNT}`);
    await page.waitForSelector('.exchange-row');
    await page.keyboard.press('j');
    await page.waitForSelector('.detail-actions button:text-is("Undo")');
    await page.selectOption('#world', 'other');
    await page.waitForSelector('.split-list:has-text("No request yet.")');
    expect(await page.locator('.detail-actions').count()).toBe(0);
    expect(await page.innerText('.split-list code')).toBe(`${console.url}/__sandbox/other`);
    await page.goto(`${console.url}/__sandbox/other/__admin/console/traffic?q=PUT+${ACCOUNT}`);
    await page.waitForSelector('.split-list:has-text("No request yet.")');
    await page.selectOption('#world', 'baseline');
    await page.waitForSelector('.exchange-row');
    expect(page.url()).toContain('world=baseline');
    await page.close();
  });

  it('two requests are compared, and the address keeps which', async () => {
    await console.send('GET', '/api/v1/agents?per_page=1');
    await console.send('GET', '/api/v1/agents?per_page=2');
    const { page, complaints } = await console.open('traffic?q=per_page');
    await page.waitForSelector('.exchange-row >> nth=1');
    await page.keyboard.press('j');
    await page.keyboard.press('c');
    await page.waitForSelector('.compare-bar:has-text("Select the request")');
    await page.keyboard.press('j');
    await page.waitForSelector('.detail:has-text("Two requests compared")');
    await page.waitForSelector('.differences:has-text("/body/meta/per_page")');
    await page.focus('[role=tab]:has-text("Response")');
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector('.differences:has-text("/query/per_page/0")');
    await page.focus('.segments button:text("whole")');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.pair.whole > :nth-child(2):last-child .headers');
    await page.focus('[role=tab]:has-text("Request")');
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector('.stage-pairs li.same:has-text("match")');
    await page.reload();
    await page.waitForSelector('.stage-pairs li.same:has-text("match")');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.detail h2:has-text("/api/v1/agents")');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('requests with the same id are opened, explained, compared and undone one by one', async () => {
    const id = 'page-of-three';
    const path = `/api/v1/accounts/${ACCOUNT}`;
    const trace = (method: string, target: string, body?: object): Promise<Response> =>
      fetch(console.url + target, {
        method,
        headers: { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json', 'x-request-id': id },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    await trace('GET', '/api/v1/acounts');
    const { page, complaints } = await console.open(`traffic?q=${id}`);
    await page.waitForSelector('.exchange-row');
    const isAt = async (row: number): Promise<void> => {
      await expect.poll(() => page.getAttribute(`.exchange-row >> nth=${row}`, 'aria-selected')).toBe('true');
      expect(await page.locator('.exchange-row[aria-selected=true]').count()).toBe(1);
    };
    const numberIn = (name: string): number => Number(new URL(page.url()).searchParams.get(name));
    const explained = '.why-summary:has-text("No operation has the path /api/v1/acounts.")';
    await page.keyboard.press('j');
    await page.waitForSelector(explained);
    // An ordinary address has no number. It gets one when the id is no longer enough, and what is read stays.
    expect(numberIn('number')).toBe(0);
    await trace('PUT', path, { provider_display_name: 'By a page' });
    await trace('GET', path);
    await page.waitForSelector('.held:has-text("2 new")');
    await pressButton(page, '2 new ↑');
    await isAt(2);
    await expect.poll(() => numberIn('number')).toBeGreaterThan(0);
    const middle = numberIn('number') + 1;
    await page.waitForSelector(explained);
    await page.keyboard.press('k');
    await isAt(1);
    await page.waitForSelector('.detail .method:text-is("PUT")');
    expect(numberIn('number')).toBe(middle);
    await page.keyboard.press('k');
    await isAt(0);
    await page.waitForSelector('.detail .method:text-is("GET")');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await isAt(2);
    await page.waitForSelector(explained);
    expect(numberIn('number')).toBe(middle - 1);
    // The address leads to the same one.
    await page.reload();
    await isAt(2);
    await page.waitForSelector(explained);
    await page.keyboard.press('c');
    await page.keyboard.press('k');
    await page.waitForSelector(`.pair-head:has-text("#${middle - 1}"):has-text("#${middle}")`);
    expect(numberIn('with_number')).toBe(middle - 1);
    await page.keyboard.press('c');
    await isAt(1);
    await page.focus('.detail-actions button:text-is("Undo")');
    const line = `curl -X POST '${console.url}/__admin/requests/${id}/revert?number=${middle}'`;
    await expect.poll(() => page.innerText('.curl code')).toBe(line);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.detail-actions button:text("Undo it?")');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.detail-actions .badge:text("Undone")');
    await page.keyboard.press('k');
    await isAt(0);
    expect(await page.locator('.exchange-row .badge:text-is("undone")').count()).toBe(1);
    const { data } = (await (await console.send('GET', path)).json()) as { data: { provider_display_name: string } };
    expect(data.provider_display_name).not.toBe('By a page');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('a sandbox is made, shown and forgotten', async () => {
    const { page } = await console.open('worlds');
    await page.focus('input[placeholder="Name of a sandbox"]');
    await page.keyboard.type('tries');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.table:has-text("tries")');
    const make = `curl -X POST ${console.url}/__admin/reset -H 'X-Athena-Sandbox: tries'`;
    expect(await page.innerText('.curl code')).toBe(make);
    await page.hover('button:disabled:text("Make")', { force: true });
    expect(await page.innerText('.curl code')).toBe(make);
    await page.keyboard.press('Escape');
    await page.focus('main');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url()).toContain('world=tries');
    const list = `curl ${console.url}/__admin/sandboxes -H 'X-Athena-Sandbox: tries'`;
    await expect.poll(() => page.innerText('.curl code')).toBe(list);
    await page.keyboard.press('1');
    await page.waitForSelector('.screen-head:has-text("tries")');
    await page.goBack();
    await pressButton(page, 'Forget');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url()).not.toContain('world=tries');
    await page.close();
  });

  it('a sandbox is made where worlds are chosen, and compared', async () => {
    const { page, requests, complaints } = await console.open('worlds?from=sandbox:gone');
    // The curl line compares what the address has whole.
    expect(await page.innerText('.curl code')).toBe(`curl ${console.url}/__admin/sandboxes`);
    await page.selectOption('#world', { label: 'New sandbox…' });
    await page.waitForSelector('#new-world:focus');
    await page.keyboard.type('chosen');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.notice:has-text("The sandbox chosen is there.")');
    onTestFinished(async () => {
      expect((await fetch(`${console.url}/__admin/sandboxes/chosen`, { method: 'DELETE' })).ok).toBe(true);
    });
    await page.waitForSelector('.table tr:has-text("chosen"):has-text("shown")');
    await page.waitForSelector('.panel:has-text("They are equal.")');
    expect(await page.inputValue('select[aria-label=From]')).toBe('baseline');
    expect(await page.inputValue('select[aria-label=To]')).toBe('sandbox:chosen');
    const account = `/__admin/state/accounts/${ACCOUNT}`;
    await fetch(console.url + account, {
      method: 'PATCH',
      headers: { 'x-athena-sandbox': 'chosen', 'content-type': 'application/json' },
      body: JSON.stringify({ provider_display_name: 'Only here' }),
    });
    await page.waitForSelector('.differing a:text("Only here")');
    // The comparison has the names.
    expect(requests.filter((url) => url.includes('/__admin/state/'))).toEqual([]);
    // The baseline has as many records as its copy.
    const counts = await page.locator('.table tbody td:nth-child(3)').allInnerTexts();
    expect(counts[0]).toMatch(/^\d/);
    expect(counts[0]).toBe(counts[1]);
    await page.focus('.table tr:has-text("baseline") button:text("Compare")');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url()).toMatch(/from=baseline&.*to=sandbox%3Achosen/);
    await page.waitForSelector('select[aria-label=To]:focus');
    await page.focus('.differing a:text("Only here")');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.detail h2:text-is("Only here")');
    await page.waitForSelector(`.detail-head code:text-is("${ACCOUNT}")`);
    expect(page.url()).toMatch(/world=chosen/);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('both sides of a comparison are chosen, also a snapshot of the baseline while a sandbox is shown', async () => {
    for (const [method, path] of [
      ['POST', '/__admin/sandboxes/baseline/fork'],
      ['POST', '/__admin/sandboxes/baseline/fork'],
      ['POST', '/__admin/snapshots'],
    ] as const)
      expect((await console.send(method, path, path.endsWith('snapshots') ? { name: 'compared' } : {})).ok).toBe(true);
    onTestFinished(async () => {
      for (const name of ['sandboxes/baseline-fork-1', 'sandboxes/baseline-fork-2', 'snapshots/compared'])
        expect((await console.send('DELETE', `/__admin/${name}`)).ok).toBe(true);
    });
    const { page, complaints } = await console.open('worlds?world=baseline-fork-1');
    await page.focus('.table tr:has-text("baseline-fork-2") button:text("Compare")');
    await page.keyboard.press('Enter');
    await page.waitForSelector('select[aria-label=From]:focus');
    const line = async (): Promise<string> => decodeURIComponent(await page.innerText('.curl code'));
    const diff = `${console.url}/__admin/diff`;
    await expect.poll(line).toContain(`${diff}?from=sandbox:baseline-fork-1&to=sandbox:baseline-fork-2`);
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowUp');
    await expect.poll(line).toContain(`${diff}?from=snapshot:compared&to=sandbox:baseline-fork-2`);
    const compared = '.panel p:has-text("They are equal."), .panel p:has-text("difference")';
    await page.waitForSelector(compared);
    await page.focus('select[aria-label=To]');
    await page.keyboard.press('End');
    await expect.poll(line).toContain(`${diff}?from=snapshot:compared&to=fixtures`);
    await page.reload();
    await page.waitForSelector(compared);
    expect(await page.inputValue('select[aria-label=From]')).toBe('snapshot:compared');
    expect(await page.inputValue('select[aria-label=To]')).toBe('fixtures');
    // Both change places.
    await page.selectOption('select[aria-label=To]', 'snapshot:compared');
    await expect.poll(() => page.inputValue('select[aria-label=From]')).toBe('fixtures');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('a state is saved by Enter in its name', async () => {
    const { page } = await console.open('');
    await page.focus('input[placeholder^="Name, such as"]');
    await page.keyboard.type('by Enter');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.snapshots li:has-text("by Enter")');
    expect(await page.inputValue('input[placeholder^="Name, such as"]')).toBe('');
    await page.close();
  });

  it('a waiting run is approved in its own head, and the rows of the others stay where they are', async () => {
    const readApprovals = async (): Promise<readonly { readonly owner: string }[]> => {
      const response = await fetch(`${console.url}/__admin/approvals`);
      return ((await response.json()) as { approvals: { owner: string }[] }).approvals;
    };
    const before = await readApprovals();
    const { page } = await console.open(`runs?run=${before[0]?.owner.split('/')[1] ?? ''}`);
    await page.waitForSelector(`.navigation a:has-text("Runs") .count:has-text("${before.length} waiting")`);
    const second = page.locator('.approvals li >> nth=1');
    await page.waitForSelector('.detail summary:has-text("What it is about")');
    await settle(page);
    const place = await second.boundingBox();
    await page.focus('.detail-head button');
    await pressButton(page, 'Approve');
    await page.waitForSelector('.detail .approval-list .badge:has-text("approved")');
    await expect.poll(async () => (await readApprovals()).length).toBe(before.length - 1);
    await page.waitForSelector(`.approvals h2:has-text("${before.length - 1}")`);
    await page.waitForSelector('.approvals li:first-child .badge:has-text("approved")');
    expect(await second.boundingBox()).toEqual(place);
    // The next one that waits is below them.
    expect(await page.locator('.approvals li').count()).toBe(Math.min(4, before.length));
    await pressButton(page, 'Hide decided');
    await page.waitForSelector('.approvals li:first-child .badge', { state: 'detached' });
    await page.close();
  });

  it('a run that is rejected in the list opens beside it, and the name of its workflow leads to it too', async () => {
    const { page } = await console.open('runs?q=no+such+run');
    const row = page.locator('.approvals li').first();
    const link = await row.locator('a').getAttribute('href');
    const next = page.locator('.approvals li >> nth=1');
    await settle(page);
    const place = await next.boundingBox();
    await row.locator('.button:text-is("Reject")').click();
    await page.waitForSelector('.detail .approval-list .badge:has-text("rejected")');
    expect(link).toBe(`./runs?run=${new URL(page.url()).searchParams.get('run') ?? ''}`);
    await row.locator('.badge:has-text("rejected")').waitFor();
    await settle(page);
    expect(await next.boundingBox()).toEqual(place);
    expect(await row.locator('.asked').innerText()).toMatch(/^Asked \d/);
    await page.click('.detail button[title*="Close"]');
    await row.locator('a').click();
    await page.waitForSelector('.detail .approval-list .badge:has-text("rejected")');
    await page.close();
  });

  it('on a phone the rows stay where they are too when one is decided', async () => {
    const { page } = await console.open('runs', PHONE);
    const rows = page.locator('.approvals li');
    await rows.nth(1).waitFor();
    const reject = rows.first().locator('.button:text-is("Reject")');
    await reject.scrollIntoViewIfNeeded();
    await settle(page);
    const place = await rows.nth(1).boundingBox();
    await reject.click();
    await page.waitForSelector('.approvals li:first-child .badge:has-text("rejected")');
    await settle(page);
    expect(await rows.nth(1).boundingBox()).toEqual(place);
    expect(await page.locator('.has-detail').count()).toBe(0);
    await rows.first().locator('a').click();
    await page.waitForSelector('.detail .approval-list .badge:has-text("rejected")');
    await page.close();
  });

  it('the palette finds screens by what people want to do there', async () => {
    const { page } = await console.open('');
    await page.keyboard.press('Control+k');
    for (const [text, title] of [
      ['approve', 'Approve or reject a waiting run'],
      ['undo', 'Edit a record, or undo an edit'],
      ['compare', 'Compare two requests'],
      ['fail', 'Make requests fail'],
      ['sandbox', 'Make a sandbox'],
      ['403', 'See why requests were rejected'],
      ['make updateAccount', 'Make updateAccount fail'],
      ['updateAccount', 'Requests of updateAccount'],
    ] as const) {
      await page.fill('.palette input', text);
      await page.waitForSelector(`[role=option]:has-text("${title}")`);
    }
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url()).toContain('traffic?operation=updateAccount');
    await page.close();
  });

  it('a conversation goes on, and the answer is streamed', async () => {
    const { page } = await console.open('threads');
    await page.waitForSelector('.thread-list li');
    await page.keyboard.press('/');
    await page.keyboard.type('first hello');
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await page.waitForSelector('.message');
    const before = await page.locator('.message').count();
    await page.focus('.composer textarea');
    await page.keyboard.type('What can you do for me?');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.message').count(), { timeout: 20_000 }).toBeGreaterThanOrEqual(before + 2);
    await page.close();
  });

  it('a sentence is tried, and the rule that decided is named', async () => {
    await fetch(`${console.url}/__admin/replies`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Refunds', when: { text: 'refund' }, reply: 'Approved.' }),
    });
    const { page } = await console.open('replies');
    await page.keyboard.press('/');
    await page.keyboard.type('a refund, please');
    await pressButton(page, 'Try it');
    await page.waitForSelector('.tried:has-text("Approved.")');
    expect(await page.innerText('.tried')).toContain('Refunds');
    await page.close();
  });

  it('coverage of an operation is seen, and the keys are shown by ?', async () => {
    const { page } = await console.open('contract');
    await page.waitForSelector('.table tbody tr');
    await page.keyboard.press('/');
    await page.keyboard.type('listAgents');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.table tbody tr').count()).toBe(1);
    expect(await page.innerText('.table tbody tr')).toMatch(/listAgents/);
    await page.keyboard.press('?');
    await page.waitForSelector('.keys');
    await page.close();
  });
});
