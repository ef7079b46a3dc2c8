import { isJsonObject, type JsonObject } from '../../api/types.ts';
import { findLostSecret, tellLostSecret } from './find-lost-secret.ts';

/** The record that a text stands for, or why it stands for none. */
interface ParsedRecord {
  readonly record?: JsonObject;
  readonly message?: string;
}

/** Parses the text of a record. Redacted values, which the page does not know, can be neither changed nor removed. */
export function parseRecord(text: string, base: JsonObject): ParsedRecord {
  try {
    const record: unknown = JSON.parse(text);
    if (!isJsonObject(record)) return { message: 'A record is a JSON object: { … }.' };
    const lost = findLostSecret(base, record);
    return lost === undefined ? { record } : { message: tellLostSecret(lost) };
  } catch (error) {
    return { message: error instanceof Error ? error.message : 'This is not JSON.' };
  }
}
