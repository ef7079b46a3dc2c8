import { isJsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { RecordWrite } from '../../store/port/store.ts';

/**
 * What the transactions of one request have written, in their order. The size of what is kept is limited. A streamed
 * response may write after its exchange was recorded.
 */
export class WriteLog {
  /** The number of committed transactions. */
  transactions = 0;
  /** Estimated, of the records that are kept. */
  bytes = 0;
  /** There was more than may be kept: the list lacks what was written last, or all of it. */
  isTruncated = false;
  /** Called when bytes are added later. */
  onGrowth: (() => void) | undefined;
  #writes: RecordWrite[] = [];

  get writes(): readonly RecordWrite[] {
    return this.#writes;
  }

  /** Adds what one transaction has written. */
  add(writes: readonly RecordWrite[]): void {
    if (writes.length === 0) return;
    this.transactions += 1;
    const before = this.bytes;
    for (const write of writes) this.#keep(write);
    if (this.bytes > before) this.onGrowth?.();
  }

  /** Drops what is kept, to make room for what newer requests write. */
  drop(): void {
    this.#writes = [];
    this.bytes = 0;
    this.isTruncated = true;
  }

  #keep(write: RecordWrite): void {
    const left = MAX_BYTES - this.bytes;
    const size = this.isTruncated ? Infinity : sizeOf(write, left);
    if (size > left) {
      this.isTruncated = true;
      return;
    }
    this.#writes.push(write);
    this.bytes += size;
  }
}

/** Estimates the bytes that a write keeps alive. Stops once they exceed `limit`. */
function sizeOf({ before, after }: RecordWrite, limit: number): number {
  const estimate = { left: limit - WRITE_SIZE };
  spend(estimate, before ?? null);
  spend(estimate, after ?? null);
  return limit - estimate.left;
}

function spend(estimate: { left: number }, value: JsonValue): void {
  if (estimate.left < 0) return;
  estimate.left -= VALUE_SIZE;
  if (typeof value === 'string') estimate.left -= value.length;
  else if (isJsonObject(value)) for (const name in value) spend(estimate, value[name] ?? null);
  else if (typeof value === 'object' && value !== null) for (const item of value) spend(estimate, item);
}

/** Bytes kept of one request: those of several thousand records. */
const MAX_BYTES = 8 * 1024 * 1024;
/** Estimated bytes of a write's fixed parts, and of a value. */
const WRITE_SIZE = 120;
const VALUE_SIZE = 12;
