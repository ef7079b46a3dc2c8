import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { StoredRecord } from '../port/store.ts';

/**
 * A deeply frozen copy of a record, or the record itself where it is that already. Leaves out what is undefined, as
 * JSON does.
 */
export function freezeRecord(record: StoredRecord): StoredRecord {
  return isDeeplyFrozen(record) ? record : copyObject(record);
}

/**
 * Freezes plain JSON through and through, in place: for what nobody else holds. What is frozen already is so through
 * and through.
 */
export function freezeInPlace(value: JsonValue): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  // A list of the values of each object would be garbage as large as the state.
  if (!isJsonObject(value)) value.forEach(freezeInPlace);
  else for (const name in value) freezeInPlace(value[name] ?? null);
  Object.freeze(value);
}

function freezeValue(value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null || isDeeplyFrozen(value)) return value;
  return isJsonObject(value) ? copyObject(value) : Object.freeze(value.map(freezeValue));
}

function copyObject(source: JsonObject): JsonObject {
  const copy: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries<JsonValue | undefined>(source)) {
    if (value !== undefined) setProperty(copy, name, freezeValue(value));
  }
  return Object.freeze(copy);
}

/** A property named `__proto__` is data like any other: assigned, it would become the prototype. */
function setProperty(target: Record<string, JsonValue>, name: string, value: JsonValue): void {
  if (name === '__proto__') Object.defineProperty(target, name, { value, enumerable: true });
  else target[name] = value;
}

function isDeeplyFrozen(value: JsonValue | undefined): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.isFrozen(value) && Object.values<JsonValue>(value).every(isDeeplyFrozen);
}
