/**
 * Returns the message of an error, or the text of another thrown value: the reason to report. Throws nothing: a value
 * that cannot be converted to a text, such as an object without a prototype, has a reason that says so.
 */
export function toReason(error: unknown): string {
  try {
    return String(error instanceof Error ? error.message : error);
  } catch {
    return 'a value without a text was thrown';
  }
}

/** Returns the reason without a full stop at its end, for a sentence that goes on after it or has its own. */
export function toClause(error: unknown): string {
  return toReason(error).replace(/\.$/, '');
}
