/** Returns the median of some figures; the upper one of two. Undefined when there are none. */
export function median(values) {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}
