import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { findChromium } from '../../scripts/find-chromium.mjs';

/** A page with its recorded requests and errors. */
export interface ObservedPage {
  readonly page: Page;
  /** The URLs of its requests, in order, without `data:` and `blob:`. */
  readonly requests: readonly string[];
  /** Errors of the console, of scripts, and of the page's Content-Security-Policy. */
  readonly complaints: readonly string[];
}

/**
 * Starts the machine's Chromium: `ATHENA_TEST_CHROMIUM`, or the first of the usual names in PATH. Throws if missing.
 */
export function openBrowser(): Promise<Browser> {
  // Chromium's sandbox does not start as root, the user of CI containers. All pages opened here are the simulator's.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: getChromium(), args });
}

export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<ObservedPage> {
  const page = await browser.newPage(options);
  page.setDefaultTimeout(MAX_WAIT);
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

/** How long a page may take for what a test waits for, in milliseconds: other suites may run beside this one. */
const MAX_WAIT = 60_000;

function getChromium(): string {
  const found = findChromium();
  if (found === undefined)
    throw new Error(
      'Failed to find Chromium. Install it (Debian: apt-get install -y chromium), or set ATHENA_TEST_CHROMIUM to its path.',
    );
  return found;
}
