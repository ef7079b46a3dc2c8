/** One operation on a register, as a client saw it. The times are of one clock. */
export interface Operation {
  readonly kind: 'read' | 'write';
  readonly value: string;
  readonly start: number;
  /**
   * When its response arrived. Infinity when the outcome is unknown: it may have taken effect at any time, or never.
   */
  readonly end: number;
}

/**
 * Returns why a history of one register is not linearizable, or undefined when it is: an order exists that agrees with
 * real time, in which every read returns the value of the latest write. No two writes may have the same value.
 *
 * The search is the one of Wing and Gong, with the memory of Lowe: it takes an operation that none of the remaining
 * ones precedes, and remembers each set of taken operations with its value.
 */
export function findViolation(initial: string, history: readonly Operation[]): string | undefined {
  rejectEqualWrites(initial, history);
  const operations = selectRelevant(history).toSorted((left, right) => left.start - right.start);
  const reads = findReads(operations);
  const isRead = (value: string, taken: Taken): boolean =>
    (reads.get(value) ?? []).every((index) => isTaken(index, taken));
  const seen = new Set<string>();
  const open: SearchState[] = [{ low: 0, beyond: [], value: initial }];
  let furthest = 0;
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    if (state.low === operations.length) return undefined;
    const key = `${state.low}/${state.beyond.join(',')}/${state.value}`;
    if (seen.has(key)) continue;
    seen.add(key);
    furthest = Math.max(furthest, state.low);
    for (const index of findMinimal(operations, state)) {
      const { kind, value } = operations[index] ?? NOTHING;
      // After another write, the reads of this value could no longer be explained.
      if (kind === 'read' ? value === state.value : isRead(state.value, state)) open.push(take(index, value, state));
    }
  }
  return `No order explains ${describe(operations, furthest)}`;
}

/** The operations that have been taken: all before `low`, and those of `beyond`, in ascending order. */
interface Taken {
  readonly low: number;
  readonly beyond: readonly number[];
}

interface SearchState extends Taken {
  readonly value: string;
}

/** Returns the indexes of the reads of each value. */
function findReads(operations: readonly Operation[]): ReadonlyMap<string, readonly number[]> {
  const reads = new Map<string, number[]>();
  for (const [index, { kind, value }] of operations.entries())
    if (kind === 'read') reads.set(value, [...(reads.get(value) ?? []), index]);
  return reads;
}

function isTaken(index: number, { low, beyond }: Taken): boolean {
  return index < low || beyond.includes(index);
}

function take(index: number, value: string, { low, beyond }: Taken): SearchState {
  const all = new Set([...beyond, index]);
  let next = low;
  while (all.delete(next)) next += 1;
  return { low: next, beyond: [...all].toSorted((left, right) => left - right), value };
}

/** Returns the remaining operations that began before any remaining one ended. */
function findMinimal(operations: readonly Operation[], taken: Taken): readonly number[] {
  const found: number[] = [];
  let firstEnd = Infinity;
  for (let index = taken.low; index < operations.length; index += 1) {
    const operation = operations[index];
    if (operation === undefined || operation.start > firstEnd) break;
    if (isTaken(index, taken)) continue;
    firstEnd = Math.min(firstEnd, operation.end);
    found.push(index);
  }
  return found.filter((index) => (operations[index]?.start ?? 0) <= firstEnd);
}

/** Leaves out the operations of unknown outcome that no client has seen: they need not have happened. */
function selectRelevant(history: readonly Operation[]): readonly Operation[] {
  const read = new Set(history.flatMap(({ kind, value, end }) => (kind === 'read' && end < Infinity ? [value] : [])));
  return history.filter(({ kind, value, end }) => end < Infinity || (kind === 'write' && read.has(value)));
}

function rejectEqualWrites(initial: string, history: readonly Operation[]): void {
  const written = [initial, ...history.flatMap(({ kind, value }) => (kind === 'write' ? [value] : []))];
  if (new Set(written).size < written.length) throw new Error('Two writes of the history have the same value.');
}

function describe(operations: readonly Operation[], at: number): string {
  const shown = operations.slice(Math.max(0, at - 5), at + 10);
  const lines = shown.map(
    ({ kind, value, start, end }) => `  ${start.toFixed(1)} to ${end.toFixed(1)} ms: ${kind} ${value}`,
  );
  return `operation ${at + 1} of ${operations.length}:\n${lines.join('\n')}`;
}

const NOTHING: Operation = { kind: 'read', value: '', start: 0, end: 0 };
