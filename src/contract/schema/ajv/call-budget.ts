/**
 * Limits how many references the validation of one value may follow. Without it, schemas that refer to each other twice
 * at each of forty levels would take exponential time.
 */
export interface CallBudget {
  /** Starts the budget of a value. */
  begin(value: unknown): void;
  /** Counts one followed reference. Throws a RangeError when there were too many for the size of the value. */
  spend(): void;
}

/** Creates a budget. All validators of a compiler share it: validation is synchronous, so their calls never overlap. */
export function createCallBudget(): CallBudget {
  let subject: unknown;
  let calls = 0;
  let limit = MIN_CALLS;
  return {
    begin: (value) => {
      [subject, calls, limit] = [value, 0, MIN_CALLS];
    },
    spend: () => {
      calls += 1;
      if (calls <= limit) return;
      // Counting a value is expensive, so it is done only when the minimum is exceeded.
      limit = Math.max(MIN_CALLS, countValues(subject) * CALLS_PER_VALUE);
      if (calls > limit) throw new RangeError('The schemas refer to each other too often.');
    },
  };
}

function countValues(value: unknown): number {
  const open: unknown[] = [value];
  let count = 0;
  for (let next = open.pop(); open.length > 0 || next !== undefined; next = open.pop()) {
    count += 1;
    if (typeof next === 'object' && next !== null) for (const child of Object.values(next)) open.push(child);
  }
  return count;
}

const MIN_CALLS = 20_000;
const CALLS_PER_VALUE = 200;
