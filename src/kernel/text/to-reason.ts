/** Returns the message of an error, or the text of another thrown value: the reason to report. */
export function toReason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
