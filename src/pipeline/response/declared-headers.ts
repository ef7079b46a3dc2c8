import type { Operation } from '../../contract/model/contract.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import { findResponse } from '../../contract/operation/find-response.ts';
import type { Represented } from '../exchange/stages.ts';

/** The headers of an answer, and those that its response declares with an example. What a rule has set stays. */
export function toDeclaredHeaders(operation: Operation, { status, headers }: Represented): Represented['headers'] {
  const declared = findResponse(operation, status)?.headers ?? [];
  if (declared.length === 0) return headers;
  const shown = declared.flatMap(({ name, example }) =>
    example === undefined || !isSafe(name) ? [] : [[name, toText(example)] as const],
  );
  return { ...Object.fromEntries(shown), ...headers };
}

/** What says how the message itself is sent is ours to say. */
function isSafe(name: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name) && !OWN.has(name);
}

/** Style simple, not exploded; a line break would be another header. */
function toText(value: JsonValue): string {
  const parts = Array.isArray(value) ? value : [value];
  return parts
    .map((part) => (typeof part === 'object' ? JSON.stringify(part) : String(part)))
    .join(',')
    .replaceAll(/[^\t\u0020-\u007e\u0080-\u00ff]/g, ' ');
}

const OWN: ReadonlySet<string> = new Set([
  'content-length',
  'content-encoding',
  'transfer-encoding',
  'connection',
  'etag',
  'date',
  'trailer',
  'upgrade',
]);
