/** Returns the median of some figures; the upper one of two. Undefined when there are none. */
export function median(values: readonly number[]): number | undefined;
