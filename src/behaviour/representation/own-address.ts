import { branchesOf, type Resolve } from '../../contract/schema/schema-branches.ts';
import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';

/** True for a property that holds addresses (`format: uri` or `url`): a path in it means this server. */
export function isAddress(schema: JsonObject, resolve: Resolve): boolean {
  return branchesOf(schema, resolve).some(({ format }) => format === 'uri' || format === 'url');
}

/** A stored path (`/assets/a.svg`) as a client reads it: below `origin` (`scheme://host`). */
export function withOrigin(value: JsonValue | undefined, origin: string): JsonValue | undefined {
  return typeof value === 'string' && value.startsWith('/') ? origin + value : value;
}

/**
 * An address as it is stored: one below `origin` as its path, so that what a client has read and sends back is what it
 * was.
 */
export function withoutOrigin(value: JsonValue, origin: string): JsonValue {
  return typeof value === 'string' && value.startsWith(`${origin}/`) ? value.slice(origin.length) : value;
}
