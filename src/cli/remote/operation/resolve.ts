import { isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import { findAtPointer } from '../../../kernel/json/pointer.ts';
import { cutTo } from '../../../kernel/text/cut-to.ts';
import { RefusedError } from '../refused-error.ts';

/**
 * Returns the object that a reference leads to; any other object as it is, and an empty one for another value. Throws a
 * RefusedError for a reference that cannot be decoded.
 */
export function resolve(document: JsonObject, value: JsonValue | undefined): JsonObject {
  let current: unknown = value;
  for (let depth = 0; depth < MAX_REFERENCES; depth += 1) {
    const reference = isJsonObject(current) ? current['$ref'] : undefined;
    if (typeof reference !== 'string') break;
    if (!isEncoded(reference))
      throw new RefusedError(
        `The contract of the server has the $ref ${JSON.stringify(cutTo(reference, MAX_SHOWN))}, which is not valid percent-encoded UTF-8. Correct it, and start the server again.`,
      );
    current = findAtPointer(document, `#${reference.replace(/^#/, '')}`);
  }
  return isJsonObject(current) ? current : {};
}

function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

const MAX_REFERENCES = 20;
/** Characters of a reference in a message. */
const MAX_SHOWN = 100;
