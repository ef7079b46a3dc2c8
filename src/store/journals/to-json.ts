import { toClause } from '../../kernel/text/to-reason.ts';
import { StoreError } from '../port/store-error.ts';

/**
 * Converts content to the bytes of its JSON. Throws a StoreError (UNSERIALISABLE) when it cannot be written as JSON.
 */
export function toJson(content: object): Buffer {
  try {
    return Buffer.from(JSON.stringify(content));
  } catch (cause) {
    const reason = toClause(cause);
    throw new StoreError('UNSERIALISABLE', `Failed to write the change as JSON: ${reason}. Nothing has changed.`, {
      cause,
    });
  }
}
