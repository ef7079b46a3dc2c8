import type { JsonValue } from '../../kernel/json/json.ts';
import { freezeRecord } from './freeze-record.ts';
import type { Change } from '../port/journal.ts';
import { getSpec, type State } from './state.ts';
import { StoreError } from '../port/store-error.ts';
import type { ChangedRecord, RecordKey, StoredRecord, Transaction } from '../port/store.ts';
import { getKey, numberOf, Table } from './table.ts';

/** A transaction at work: what it writes lies over the state, which stays as it is, and is listed as `changes`. */
export class Draft implements Transaction {
  readonly changes: Change[] = [];
  readonly #state: State;
  readonly #layers = new Map<string, Layer>();
  readonly #sequences = new Map<string, number>();
  #ended = false;

  constructor(state: State) {
    this.#state = state;
  }

  get position(): number {
    return this.#state.position;
  }

  /** From now on nothing can be written: it would be lost. */
  end(): void {
    this.#ended = true;
  }

  /** Each record that it has written or deleted, once, as it is now. */
  changed(): readonly ChangedRecord[] {
    const [first] = this.changes;
    // What most transactions do.
    if (first !== undefined && this.changes.length === 1)
      return first.kind === 'sequence' ? [] : [this.#toChangedRecord(first)];
    const changed = new Map<string, Map<RecordKey, ChangedRecord>>();
    for (const change of this.changes) {
      if (change.kind === 'sequence') continue;
      const record = this.#toChangedRecord(change);
      const known = changed.get(record.collection) ?? new Map<RecordKey, ChangedRecord>();
      changed.set(record.collection, known.set(record.key, record));
    }
    return [...changed.values()].flatMap((records) => [...records.values()]);
  }

  get(collection: string, key: RecordKey): StoredRecord | undefined {
    const layer = this.#layers.get(collection);
    return layer === undefined ? this.#state.tables.get(collection)?.get(key) : getInLayer(layer, key);
  }

  find(collection: string, field: string, value: JsonValue): readonly StoredRecord[] {
    const layer = this.#layers.get(collection);
    if (layer === undefined) return this.#state.tables.get(collection)?.find(field, value) ?? [];
    return merge(layer, layer.base.findOrdinals(field, value), layer.written.findOrdinals(field, value));
  }

  all(collection: string): readonly StoredRecord[] {
    const layer = this.#layers.get(collection);
    if (layer === undefined) return this.#state.tables.get(collection)?.all() ?? [];
    return merge(layer, layer.base.ordinals(), layer.written.ordinals());
  }

  insert(collection: string, record: StoredRecord): void {
    const layer = this.#open(collection);
    const frozen = freezeRecord(record);
    const key = getKey(layer.base.spec, frozen);
    if (getInLayer(layer, key) !== undefined)
      throw new StoreError('DUPLICATE_KEY', `${collection} already holds ${String(key)}.`);
    layer.written.put(frozen);
    this.changes.push({ kind: 'put', collection, record: frozen });
  }

  update(collection: string, key: RecordKey, changes: StoredRecord): StoredRecord {
    const layer = this.#open(collection);
    const current = getInLayer(layer, key);
    if (current === undefined) throw new StoreError('NO_SUCH_RECORD', `${collection} holds no ${String(key)}.`);
    const record = freezeRecord({ ...current, ...changes });
    if (getKey(layer.base.spec, record) !== key)
      throw new StoreError('INVALID_KEY', `The key of ${String(key)} in ${collection} cannot change.`);
    this.#put(layer, record);
    return record;
  }

  replace(collection: string, record: StoredRecord): void {
    const layer = this.#open(collection);
    const frozen = freezeRecord(record);
    const key = getKey(layer.base.spec, frozen);
    if (getInLayer(layer, key) === undefined)
      throw new StoreError('NO_SUCH_RECORD', `${collection} holds no ${String(key)}.`);
    this.#put(layer, frozen);
  }

  delete(collection: string, key: RecordKey): boolean {
    const layer = this.#open(collection);
    const current = getInLayer(layer, key);
    if (current === undefined) return false;
    this.#retire(layer, current);
    cover(layer, key);
    layer.written.delete(key);
    this.changes.push({ kind: 'delete', collection, key });
    return true;
  }

  next(sequence: string): number {
    const largest =
      this.#layers.get(sequence)?.written.largestNumber ?? this.#state.tables.get(sequence)?.largestNumber ?? 0;
    const value = Math.max(this.#lastOf(sequence), largest) + 1;
    this.#setSequence(sequence, value);
    return value;
  }

  #toChangedRecord(change: Exclude<Change, { readonly kind: 'sequence' }>): ChangedRecord {
    const { collection } = change;
    if (change.kind === 'delete') return { collection, key: change.key, record: undefined };
    return { collection, key: getKey(getSpec(this.#state, collection), change.record), record: change.record };
  }

  #put(layer: Layer, record: StoredRecord): void {
    const { spec } = layer.base;
    layer.written.put(record, cover(layer, getKey(spec, record)));
    this.changes.push({ kind: 'put', collection: spec.name, record });
  }

  /**
   * The number of a record that goes is not given again: what the sequence started after is gone from the table with
   * the next restart.
   */
  #retire({ base }: Layer, record: StoredRecord): void {
    const number = numberOf(base.spec, record);
    if (number > this.#lastOf(base.spec.name)) this.#setSequence(base.spec.name, number);
  }

  #lastOf(sequence: string): number {
    return this.#sequences.get(sequence) ?? this.#state.sequences.get(sequence) ?? 0;
  }

  #setSequence(name: string, value: number): void {
    if (this.#ended) throw toEnded();
    this.#sequences.set(name, value);
    this.changes.push({ kind: 'sequence', name, value });
  }

  #open(collection: string): Layer {
    if (this.#ended) throw toEnded();
    const layer = this.#layers.get(collection) ?? createLayer(this.#state, collection);
    this.#layers.set(collection, layer);
    return layer;
  }
}

/** One collection as a transaction sees it. */
interface Layer {
  readonly base: Table;
  /** What the transaction has put, under the ordinals that it will have. */
  readonly written: Table;
  /** The ordinals of `base` that count no more: replaced or deleted. */
  readonly covered: Set<number>;
}

function createLayer(state: State, collection: string): Layer {
  const base = state.tables.get(collection) ?? new Table(getSpec(state, collection));
  const written = new Table(base.spec);
  written.nextOrdinal = base.nextOrdinal;
  written.largestNumber = base.largestNumber;
  return { base, written, covered: new Set() };
}

function getInLayer({ base, written, covered }: Layer, key: RecordKey): StoredRecord | undefined {
  const own = written.get(key);
  if (own !== undefined) return own;
  const ordinal = base.ordinalOf(key);
  return ordinal === undefined || covered.has(ordinal) ? undefined : base.at(ordinal);
}

/** Hides what the state holds under a key; gives its ordinal, or the one under which the transaction has put it. */
function cover({ base, written, covered }: Layer, key: RecordKey): number | undefined {
  const own = written.ordinalOf(key);
  if (own !== undefined) return own;
  const ordinal = base.ordinalOf(key);
  if (ordinal !== undefined) covered.add(ordinal);
  return ordinal;
}

function merge(
  { base, written, covered }: Layer,
  kept: Iterable<number>,
  own: Iterable<number>,
): readonly StoredRecord[] {
  const ordinals = [...kept].filter((ordinal) => !covered.has(ordinal));
  const sorted = [...ordinals, ...own].toSorted((left, right) => left - right);
  return sorted.map((ordinal) => written.at(ordinal) ?? base.at(ordinal)).filter((record) => record !== undefined);
}

function toEnded(): StoreError {
  return new StoreError(
    'CLOSED',
    'The transaction has ended. Write within the function given to transaction(), which must not be async.',
  );
}
