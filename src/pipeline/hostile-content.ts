/**
 * What must not reach a rule though it is valid JSON: nesting that would overflow the stack when it is written again, and NUL characters, which
 * the platform's database refuses. Says what was found. Walks without recursion.
 */
export function findHostileContent(value: unknown): string | undefined {
  const stack: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 1 }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { value: current, depth } = next;
    if (typeof current === 'string' && current.includes('\u0000')) return 'The request body contains a NUL character.';
    if (typeof current !== 'object' || current === null) continue;
    if (depth > DEEPEST) return `The request body is nested more than ${DEEPEST} levels deep.`;
    if (!Array.isArray(current) && Object.keys(current).some((name) => name.includes('\u0000')))
      return 'The request body contains a NUL character.';
    for (const child of Object.values(current)) stack.push({ value: child, depth: depth + 1 });
  }
  return undefined;
}

/** PHP's json_decode stops here too. */
const DEEPEST = 512;
