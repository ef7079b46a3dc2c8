import type { Call } from '../../api/call.ts';
import { isSame } from '../../api/differences.ts';
import { findOwn, type JsonObject } from '../../api/types.ts';

/** Returns the call that changes the properties that differ. A removed one takes the whole record. */
export function toPatch(path: string, base: JsonObject, record: JsonObject): Call {
  if (Object.keys(base).some((name) => !Object.hasOwn(record, name))) return { method: 'PUT', path, body: record };
  const changed = Object.entries(record).filter(([name, value]) => !isSame(findOwn(base, name), value));
  return { method: 'PATCH', path, body: Object.fromEntries(changed) };
}
