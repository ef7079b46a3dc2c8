import { readFileSync } from 'node:fs';

/**
 * Returns the processor time that some work takes, in milliseconds. Other work on the machine delays a test, and does
 * not change this time.
 */
export async function measureProcessorTime(work: () => unknown): Promise<number> {
  const started = readProcessorTime();
  await work();
  return readProcessorTime() - started;
}

/** Returns the processor time of this thread, in milliseconds; that of the process where the system has no proc(5). */
export function readProcessorTime(): number {
  const nanoseconds = readThreadTime();
  if (nanoseconds > 0) return nanoseconds / 1e6;
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function readThreadTime(): number {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]);
  } catch {
    return 0;
  }
}
