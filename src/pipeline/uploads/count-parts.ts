/** Counts the parts of a multipart body while it passes. */
export interface PartCounter {
  add(chunk: Uint8Array): void;
  /** Returns how many parts have begun. */
  count(): number;
}

/** Creates a counter of parts, which begin with a delimiter (RFC 2046 section 5.1.1). The last one closes the body. */
export function createPartCounter(boundary: string): PartCounter {
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  // The line break before the first delimiter may be missing.
  let rest = Buffer.from('\r\n');
  let count = 0;
  let isClosed = false;
  return {
    count: () => count,
    add(chunk) {
      if (isClosed) return;
      const bytes = Buffer.concat([rest, chunk]);
      let start = 0;
      let at = bytes.indexOf(delimiter);
      for (; at !== -1 && at + delimiter.length + CLOSE.length <= bytes.length; at = bytes.indexOf(delimiter, start)) {
        start = at + delimiter.length;
        isClosed = CLOSE.equals(bytes.subarray(start, start + CLOSE.length));
        if (isClosed) return;
        count += 1;
      }
      // A delimiter may end in the next chunk.
      rest = bytes.subarray(at === -1 ? Math.max(start, bytes.length - delimiter.length + 1) : at);
    },
  };
}

const CLOSE = Buffer.from('--');
