import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { createServer, type ViteDevServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createScriptedResponder } from '../../src/athena/responder/scripted.ts';
import { createSimulator, type Responder, type SandboxHandle, type Simulator } from '../../src/index.ts';
import { openBrowser, openPage } from './open-browser.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SCREENSHOTS = fileURLToPath(new URL('./screenshots/', import.meta.url));
const SUPPORT = '550e8400-e29b-41d4-a716-446655440000';
const ONBOARDING = SUPPORT;
/** The workflow Weekly Support Report, which runs on Mondays at 7:30. */
const WEEKLY = '51484c30-7778-40ce-aeea-8a449a5c028e';
/** Beside another suite, a page may take long. */
const PATIENTLY = { timeout: 30_000 };
const SIZES = { 1280: { width: 1280, height: 860 }, 390: { width: 390, height: 844 } };
/** It takes long enough to be photographed while it comes. */
const LONG_ANSWER = [
  'Please keep the lamp until the carrier has seen it: a damaged parcel is inspected at your door, free of charge.',
  'The driver comes on Thursday between nine and noon, takes the lamp and its box, and gives you a receipt.',
  'As soon as it is scanned, the new lamp leaves our warehouse. It usually arrives two working days later.',
  'If you would rather have your money back, write to me before Thursday, and it is on your account within a week.',
].join('\n\n');
const THEMES = ['light', 'dark'] as const;
/** The test says the answer to it, part by part. */
const HELD_QUESTION = 'My lamp arrived with a bent arm.';

let browser: Browser;
let folder: string;
let frontEnd: ViteDevServer;
let simulator: Simulator;
let url: string;
const speaker = createSpeaker();
beforeAll(async () => {
  // As on a presenter's machine: the clock flows, and answers come bit by bit, only faster.
  simulator = await createSimulator({ seed: null, speed: 4, responder: speaker.responder });
  vi.stubEnv('ATHENA_URL', (await simulator.listen()).url);
  folder = await copyFrontEnd();
  frontEnd = await createServer({ root: folder, logLevel: 'error', server: { port: 0, host: '127.0.0.1' } });
  await frontEnd.listen();
  url = frontEnd.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? '';
  await rm(SCREENSHOTS, { recursive: true, force: true });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await frontEnd.close();
  await simulator.close();
  await rm(folder, { recursive: true, force: true });
});

/** Copies `examples/front-end` to a folder in which the built package and the other dependencies are installed. */
async function copyFrontEnd(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'athena-front-end-'));
  await cp(join(ROOT, 'examples/front-end'), copy, {
    recursive: true,
    filter: (source) => !source.includes('node_modules'),
  });
  await mkdir(join(copy, 'node_modules'));
  await symlink(ROOT, join(copy, 'node_modules/athena-simulator'));
  for (const name of ['preact', 'vite'])
    await symlink(join(ROOT, 'node_modules', name), join(copy, 'node_modules', name));
  return copy;
}

/** Opens a page in a world of its own, and signs in as John Doe. */
async function open(name: string, options: BrowserContextOptions = {}): Promise<OpenPage> {
  const { page, complaints } = await openPage(browser, { viewport: SIZES[1280], ...options });
  await page.context().addCookies([{ name: 'athena_sandbox', value: name, url }]);
  await page.goto(url);
  await signIn(page);
  // The page has asked who is signed in, and was told 401: the browser complains of that.
  const before = complaints.length;
  return { page, world: simulator.sandbox(name), findComplaints: () => complaints.slice(before) };
}

interface OpenPage {
  readonly page: Page;
  readonly world: SandboxHandle;
  /** Returns the errors in the browser's console since the sign-in. */
  readonly findComplaints: () => readonly string[];
}

async function signIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'John Doe' }).click();
  await page.getByText('My AI Workspace').waitFor({ state: 'attached' });
}

/** Returns the pictures of a page that do not load. */
function findBrokenPictures(page: Page): Promise<readonly string[]> {
  return page.evaluate(
    '[...document.images].filter((image) => image.complete && image.naturalWidth === 0).map(({ src }) => src)',
  );
}

/** A responder whose answer to HELD_QUESTION is what the test says, when it says it. It composes all others. */
interface Speaker {
  readonly responder: Responder;
  readonly say: (text: string) => void;
  /** Ends the answer. */
  readonly end: () => void;
}

