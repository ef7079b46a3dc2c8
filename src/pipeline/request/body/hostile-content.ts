/**
 * What must not reach a rule though it is valid JSON: nesting that would overflow the stack when it is written again,
 * numbers beyond what can be written again (`1e400`), and NUL characters, which the platform's database refuses. Says
 * what was found. Walks without recursion.
 */
export function findHostileContent(value: unknown): string | undefined {
  return walk(value, findHostileChild);
}

/** Whether it is nested deeper than a body may be. */
export function isTooDeep(value: unknown): boolean {
  return walk(value, () => undefined) !== undefined;
}

type FindHostile = (name: string, child: unknown) => string | undefined;

function walk(value: unknown, find: FindHostile): string | undefined {
  const stack: object[] = [[value]];
  // Side by side, so that walking a large body makes no objects of its own.
  const depths = [0];
  for (let current = stack.pop(); current !== undefined; current = stack.pop()) {
    const depth = depths.pop() ?? 0;
    if (depth > DEEPEST) return `The request body is nested more than ${DEEPEST} levels deep.`;
    // JSON has no properties but own ones; reading them one by one makes no list of them.
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
/** PHP's json_decode stops here too. */
const DEEPEST = 512;
