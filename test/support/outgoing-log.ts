import { readFileSync, rmSync } from 'node:fs';

/** What `refuse-outgoing.ts` has refused in this worker. */
export interface OutgoingLog {
  outgoing?: string[];
  /** The file to which the processes that tests start report. */
  outgoingOfChildren?: string;
}

/** Returns what was refused since the last call, in this process and in those that it has started. */
export function takeOutgoing(): readonly string[] {
  const { outgoing = [], outgoingOfChildren } = globalThis as OutgoingLog;
  return [...outgoing.splice(0), ...(outgoingOfChildren === undefined ? [] : takeLines(outgoingOfChildren))];
}

/** Reads and removes a file; it exists once a process has reported something. */
function takeLines(file: string): readonly string[] {
  try {
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    rmSync(file);
    return lines;
  } catch {
    return [];
  }
}
