/** The pattern of sandbox names: up to 64 letters, digits, `-` and `_`, none of which needs escaping in a URL. */
export const SANDBOX_NAME_PATTERN = '[A-Za-z0-9][A-Za-z0-9_-]{0,63}';

/** Returns whether a text is a valid sandbox name. */
export function isSandboxName(text: string): boolean {
  return NAME.test(text) && text !== BASELINE;
}

/** The name of the baseline: the world of requests that name no sandbox. */
export const BASELINE = 'baseline';

const NAME = new RegExp(`^${SANDBOX_NAME_PATTERN}$`);