function createSpeaker(): Speaker {
  const said: (string | undefined)[] = [];
  let wake = (): void => {};
  const add = (text: string | undefined): void => {
    said.push(text);
    wake();
  };
  async function* speak() {
    for (;;) {
      while (said.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      const text = said.shift();
      if (text === undefined) break;
      yield { kind: 'text', text } as const;
    }
    yield { kind: 'end' } as const;
  }
  const composer = createScriptedResponder();
  return {
    responder: {
      isImmediate: ({ text }) => text !== HELD_QUESTION,
      respond: (question, context) => (question.text === HELD_QUESTION ? speak() : composer.respond(question, context)),
    },
    say: add,
    end: () => add(undefined),
  };
}

describe('the example front-end', () => {
  it('shows why a sign-in is rejected, then signs in, and out again', async () => {
    const { page } = await openPage(browser, { viewport: SIZES[1280] });
    await page.goto(url);
    await page.getByLabel('Password').fill('wrong');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    expect(await page.getByRole('alert').innerText()).toBe('These credentials do not match our records.');
    await page.getByLabel('Password').fill('password');
    await page.keyboard.press('Enter');
    await page.getByText('My AI Workspace').waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Agents' }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in to Athena' }).waitFor();
    await page.context().close();
  });

  it('signs in, and out again, where sessions are protected against CSRF', async () => {
    const guarded = await createSimulator({ csrf: true });
    vi.stubEnv('ATHENA_URL', (await guarded.listen()).url);
    const server = await createServer({ root: folder, logLevel: 'error', server: { port: 0, host: '127.0.0.1' } });
    await server.listen();
    const { page } = await openPage(browser, { viewport: SIZES[1280] });
    await page.goto(server.resolvedUrls?.local[0] ?? '');
    await signIn(page);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in to Athena' }).waitFor();
    const requests = await guarded.requests({ method: 'POST' });
    expect(requests.map(({ operationId: id, status }) => [id, status])).toEqual([
      ['signIn', 419],
      ['signIn', 200],
      ['logout', 204],
    ]);
    await page.context().close();
    await server.close();
    await guarded.close();
  });

  it('lists agents with their pictures, by pages and by a search', async () => {
    const { page, findComplaints } = await open('list');
    const names = page.locator('.agent-card strong');
    await names.first().waitFor();
    expect(await names.count()).toBe(12);
    expect(await findBrokenPictures(page)).toEqual([]);
    const first = await names.first().innerText();
    await page.getByRole('button', { name: 'Next page' }).click();
    await expect.poll(() => names.first().innerText(), PATIENTLY).not.toBe(first);
    await page.goBack();
    await expect.poll(() => names.first().innerText(), PATIENTLY).toBe(first);
    await page.keyboard.press('/');
    await page.keyboard.type('refund');
    await page.waitForURL(/[?]search=refund$/);
    await expect.poll(() => names.allInnerTexts(), PATIENTLY).toContain('Refund Advisor');
    await page.getByRole('searchbox').fill('zebra');
    await page.getByText('No agent matches “zebra”').waitFor();
    expect(findComplaints()).toEqual([]);
    await page.context().close();
  });

  it('streams an answer, and keeps the conversation', async () => {
    const { page, findComplaints } = await open('chat');
    await page.goto(`${url}/agents/${SUPPORT}`);
    await page.getByRole('button', { name: 'What brings you here today' }).waitFor();
    await page.getByLabel('Message to Customer Support Assistant').fill(HELD_QUESTION);
    await page.keyboard.press('Enter');
    await page.locator('.turn.waiting').waitFor();
    const streaming = page.locator('.turn.streaming .markdown');
    speaker.say('I am sorry. ');
    await streaming.getByText('I am sorry.', { exact: true }).waitFor();
    speaker.say('A new lamp ');
    await streaming.getByText('I am sorry. A new lamp', { exact: true }).waitFor();
    speaker.say('is on its way.');
    speaker.end();
    await page.locator('.turn.done .footnote').waitFor();
    const answer = page.locator('.turn:not(.mine) .markdown');
    const complete = await answer.innerText();
    await page.reload();
    await expect.poll(() => answer.innerText(), PATIENTLY).toBe(complete);
    await page.locator('.threads a[aria-current]').waitFor();
    expect(findComplaints()).toEqual([]);
    await page.context().close();
  });

  it('sends the next message as soon as an answer is complete, before its connection has ended', async () => {
    const { page, world } = await open('hasty');
    await world.reply('It ships on Friday.');
    await page.addInitScript(ENDLESS_STREAMS);
    await page.goto(`${url}/agents/${SUPPORT}`);
    const field = page.getByLabel('Message to Customer Support Assistant');
    for (const [index, question] of ['When does it ship?', 'And when does it arrive?'].entries()) {
      await field.fill(question);
      await field.press('Enter');
      await page.locator('.turn.done .footnote').nth(index).waitFor();
    }
    expect(await page.locator('.turn.mine').count()).toBe(2);
    await page.context().close();
  });

  it('stops an answer, and shows one that fails in the words of the API', async () => {
    const { page, world } = await open('fails');
    await world.reply({ when: { text: 'poem' }, reply: 'The lamp is lit.', delay: '180s' });
    await page.goto(`${url}/agents/${SUPPORT}`);
    const field = page.getByLabel('Message to Customer Support Assistant');
    await field.fill('Please write a poem about lamps.');
    await field.press('Enter');
    await page.locator('.turn.waiting').waitFor();
    // The address gets the thread when the run has begun: one that came later would meet the fault below.
    await page.waitForURL(/[?]thread=/);
    await field.press('Escape');
    await page.getByText('Stopped. What was written so far is kept.').waitFor();
    const body = { message: 'The model provider is unavailable.' };
    await world.fault({ operationId: 'runAgent', kind: 'status', status: 503, body, times: 1 });
    await field.fill('Are you there?');
    await field.press('Enter');
    await page.getByText(body.message).waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.turn.done .footnote').waitFor();
    expect(await page.locator('.notice.error').count()).toBe(0);
    await page.context().close();
  });

  it('returns to the sign-in when the session has ended', async () => {
    const { page, world } = await open('ended');
    await page.locator('.agent-card').first().waitFor();
    // A request that is under way would end the session before the click.
    await page.waitForLoadState('networkidle');
    await world.reset();
    await page.getByRole('link', { name: 'Workflows' }).click();
    await page.getByText('Your session has ended. Please sign in again.').waitFor();
    await signIn(page);
    await page.locator('.row', { hasText: 'Customer Onboarding Flow' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/workflows');
    await page.context().close();
  });

  it('starts a workflow and shows each step as it runs', async () => {
    const { page, world, findComplaints } = await open('workflow');
    await world.clock.freeze();
    await page.getByRole('link', { name: 'Workflows' }).click();
    await page.locator('.row', { hasText: 'Customer Onboarding Flow' }).click();
    await page.getByLabel('Seats').fill('4');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.locator('.record-head .badge.pending').waitFor();
    await world.clock.advance('PT1S');
    await page.locator('.node.running').getByText('Write the welcome').waitFor();
    await page.locator('.step.running').getByText('Write the welcome').waitFor();
    await world.clock.advance('PT5S');
    await page.locator('.record-head .badge.success').waitFor();
    expect(await page.locator('.step.success').count()).toBe(6);
    expect(await page.locator('.edge.taken').count()).toBe(5);
    expect(findComplaints()).toEqual([]);
    await page.context().close();
  });

  it('shows a workflow that waits for a person, and how it goes on', async () => {
    const { page, world } = await open('approval');
    await page.goto(`${url}/workflows/${ONBOARDING}`);
    await page.getByLabel('Seats').fill('12');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByText('Waits for john.doe@example.com to decide.').waitFor();
    await page.locator('.node.waiting').waitFor();
    await page.getByRole('link', { name: 'Workflows', exact: true }).click();
    await page.getByRole('region', { name: 'waiting for a person' }).getByRole('link').first().click();
    await page.getByText('Waits for john.doe@example.com to decide.').waitFor();
    await world.clock.advance('PT3H');
    await page.locator('.record-head .badge.success').waitFor();
    expect(await page.locator('.step.success').getByText('Who takes the call?').count()).toBe(1);
    await page.context().close();
  });

  it('shows the run that a schedule has started', async () => {
    const { page, world, findComplaints } = await open('schedule');
    await world.clock.freeze();
    await page.goto(`${url}/workflows/${WEEKLY}`);
    const latest = page.locator('.runs li a').first();
    const before = await latest.getAttribute('href');
    await world.clock.advance('P1W');
    await page.reload();
    await latest.waitFor();
    expect(await latest.getAttribute('href')).not.toBe(before);
    expect(await latest.locator('time').getAttribute('datetime')).toMatch(/T07:30:00Z$/);
    await latest.click();
    await page.locator('.record-head').getByText('Weekly Support Report').waitFor();
    await page.locator('.step.success').first().waitFor();
    expect(findComplaints()).toEqual([]);
    await page.context().close();
  });

  it('shows the story of a provider that goes down', async () => {
    const { page, world } = await open('story');
    await world.scenario('provider-goes-down');
    await page.goto(url);
    await signIn(page);
    const ask = async (): Promise<void> => {
      await page.goto(`${url}/agents/${SUPPORT}`);
      await page.getByLabel('Message to').fill('Where is my order 91377?');
      await page.keyboard.press('Enter');
    };
    await ask();
    await page.locator('.turn.done').getByText('within two days').waitFor();
    await world.nextStep();
    await world.nextStep();
    await ask();
    await page.getByText('OpenAI GPT is unavailable.').waitFor();
    await world.nextStep();
    await page.goto(`${url}/agents/${SUPPORT}`);
    await page.getByLabel('Model').selectOption('Claude 3.5 Sonnet');
    const chosen = page.getByLabel('Model').locator('option').first();
    await expect.poll(() => chosen.innerText(), PATIENTLY).toBe('Claude 3.5 Sonnet');
    await ask();
    await page.locator('.turn.done').getByText('within two days').waitFor();
    expect(await page.locator('.notice.error').count()).toBe(0);
    await page.context().close();
  });

  it('shows an error of a list, and recovers from it', async () => {
    const { page, world } = await open('error');
    await world.fault({ operationId: 'listWorkflows', kind: 'status', status: 503, times: 1 });
    await page.getByRole('link', { name: 'Workflows' }).click();
    await page.getByRole('alert').getByText('Service Unavailable').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.row', { hasText: 'Customer Onboarding Flow' }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.context().close();
  });

  it('can be used by keyboard alone', async () => {
    const { page } = await open('keyboard');
    await page.locator('.agent-card').first().waitFor();
    const focused = (): Promise<string> =>
      page.evaluate('document.activeElement.innerText || document.activeElement.id');
    await page.evaluate('document.activeElement.blur()');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await focused()).toContain('Choose who you want to talk to.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await focused()).toContain('Handover Writer');
    await page.keyboard.press('Enter');
    await page.getByLabel('Message to Handover Writer').waitFor();
    await page.context().close();
  });
});

describe('the pages of the example front-end', () => {
  it('fit a desktop and a phone, in light and dark, and are photographed', async () => {
    const { page, world } = await open('looks', { reducedMotion: 'reduce' });
    await page.locator('.agent-card').first().waitFor();
    await page.waitForLoadState('networkidle');
    await photograph(page, 'list');
    await page.goto(`${url}/agents/${SUPPORT}`);
    await page.locator('.starter').first().waitFor();
    await page.locator('.learned li').first().waitFor();
    await photograph(page, 'greeting');
    await page.getByLabel('Message to').fill('My order 88120 arrived damaged. What can I do?');
    await page.keyboard.press('Enter');
    await page.locator('.turn.done .footnote').waitFor();
    await world.reply({ when: { text: 'old lamp' }, reply: LONG_ANSWER });
    await page.getByLabel('Message to').fill('Should I send the old lamp back?');
    await page.keyboard.press('Enter');
    await page.locator('.turn:not(.mine) .markdown').nth(1).waitFor();
    await world.clock.freeze();
    await photograph(page, 'chat-streaming');
    await world.clock.resume();
    await page.locator('.turn.done .footnote').nth(1).waitFor();
    await photograph(page, 'chat');
    await page.getByRole('link', { name: 'Workflows' }).click();
    await page.locator('.row').first().waitFor();
    await page.locator('.waiting-list').waitFor();
    await photograph(page, 'workflows');
    await page.goto(`${url}/workflows/${ONBOARDING}`);
    await page.getByLabel('Seats').waitFor();
    await page.locator('.figures').waitFor();
    await photograph(page, 'workflow-start');
    await world.clock.freeze();
    await page.getByLabel('Seats').fill('12');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.locator('.record-head .badge.pending').waitFor();
    await world.clock.advance('PT1S');
    await page.getByText('Waits for').waitFor();
    await photograph(page, 'workflow-waiting');
    await world.clock.advance('PT3H');
    await page.locator('.record-head .badge.success').waitFor();
    await photograph(page, 'workflow');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in to Athena' }).waitFor();
    await photograph(page, 'sign-in');
    await page.context().close();
    expect(await readdir(SCREENSHOTS)).toHaveLength(9 * Object.keys(SIZES).length * THEMES.length);
  });
});

/** Runs in a page: its event streams do not end after their last event. */
const ENDLESS_STREAMS = `{
  const { fetch } = window;
  window.fetch = async (...given) => {
    const response = await fetch(...given);
    if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return response;
    const endless = new TransformStream({ flush: () => new Promise(() => {}) });
    return new Response(response.body.pipeThrough(endless), response);
  };
}`;

/** Takes a picture of a page in each size and theme, after checking that it fits and that its pictures are there. */
async function photograph(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  for (const [width, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    // A conversation is read at its end, everything else at its top.
    await page.evaluate(`scrollTo(0, ${name.startsWith('chat') ? 'document.body.scrollHeight' : '0'})`);
    expect(await page.evaluate('document.documentElement.scrollWidth > innerWidth'), `${name} ${width}`).toBe(false);
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(SCREENSHOTS, `${name}-${width}-${colorScheme}.png`), animations: 'disabled' });
    }
  }
  await page.setViewportSize(SIZES[1280]);
  expect(await findBrokenPictures(page), name).toEqual([]);
}
