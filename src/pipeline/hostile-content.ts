/**
 * What must not reach a rule though it is valid JSON: nesting that would overflow the stack when it is written again, numbers beyond what can be
 * written again (`1e400`), and NUL characters, which the platform's database refuses. Says what was found. Walks without recursion.
 */
export function findHostileContent(value: unknown): string | undefined {
  const stack: { readonly value: object; readonly depth: number }[] = [{ value: [value], depth: 0 }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { value: current, depth } = next;
    if (depth > DEEPEST) return `The request body is nested more than ${DEEPEST} levels deep.`;
    // JSON has no properties but own ones; reading them one by one makes no list of them.
    for (const name in current) {
      const child: unknown = (current as Record<string, unknown>)[name];
      if (name.includes(NUL) || (typeof child === 'string' && child.includes(NUL))) return 'The request body contains a NUL character.';
      if (typeof child === 'number' && !Number.isFinite(child)) return 'The request body contains a number that is too large.';
      if (typeof child === 'object' && child !== null) stack.push({ value: child, depth: depth + 1 });
    }
  }
  return undefined;
}

const NUL = '\u0000';
/** PHP's json_decode stops here too. */
const DEEPEST = 512;
