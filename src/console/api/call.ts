/** A request to the server: what a button sends, and what its curl line shows. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The path from the server's root, percent-encoded: `/__admin/faults`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** The JSON to send. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The world that the call works on, instead of the one that the console shows. */
  readonly world?: string;
}

/** The name of the world that a request without a sandbox uses. */
export const BASELINE = 'baseline';

/** Returns a call's address. `root` is the server's address without a trailing slash. */
export function toUrl(root: string, { path, query = {} }: Pick<Call, 'path' | 'query'>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') parameters.set(name, String(value));
  const text = parameters.toString();
  return `${root}${path}${text === '' ? '' : `?${text}`}`;
}

/** Encodes the segments of a path: toPath`/__admin/state/${collection}`. */
export function toPath(texts: TemplateStringsArray, ...values: readonly string[]): string {
  return texts.map((text, index) => text + encodeURIComponent(values[index] ?? '')).join('');
}
