import { Problem } from '../problem.ts';

/** Limits how many JSON values one search may visit, so that no path or body delays other requests. */
export interface NodeBudget {
  /** Counts visited values. Throws a Problem `FILTER_TOO_COSTLY` when the budget is exceeded. */
  spend(count: number): void;
}

/** Creates a budget of `limit` values. One request shares one budget across all of its comparisons. */
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
  return `Failed to search: the filter visits more than ${limit.toLocaleString('en-US')} JSON values. Use fewer ".." and "*" in its JSON paths, or search fewer requests.`;
}

/** About 100 ms of work. */
const MAX_NODES = 500_000;
