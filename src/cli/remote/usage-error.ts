/** A command was given something that it cannot use. The message says what, and what to give. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
