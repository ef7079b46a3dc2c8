/** What `refuse-outgoing.ts` has refused in this worker. */
export interface OutgoingLog {
  outgoing?: string[];
}

/** Returns what was refused since the last call. */
export function takeOutgoing(): readonly string[] {
  return (globalThis as OutgoingLog).outgoing?.splice(0) ?? [];
}
