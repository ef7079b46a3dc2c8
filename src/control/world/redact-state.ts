import { findOwn, isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';

/** A record without the digests of its secrets: what stands for them means "as it is" in a record that is sent back. */
export function redactRecord(record: JsonObject): JsonObject {
  return mapValues(record, (value, name) => redact(value, name));
}

/** A record that was sent, with the digests that the present one has where it says that they are as they are. */
export function unredactRecord(record: JsonObject, present: JsonObject | undefined): JsonObject {
  return mapValues(record, (value, name) => unredact(value, findOwn(present ?? {}, name)));
}

/** Whether a record still holds what stands for a digest: there was nothing to take it from. */
export function findRedacted(
  record: JsonValue,
  path: readonly (string | number)[] = [],
): readonly (string | number)[] | undefined {
  if (record === REDACTED) return path;
  if (typeof record !== 'object' || record === null) return undefined;
  for (const [name, value] of Object.entries(record as JsonObject)) {
    const found = findRedacted(value, [...path, name]);
    if (found !== undefined) return found;
  }
  return undefined;
}

function mapValues(record: JsonObject, change: (value: JsonValue, name: string) => JsonValue): JsonObject {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value, name)]));
}

function redact(value: JsonValue, name = ''): JsonValue {
  if (typeof value === 'string') return name.endsWith('_hash') || value.startsWith('sha256:') ? REDACTED : value;
  if (Array.isArray(value)) return value.map((item: JsonValue) => redact(item));
  if (!isJsonObject(value)) return value;
  return redactRecord(value);
}

function unredact(value: JsonValue, present: JsonValue | undefined): JsonValue {
  if (value === REDACTED) return present ?? REDACTED;
  if (Array.isArray(value)) {
    const items: readonly JsonValue[] = Array.isArray(present) ? present : [];
    return value.map((item: JsonValue, index) => unredact(item, items[index]));
  }
  if (!isJsonObject(value)) return value;
  return unredactRecord(value, isJsonObject(present) ? present : undefined);
}

const REDACTED = '[redacted]';
