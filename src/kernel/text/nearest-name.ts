/** Returns the name most similar to `wanted`, or undefined when none is similar enough to suggest. */
export function findNearestName(wanted: string, names: readonly string[]): string | undefined {
  return findNearestNames(wanted, names)[0];
}

/** Returns the names similar enough to suggest, most similar first. */
export function findNearestNames(wanted: string, names: readonly string[]): readonly string[] {
  const maxDistance = Math.max(2, Math.floor(wanted.length / 3));
  if (wanted.length > MAX_LENGTH) return [];
  return (
    names
      // A difference of lengths is a distance at least as long, and is known at once.
      .filter((name) => Math.abs(name.length - wanted.length) <= maxDistance)
      .map((name) => ({ name, distance: editDistance(wanted, name) }))
      .filter(({ distance }) => distance <= maxDistance)
      .toSorted((left, right) => left.distance - right.distance)
      .map(({ name }) => name)
  );
}

/** Returns the Levenshtein distance: insertions, deletions and replacements that turn one text into the other. */
function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [row, letter] of Array.from(left).entries()) {
    const current = [row + 1];
    for (const [column, other] of Array.from(right).entries()) {
      const replaced = (previous[column] ?? 0) + (letter === other ? 0 : 1);
      current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}

/** Characters. A longer text is no mistyped name, and comparing it would take long. */
const MAX_LENGTH = 200;
