import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { StoredRecord } from '../port/store.ts';

/**
 * Returns a deeply frozen copy of a record, or the record itself when it is deeply frozen. Omits undefined properties,
 * as JSON does.
 */
export function freezeRecord(record: StoredRecord): StoredRecord {
  return isDeeplyFrozen(record) ? record : copyObject(record);
}

/**
 * Returns a deeply frozen record with other properties. An undefined property is omitted. `record` is deeply frozen.
 */
export function changeRecord(record: StoredRecord, changes: StoredRecord): StoredRecord {
  const changed: Record<string, JsonValue> = { ...record };
  for (const [name, value] of Object.entries<JsonValue | undefined>(changes)) {
    if (value === undefined) delete changed[name];
    else setProperty(changed, name, freezeValue(value));
  }
  return Object.freeze(changed);
}

/**
 * Freezes plain JSON deeply and in place, for values without other references. Assumes that a frozen value is deeply
 * frozen.
 */
export function freezeInPlace(value: JsonValue): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  // Not Object.values: its lists would be garbage as large as the state.
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

/** Sets a property by definition when it is named `__proto__`: an assignment would change the prototype. */
function setProperty(target: Record<string, JsonValue>, name: string, value: JsonValue): void {
  if (name === '__proto__') Object.defineProperty(target, name, { value, enumerable: true });
  else target[name] = value;
}

function isDeeplyFrozen(value: JsonValue | undefined): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (!Object.isFrozen(value)) return false;
  // As in `freezeInPlace`: each write comes here, and the lists of Object.values would be garbage.
  if (!isJsonObject(value)) return value.every(isDeeplyFrozen);
  for (const name in value) if (!isDeeplyFrozen(value[name])) return false;
  return true;
}
