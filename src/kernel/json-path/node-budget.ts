import { Problem } from '../problem.ts';

/** Bounds how many JSON values one search may visit, so that no path and no body makes others wait. */
export interface NodeBudget {
  /** Counts values as visited. Throws a Problem `FILTER_TOO_COSTLY` once there are more than the budget has. */
  spend(count: number): void;
}

/** A budget of `limit` values; share one among everything that one request is compared with. */
export function createNodeBudget(limit: number = MAX_NODES): NodeBudget {
  let left = limit;
  return {
    spend(count) {
      left -= count;
      if (left < 0) throw new Problem('FILTER_TOO_COSTLY', { message: toMessage(limit) });
    },
  };
}

function toMessage(limit: number): string {
  return `The filter visits more than ${limit.toLocaleString('en-US')} JSON values, which is its budget. Use fewer ".." and "*" in its JSON paths, or search fewer requests.`;
}

/** About 100 ms of work. */
const MAX_NODES = 500_000;
