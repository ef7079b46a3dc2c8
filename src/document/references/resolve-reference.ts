import { dirname, resolve as resolvePath } from 'node:path';

/** Where a `$ref` leads: an absolute file and a JSON Pointer in it. */
export interface ReferenceTarget {
  readonly file: string;
  readonly pointer: string;
}

/** Where a `$ref` that stands in `file` leads. */
export function resolveReference(file: string, reference: string): ReferenceTarget {
  const [path = '', fragment = ''] = reference.split('#', 2);
  return { file: path === '' ? file : resolvePath(dirname(file), decode(path)), pointer: decode(fragment) };
}

/** True for `http://…` and the like, which the simulator never follows. */
export function isRemote(reference: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(reference);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
