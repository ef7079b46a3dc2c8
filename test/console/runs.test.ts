import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openConsole, type ConsoleFixture } from './open-console.ts';

/** A workflow whose step takes a while, and whose last one fails. */
const WORKFLOW = {
  name: 'Watched',
  status: 'active',
  nodes: [
    { id: 'begin', type: 'trigger.manual', position: { x: 0, y: 0 }, data: { label: 'Begin' } },
    {
      id: 'pause',
      type: 'logic.delay',
      position: { x: 260, y: 0 },
      data: { label: 'Pause', parameters: { seconds: 2 } },
    },
    {
      id: 'send',
      type: 'data.set',
      position: { x: 520, y: 0 },
      data: { label: 'Send', simulate: { error: { message: 'No paper.' } } },
    },
  ],
  edges: [
    { id: 'e1', source: 'begin', target: 'pause' },
    { id: 'e2', source: 'pause', target: 'send' },
  ],
};

let console: ConsoleFixture;
let workflow: string;
beforeAll(async () => {
  console = await openConsole({ seed: null });
  const created = (await (await console.send('POST', '/api/v1/workflows', WORKFLOW)).json()) as Answer;
  workflow = created.data.uuid;
});
afterAll(() => console.close());

interface Answer {
  readonly data: { readonly uuid: string };
}

describe('a run', () => {
  it('is followed in its graph while it runs, fails, and is tried again', async () => {
    // The run does not go on before it is looked at.
    await fetch(`${console.url}/__admin/clock/freeze`, { method: 'POST' });
    const started = await console.send('POST', '/api/v1/workflow-executions', {
      workflow_uuid: workflow,
      data: { a: 1 },
    });
    const { data } = (await started.json()) as Answer;
    const { page, complaints } = await console.open(`runs?run=${data.uuid}`);
    const stateOf = (label: string): Promise<string> => page.innerText(`.graph-node:has-text("${label}") span`);
    expect(await stateOf('Send')).toBe('not reached');
    await fetch(`${console.url}/__admin/clock/resume`, { method: 'POST' });
    // Nothing but the page asks the server.
    await expect.poll(() => stateOf('Send'), { timeout: 20_000 }).toBe('error');
    expect(await page.locator('.graph-node.bad').count()).toBe(1);
    await page.click('.graph-node:has-text("Send")');
    await page.waitForSelector('.timeline details[open]:has-text("No paper.")');
    await page.hover('.button:text-is("Retry")');
    await expect.poll(() => page.innerText('.curl code')).toContain(`"retry_of":"${data.uuid}"`);
    await page.click('.button:text-is("Retry")');
    await expect.poll(() => new URL(page.url()).searchParams.get('run')).not.toBe(data.uuid);
    const retry = new URL(page.url()).searchParams.get('run') ?? '';
    const record = await (await fetch(`${console.url}/__admin/state/workflow_executions/${retry}`)).json();
    expect(record).toMatchObject({ mode: 'retry', retry_of: data.uuid });
    await page.click('.button:has-text("tries again")');
    await expect.poll(() => new URL(page.url()).searchParams.get('run')).toBe(data.uuid);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
