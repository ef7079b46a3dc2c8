/** A command was given something that it cannot use. The message says what, and what to give. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  /** The command to go on with, and what it does. */
  readonly next: { readonly command: string; readonly does: string } | undefined;

  constructor(message: string, next?: UsageError['next']) {
    super(message);
    this.next = next;
  }
}
