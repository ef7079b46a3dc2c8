import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

/** A page, and everything that it asked or complained of. */
export interface WatchedPage {
  readonly page: Page;
  /** Addresses, in the order of asking; those of `data:` and `blob:` apart, which are no requests. */
  readonly requests: readonly string[];
  /** Errors of the console, of scripts and of the page's policy. */
  readonly complaints: readonly string[];
}

/**
 * Starts the machine's Chromium: `ATHENA_TEST_CHROMIUM`, or the first of the usual names in PATH. Throws where there is
 * none.
 */
export function openBrowser(): Promise<Browser> {
  // Chromium's own sandbox does not start for root, as whom containers of CI run. Everything it opens here is our own.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: findChromium(), args });
}

export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const page = await browser.newPage(options);
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (/^(?:https?|wss?|ftp):/.test(request.url())) requests.push(request.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, requests, complaints };
}

function findChromium(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = [
    process.env['ATHENA_TEST_CHROMIUM'] ?? [],
    NAMES.flatMap((name) => folders.map((folder) => join(folder, name))),
  ];
  const found = candidates.flat().find(isExecutable);
  if (found === undefined)
    throw new Error(
      'There is no Chromium. Install one (Debian: apt-get install -y chromium), or name it in ATHENA_TEST_CHROMIUM.',
    );
  return found;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
