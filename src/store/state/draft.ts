import type { JsonValue } from '../../kernel/json/json.ts';
import { changeRecord, freezeRecord } from './freeze-record.ts';
import type { Change } from '../port/journal.ts';
import { getSpec, type State } from './state.ts';
import { StoreError } from '../port/store-error.ts';
import type { ChangedRecord, RecordKey, RecordWrite, StoredRecord, Transaction } from '../port/store.ts';
import { getKey, numberOf, Table } from './table.ts';
import { getOrCreate } from '../../kernel/get-or-create.ts';

/** A running transaction. Its writes are layered over the state, which stays unchanged, and listed in `changes`. */
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

  /** Rejects every later write: it would be lost. */
  end(): void {
    this.#ended = true;
  }

  /** Returns each record that the transaction wrote or deleted, once, in its final form. */
  changed(): readonly ChangedRecord[] {
    const [first] = this.changes;
    // Most transactions make a single change.
    if (first !== undefined && this.changes.length === 1)
      return first.kind === 'sequence' ? [] : [this.#toChangedRecord(first)];
    const changed = new Map<string, Map<RecordKey, ChangedRecord>>();
    for (const change of this.changes) {
      if (change.kind === 'sequence') continue;
      const record = this.#toChangedRecord(change);
      getOrCreate(changed, record.collection, () => new Map()).set(record.key, record);
    }
    return [...changed.values()].flatMap((records) => [...records.values()]);
  }

  written(): readonly RecordWrite[] {
    return this.changed().map(({ collection, key, record }) => ({
      collection,
      key,
      before: this.#state.tables.get(collection)?.get(key),
      after: record,
    }));
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
    if (current === undefined) throw new StoreError('NO_SUCH_RECORD', `${collection} does not hold ${String(key)}.`);
    const record = changeRecord(current, changes);
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
      throw new StoreError('NO_SUCH_RECORD', `${collection} does not hold ${String(key)}.`);
    this.#put(layer, frozen);
  }

  delete(collection: string, key: RecordKey): boolean {
    const layer = this.#open(collection);
    const current = getInLayer(layer, key);
    if (current === undefined) return false;
    this.#reserveNumber(layer, current);
    hide(layer, key);
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
    layer.written.put(record, hide(layer, getKey(spec, record)));
    this.changes.push({ kind: 'put', collection: spec.name, record });
  }

  /**
   * Records the number of a deleted record in the sequence, so that it is not used again: after a restart the table no
   * longer knows it.
   */
  #reserveNumber({ base }: Layer, record: StoredRecord): void {
    const number = numberOf(base.spec, record);
    if (number > this.#lastOf(base.spec.name)) this.#setSequence(base.spec.name, number);
  }

  #lastOf(sequence: string): number {
    return this.#sequences.get(sequence) ?? this.#state.sequences.get(sequence) ?? 0;
  }

  #setSequence(name: string, value: number): void {
    if (this.#ended) throw toEndedError();
    this.#sequences.set(name, value);
    this.changes.push({ kind: 'sequence', name, value });
  }

  #open(collection: string): Layer {
    if (this.#ended) throw toEndedError();
    const layer = this.#layers.get(collection) ?? createLayer(this.#state, collection);
    this.#layers.set(collection, layer);
    return layer;
  }
}

/** A collection as a transaction sees it. */
interface Layer {
  readonly base: Table;
  /** The records that the transaction wrote, under the ordinals that they will have. */
  readonly written: Table;
  /** The ordinals of `base` that the transaction replaced or deleted. */
  readonly hidden: Set<number>;
}

function createLayer(state: State, collection: string): Layer {
  const base = state.tables.get(collection) ?? new Table(getSpec(state, collection));
  const written = new Table(base.spec);
  written.nextOrdinal = base.nextOrdinal;
  written.largestNumber = base.largestNumber;
  return { base, written, hidden: new Set() };
}

function getInLayer({ base, written, hidden }: Layer, key: RecordKey): StoredRecord | undefined {
  const own = written.get(key);
  if (own !== undefined) return own;
  const ordinal = base.ordinalOf(key);
  return ordinal === undefined || hidden.has(ordinal) ? undefined : base.at(ordinal);
}

/** Hides the base record of a key. Returns its ordinal, or the one under which the transaction has written it. */
function hide({ base, written, hidden }: Layer, key: RecordKey): number | undefined {
  const own = written.ordinalOf(key);
  if (own !== undefined) return own;
  const ordinal = base.ordinalOf(key);
  if (ordinal !== undefined) hidden.add(ordinal);
  return ordinal;
}

function merge(
  { base, written, hidden }: Layer,
  baseOrdinals: Iterable<number>,
  writtenOrdinals: Iterable<number>,
): readonly StoredRecord[] {
  const ordinals = [...baseOrdinals].filter((ordinal) => !hidden.has(ordinal));
  const sorted = [...ordinals, ...writtenOrdinals].toSorted((left, right) => left - right);
  return sorted.map((ordinal) => written.at(ordinal) ?? base.at(ordinal)).filter((record) => record !== undefined);
}

function toEndedError(): StoreError {
  return new StoreError(
    'CLOSED',
    'The transaction has ended. Write within the function passed to transaction(), which must not be async.',
  );
}
