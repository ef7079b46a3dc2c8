import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Returns the bytes of the heap that are in use, after garbage collection. Garbage would differ from run to run. */
export function readUsedHeap(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** Collects all garbage. */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
}
