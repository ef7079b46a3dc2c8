/**
 * Returns a message about content that is valid JSON and must not reach a rule, or undefined when there is none:
 * nesting that would overflow the stack when serialized, numbers that cannot be serialized (`1e400`), and NUL
 * characters, which the platform's database rejects. Walks without recursion.
 */
export function findHostileContent(value: unknown): string | undefined {
  return walk(value, findHostileChild);
}

/** Returns whether a value is nested deeper than a body may be. */
export function isTooDeep(value: unknown): boolean {
  return walk(value, () => undefined) !== undefined;
}

type FindHostile = (name: string, child: unknown) => string | undefined;

function walk(value: unknown, find: FindHostile): string | undefined {
  const stack: object[] = [[value]];
  // A parallel stack, so that walking a large body allocates no objects.
  const depths = [0];
  for (let current = stack.pop(); current !== undefined; current = stack.pop()) {
    const depth = depths.pop() ?? 0;
    if (depth > MAX_DEPTH) return `The request body is nested more than ${MAX_DEPTH} levels deep.`;
    // Parsed JSON has own properties only. `for in` reads them without allocating a list.
    for (const name in current) {
      const child: unknown = (current as Record<string, unknown>)[name];
      const hostile = find(name, child);
      if (hostile !== undefined) return hostile;
      if (typeof child === 'object' && child !== null) {
        stack.push(child);
        depths.push(depth + 1);
      }
    }
  }
  return undefined;
}

function findHostileChild(name: string, child: unknown): string | undefined {
  if (name.includes(NUL) || (typeof child === 'string' && child.includes(NUL)))
    return 'The request body contains a NUL character.';
  return typeof child === 'number' && !Number.isFinite(child)
    ? 'The request body contains a number that is too large.'
    : undefined;
}

const NUL = '\u0000';
/** The limit of PHP's json_decode. */
const MAX_DEPTH = 512;
