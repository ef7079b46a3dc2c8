/** One step of a JSON Pointer (RFC 6901), escaped. */
export function toPointerStep(name: string | number): string {
  const text = String(name);
  // Most names have neither, and a large document has hundreds of thousands of names.
  return /[~/]/.test(text) ? text.replaceAll('~', '~0').replaceAll('/', '~1') : text;
}

/** A JSON Pointer from its steps; empty for the whole document. */
export function toPointer(steps: readonly (string | number)[]): string {
  return steps.map((step) => `/${toPointerStep(step)}`).join('');
}

/** The steps of a JSON Pointer, or of the fragment of a `$ref` (with or without its `#`, percent-encoded or not). */
export function parsePointer(pointer: string): readonly string[] {
  const text = pointer.startsWith('#') ? decodeFragment(pointer.slice(1)) : pointer;
  if (text === '') return [];
  return text
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What a pointer leads to, or undefined where it leads nowhere. */
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
