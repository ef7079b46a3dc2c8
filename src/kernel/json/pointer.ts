/** Escapes one reference token of a JSON Pointer (RFC 6901). */
export function toPointerStep(name: string | number): string {
  const text = String(name);
  // Most names need no escaping, and a large document has hundreds of thousands of names.
  return /[~/]/.test(text) ? text.replaceAll('~', '~0').replaceAll('/', '~1') : text;
}

/** Creates a JSON Pointer from its steps; the empty text points to the whole document. */
export function toPointer(steps: readonly (string | number)[]): string {
  return steps.map((step) => `/${toPointerStep(step)}`).join('');
}

/** Returns the steps of a JSON Pointer or of a `$ref` fragment (with or without `#`, percent-encoded or not). */
export function parsePointer(pointer: string): readonly string[] {
  const text = pointer.startsWith('#') ? decodeFragment(pointer.slice(1)) : pointer;
  if (text === '') return [];
  return text
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Returns the value that a pointer resolves to, or undefined when it does not resolve. */
export function findAtPointer(root: unknown, pointer: string): unknown {
  let value = root;
  for (const step of parsePointer(pointer)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
