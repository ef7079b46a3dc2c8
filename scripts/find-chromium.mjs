import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** Returns the machine's Chromium: `ATHENA_TEST_CHROMIUM`, or the first of the usual names in PATH; or undefined. */
export function findChromium() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [
    process.env.ATHENA_TEST_CHROMIUM ?? [],
    NAMES.flatMap((name) => folders.map((folder) => join(folder, name))),
  ];
  return candidates.flat().find(isExecutable);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
