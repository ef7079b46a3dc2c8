/**
 * Bounds what one value may cost a validator whose schemas refer to each other over and over (`allOf` of the same
 * twice, forty times deep).
 */
export interface CallBudget {
  /** Begins with a value. */
  begin(value: unknown): void;
  /**
   * To be called with each reference that is followed. Throws a RangeError where that is beyond all measure of the
   * value.
   */
  spend(): void;
}

/**
 * A budget that nothing was spent of. Validators run to their end without a break, so that one serves all of a
 * compiler.
 */
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
      // Few values are worth being counted.
      limit = Math.max(MIN_CALLS, countValues(subject) * CALLS_OF_A_VALUE);
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
const CALLS_OF_A_VALUE = 200;
