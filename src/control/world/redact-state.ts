import { findOwn, isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { mapElements, mapMembers } from '../../kernel/json/map-json.ts';
import { sha256 } from '../../kernel/random/digest.ts';
import { createSlices } from '../../kernel/turns.ts';
import { OUTBOX } from '../../store/port/outbox.ts';
import type { StoredRecord } from '../../store/port/store.ts';

/**
 * Replaces the digests in a record with `[redacted]`, and what a pending delivery has for headers, which carry
 * credentials. In a record that is sent back, that means "unchanged". Other parts are shared with the record.
 */
export function redactRecord(record: JsonObject, collection: string): JsonObject {
  const redacted = redactDigests(record);
  const payload = collection === OUTBOX.name ? redacted['payload'] : undefined;
  return isJsonObject(payload) ? { ...redacted, payload: redactHeaders(payload) } : redacted;
}

/** Redacts records in slices: thousands of them take long. */
export async function redactRecords(
  records: readonly StoredRecord[],
  collection: string,
): Promise<readonly JsonObject[]> {
  const slices = createSlices();
  const redacted: JsonObject[] = [];
  for (const record of records) {
    redacted.push(redactRecord(record, collection));
    await slices.pause();
  }
  return redacted;
}

function redactDigests(record: JsonObject): JsonObject {
  return mapMembers(record, redact);
}

function redactHeaders({ headers, ...others }: JsonObject): JsonObject {
  return isJsonObject(headers) ? { ...others, headers: mapMembers(headers, () => REDACTED) } : others;
}

/**
 * Replaces each `[redacted]` in a sent record with the digest of the stored record, and a text that takes the place of
 * a digest with its own: a new secret is never stored as it is.
 */
export function unredactRecord(record: JsonObject, stored: JsonObject | undefined): JsonObject {
  return mapMembers(record, (value, name) => unredact(value, findOwn(stored ?? {}, name), name));
}

/** Returns the path of a `[redacted]` that had no stored digest, or undefined. */
export function findRedacted(record: JsonValue): readonly (string | number)[] | undefined {
  if (record === REDACTED) return [];
  if (typeof record !== 'object' || record === null) return undefined;
  for (const [name, value] of Object.entries(record as JsonObject)) {
    const found = findRedacted(value);
    if (found !== undefined) return [name, ...found];
  }
  return undefined;
}

function redact(value: JsonValue, name: string): JsonValue {
  if (typeof value === 'string') return name.endsWith('_hash') || value.startsWith('sha256:') ? REDACTED : value;
  if (Array.isArray(value)) return mapElements(value, redactElement);
  if (!isJsonObject(value)) return value;
  return redactDigests(value);
}

function redactElement(value: JsonValue): JsonValue {
  return redact(value, '');
}

function unredact(value: JsonValue, stored: JsonValue | undefined, name: string): JsonValue {
  if (value === REDACTED) return stored ?? REDACTED;
  if (typeof value === 'string') return typeof stored === 'string' ? toStored(value, stored, name) : value;
  if (Array.isArray(value)) {
    const items: readonly JsonValue[] = Array.isArray(stored) ? stored : [];
    return mapElements(value, (item, index) => unredact(item, items[index], ''));
  }
  if (!isJsonObject(value)) return value;
  return unredactRecord(value, isJsonObject(stored) ? stored : undefined);
}

/** Returns the digest of a text that takes the place of a digest, in the form of that one. A digest stays as it is. */
function toStored(text: string, stored: string, name: string): string {
  if (DIGEST.test(stored)) return DIGEST.test(text) ? text : `sha256:${sha256(text)}`;
  if (name.endsWith('_hash') && BARE_DIGEST.test(stored)) return BARE_DIGEST.test(text) ? text : sha256(text);
  return text;
}

const REDACTED = '[redacted]';
const DIGEST = /^sha256:[\da-f]{64}$/;
const BARE_DIGEST = /^[\da-f]{64}$/;
