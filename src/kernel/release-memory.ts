import { Session } from 'node:inspector';

/**
 * Returns memory to the system, once, as soon as the process is idle. V8 keeps what it has taken until memory runs out.
 * Stops the event loop for some tenths of a second. `interval` is the time between two looks at how busy the process
 * is, in milliseconds.
 */
export function releaseMemoryWhenIdle(interval = INTERVAL): void {
  let last = performance.eventLoopUtilization();
  const timer = setInterval(() => {
    const { utilization } = performance.eventLoopUtilization(last);
    last = performance.eventLoopUtilization();
    if (utilization > MAX_UTILIZATION) return;
    clearInterval(timer);
    collectGarbage();
  }, interval).unref();
}

/**
 * Collects all garbage and frees the pages that are empty afterwards. This is a command of the inspector; `gc()` needs
 * a flag of node, and keeps half of the pages.
 */
function collectGarbage(): void {
  const session = new Session();
  try {
    session.connect();
    // Within the callback, disconnecting would wait forever.
    session.post('HeapProfiler.collectGarbage', () => setImmediate(() => session.disconnect()));
  } catch {
    // A node without an inspector, or one that does not permit it, keeps its memory.
  }
}

const INTERVAL = 1000;
/** The share of the time in which the process did something. */
const MAX_UTILIZATION = 0.2;
