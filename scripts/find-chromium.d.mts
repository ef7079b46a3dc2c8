/** Returns the machine's Chromium: `ATHENA_TEST_CHROMIUM`, or the first of the usual names in PATH; or undefined. */
export function findChromium(): string | undefined;
