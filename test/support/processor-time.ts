import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

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

/** Returns the processor time of another process since its start, in seconds, to a hundredth. */
export function readProcessorSeconds(pid: number): number {
  const file = `/proc/${pid}/stat`;
  if (existsSync(file)) {
    // The name of the program, which may have spaces, is in brackets.
    const [user, system] = (readFileSync(file, 'utf8').split(') ').at(-1) ?? '').split(' ').slice(11, 13);
    return (Number(user) + Number(system)) / 100;
  }
  const time = execFileSync('ps', ['-o', 'time=', '-p', String(pid)], { encoding: 'utf8' });
  return time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}
