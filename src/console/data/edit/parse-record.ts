import { findDifferences } from '../../api/differences.ts';
import { isJsonObject, REDACTED, type JsonObject } from '../../api/types.ts';

/** The record that a text stands for, or why it stands for none. */
interface ParsedRecord {
  readonly record?: JsonObject;
  readonly message?: string;
}

/** Parses the text of a record. What the page does not know of it, because it is redacted, cannot be changed. */
export function parseRecord(text: string, base: JsonObject): ParsedRecord {
  try {
    const record: unknown = JSON.parse(text);
    if (!isJsonObject(record)) return { message: 'A record is a JSON object: { … }.' };
    const changed = findDifferences(base, record).find(({ from, to }) => from === REDACTED && to !== undefined);
    return changed === undefined
      ? { record }
      : { message: `${changed.path} is redacted, and cannot be changed here: leave ${REDACTED}, which keeps its value.` };
  } catch (error) {
    return { message: error instanceof Error ? error.message : 'This is not JSON.' };
  }
}
