/**
 * What a sandbox may be called: letters, digits, `-` and `_`, up to 64 of them. The names need no escaping anywhere.
 */
export const SANDBOX_NAME_PATTERN = '[A-Za-z0-9][A-Za-z0-9_-]{0,63}';

/** Whether a text can name a sandbox. */
export function isSandboxName(text: string): boolean {
  return NAME.test(text) && text !== BASELINE;
}

/** The name of the world that is no sandbox. */
export const BASELINE = 'baseline';

const NAME = new RegExp(`^${SANDBOX_NAME_PATTERN}$`);
