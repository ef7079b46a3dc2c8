import { createSha256 } from '../random/digest.ts';
import { isJsonObject, type JsonValue } from './json.ts';

/**
 * Returns the SHA-256 of a value's JSON, as 64 hexadecimal digits. The text is hashed in parts, so that a large
 * document needs no text of its size.
 */
export function sha256OfJson(value: JsonValue): string {
  const digest = createSha256();
  const update = (part: JsonValue, depth: number): void => {
    if (depth === 0 || !isJsonObject(part)) {
      digest.update(JSON.stringify(part));
      return;
    }
    let separator = '{';
    for (const [name, child] of Object.entries(part)) {
      digest.update(`${separator}${JSON.stringify(name)}:`);
      update(child, depth - 1);
      separator = ',';
    }
    digest.update(separator === '{' ? '{}' : '}');
  };
  update(value, HASHED_DEPTH);
  return digest.toHex();
}

/** The levels of a value whose members are hashed one by one: in an OpenAPI document down to operations and schemas. */
const HASHED_DEPTH = 3;
