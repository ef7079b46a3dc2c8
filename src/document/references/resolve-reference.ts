import { dirname, resolve as resolvePath } from 'node:path';

/** The target of a `$ref`: an absolute file name and a JSON Pointer in the file. */
export interface ReferenceTarget {
  readonly file: string;
  readonly pointer: string;
}

/** Resolves a `$ref` of `file` by file and fragment, regardless of `$id`s. */
export function resolveReference(file: string, reference: string): ReferenceTarget {
  const [path = '', fragment = ''] = reference.split('#', 2);
  return { file: path === '' ? file : resolvePath(dirname(file), decode(path)), pointer: decode(fragment) };
}

/** True for references with a scheme and a host, such as `http://…`. The simulator never fetches them. */
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
