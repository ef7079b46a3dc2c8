import type { Operation } from '../../contract/model/contract.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import { findResponse } from '../../contract/operation/find-response.ts';
import type { Represented } from '../exchange/stages.ts';

/** Adds to a response the declared headers that have an example. Headers set by a rule win. */
export function toDeclaredHeaders(operation: Operation, { status, headers }: Represented): Represented['headers'] {
  const declared = findResponse(operation, status)?.headers ?? [];
  if (declared.length === 0) return headers;
  const shown = declared.flatMap(({ name, example }) =>
    example === undefined || !isAllowed(name) ? [] : [[name, toText(example)] as const],
  );
  return { ...Object.fromEntries(shown), ...headers };
}

/** Returns whether a declared header may be sent. Headers that frame the message are set by the server only. */
function isAllowed(name: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name) && !FRAMING_HEADERS.has(name);
}

/** Formats an example in style `simple`, not exploded. Line breaks become spaces: they would start another header. */
function toText(value: JsonValue): string {
  const parts = Array.isArray(value) ? value : [value];
  return parts
    .map((part) => (typeof part === 'object' ? JSON.stringify(part) : String(part)))
    .join(',')
    .replaceAll(/[^\t\u0020-\u007e\u0080-\u00ff]/g, ' ');
}

const FRAMING_HEADERS: ReadonlySet<string> = new Set([
  'content-length',
  'content-encoding',
  'transfer-encoding',
  'connection',
  'etag',
  'date',
  'trailer',
  'upgrade',
]);
