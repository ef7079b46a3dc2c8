/**
 * Counts the values of a JSON text without parsing it: a parsed value can take 30 times the bytes of its text. Stops
 * once the count exceeds `limit`. A property counts as two, since its name takes as long to read as a value. The count
 * is meaningless when the text is not JSON.
 */
export function countJsonValues(bytes: Uint8Array, limit: number): number {
  let count = 1;
  let isFirst = false;
  for (let index = 0; index < bytes.length && count <= limit; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte <= SPACE) continue;
    // A value follows a comma, a colon, or an opening bracket that is not closed immediately.
    if (byte === COLON || byte === COMMA || (isFirst && byte !== CLOSE_LIST && byte !== CLOSE_OBJECT)) count += 1;
    isFirst = byte === OPEN_LIST || byte === OPEN_OBJECT;
    if (byte === QUOTE) index = findEnd(bytes, index);
  }
  return count;
}

/** Returns the index of the quotation mark that ends the string starting at `start`. */
function findEnd(bytes: Uint8Array, start: number): number {
  let index = start + 1;
  const near = Math.min(index + NEAR, bytes.length);
  while (index < near && bytes[index] !== QUOTE) index += bytes[index] === BACKSLASH ? 2 : 1;
  return index < near ? index : findFarEnd(bytes, index);
}

/** Continues from `start` in a long string with the native `indexOf`, which is faster there. */
function findFarEnd(bytes: Uint8Array, start: number): number {
  let from = start;
  for (let quote = bytes.indexOf(QUOTE, from); quote !== -1; quote = bytes.indexOf(QUOTE, from)) {
    let slashes = 0;
    while (quote - slashes > from && bytes[quote - slashes - 1] === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return quote;
    from = quote + 1;
  }
  return bytes.length;
}

const [SPACE, QUOTE, COMMA, COLON] = [0x20, 0x22, 0x2c, 0x3a];
const [OPEN_LIST, BACKSLASH, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5c, 0x5d, 0x7b, 0x7d];
/** In bytes. Most strings are shorter. */
const NEAR = 64;
