import { branchesOf, type Resolve } from '../../contract/schema/schema-branches.ts';
import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';

/** Returns whether a property holds URLs (`format: uri` or `url`). A stored path in it refers to this server. */
export function isAddress(schema: JsonObject, resolve: Resolve): boolean {
  return branchesOf(schema, resolve).some(({ format }) => format === 'uri' || format === 'url');
}

/** Turns a stored path (`/assets/a.svg`) into the URL that clients read, below `origin` (`scheme://host`). */
export function withOrigin(value: JsonValue | undefined, origin: string): JsonValue | undefined {
  return typeof value === 'string' && value.startsWith('/') ? origin + value : value;
}

/**
 * Turns a URL below `origin` into the path to store, so that a client can send back what it has read.
 */
export function withoutOrigin(value: JsonValue, origin: string): JsonValue {
  return typeof value === 'string' && value.startsWith(`${origin}/`) ? value.slice(origin.length) : value;
}
