import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Returns where a Chromium is installed: by the system, or by Playwright. Undefined when there is none. */
export function findBrowser(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const installed = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const found = [...installed, ...APPLICATIONS].find((file) => existsSync(file));
  return found ?? playwrightFolders(env).flatMap(listBrowsers)[0];
}

function playwrightFolders(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const set = env['PLAYWRIGHT_BROWSERS_PATH'];
  if (set !== undefined && set !== '' && set !== '0') return [set];
  const home = env['HOME'] ?? homedir();
  return [join(home, '.cache/ms-playwright'), join(home, 'Library/Caches/ms-playwright')];
}

function listBrowsers(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.startsWith('chromium'))
      .map((name) => join(folder, name));
  } catch {
    // There is none, or none that this user may read.
    return [];
  }
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'] as const;
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
] as const;
