import { vi } from 'vitest';

/**
 * Setup file: `vi.waitFor` waits as long as `expect.poll` of the configuration. Its own default is a second, which a
 * busy machine may need for what usually takes a few milliseconds.
 */
const { waitFor } = vi;
if (waitFor.name !== waitLonger.name) vi.waitFor = waitLonger;

function waitLonger<Result>(...[callback, options]: Parameters<typeof vi.waitFor<Result>>): Promise<Result> {
  return waitFor(callback, typeof options === 'number' ? options : { timeout: MAX_WAIT, ...options });
}

/** In milliseconds. */
const MAX_WAIT = 10_000;
